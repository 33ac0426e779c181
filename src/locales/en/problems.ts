import type { ErrorMessages, ProblemPhrases } from "../messages/errors.ts";

export const PROBLEMS_ENGLISH: ProblemPhrases = {
  keyNeeded: "This requires a key. Send it as `Authorization: Bearer <key>`.",
  tooManyUnknownKeys: "This address has sent too many requests with unknown keys.",
  tooManyReads: (most) =>
    `This address has made more than ${most} reads within a minute that had to be computed. Answers that are the same for many people come from a cache and do not count.`,
  tooManyWrites: "This key has made too many writes within a minute.",
  formatUnavailable: (types) => `The answer is available as ${types}.`,
  codingUnavailable: (accepted) =>
    `The answer is available as br, gzip or identity. The request’s Accept-Encoding allows none of them; got ${accepted}.`,
  methodNotAllowed: (path, methods, method) => `${path} accepts ${methods}, not ${method}.`,
  contentTypeMissing: "The body has no Content-Type. Send application/json.",
  contentTypeNotJson: (type) => `The body must be application/json; got ${type}.`,
  charsetNotUtf8: (charset) => `The body must be UTF-8. Its Content-Type says ${charset}.`,
  addressUnreadable: "The address cannot be read.",
  strayPercentInAddress: "The address has a percent sign without two hexadecimal digits after it.",
  bodyTooLarge: "The body is larger than 64 KiB.",
  tooManyFields: "The form has more fields than any form on this site.",
  bodyCutOff: "The body is incomplete: its length differs from Content-Length.",
  bodyUnreadable: (reason) => `The body cannot be read: ${reason}.`,
  databaseAway:
    "The database is unavailable at the moment. Try again shortly. A request repeated with the same Idempotency-Key is recorded only once.",
  readsOnly: (address) =>
    address === null
      ? "This process only reads. Send the request to the full service."
      : `This process only reads. Send the request to ${address}.`,
  failed: "The request failed because of an error in the service, not because of your request.",
};

/** Problem types, each with its meaning for the client. */
export const PROBLEM_KINDS_ENGLISH: ErrorMessages["kinds"] = {
  invalid: {
    title: "The request is not valid",
    meaning: "A field is not valid. `errors` names each field, its rule and its value.",
  },
  unauthorized: {
    title: "A key is required",
    meaning: "Send `Authorization: Bearer <key>` with a valid key.",
  },
  forbidden: {
    title: "This key may not do that",
    meaning: "The key is valid, but its role does not allow this request.",
  },
  second_person: {
    title: "Another operator must accept this",
    meaning: "The sender of a report may not accept it (FOUR_EYES=on). Another operator can.",
  },
  not_found: { title: "Not found", meaning: "The address, or the item that it names, does not exist." },
  method_not_allowed: { title: "Method not allowed", meaning: "`Allow` lists the methods of this address." },
  not_acceptable: {
    title: "This format is not available",
    meaning: "The answer is not available in the format that `Accept` names.",
  },
  conflict: { title: "Conflict", meaning: "The request conflicts with something on record." },
  changed: {
    title: "It has changed",
    meaning: "The item is no longer as `If-Match` expects. Read it again, and decide again.",
  },
  too_large: { title: "The body is too large", meaning: "The limit for a body is 64 KiB." },
  unsupported: {
    title: "The type of the body is not supported",
    meaning: "Send JSON in UTF-8 with `Content-Type: application/json`.",
  },
  busy: { title: "Too many requests", meaning: "Wait as long as `Retry-After` says." },
  unavailable: {
    title: "Temporarily unavailable",
    meaning:
      "Try again after `Retry-After`. A request with an `Idempotency-Key` is safe to repeat: it is recorded only once.",
  },
  read_only: {
    title: "This process only reads",
    meaning: "It records nothing and accepts no keys. `detail` names the address of the full service if it is known.",
  },
  failure: { title: "Internal error", meaning: "The cause is in the log of the service." },
};
