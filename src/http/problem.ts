import type { ErrorRequestHandler, Request, Response } from "express";
import { type Issue, Refusal, type RefusalCode, Unavailable } from "../domain/errors.ts";
import { UnknownCrossing } from "../domain/places/unknown-crossing.ts";
import type { Log } from "../log.ts";
import { askedMessages } from "./language.ts";
import { badEscape } from "./read-query.ts";

/** The problem types, each with its meaning for the client. */
export const PROBLEMS = {
  invalid: {
    status: 400,
    title: "The request is not valid",
    meaning: "A field is not valid. `errors` names each field, its rule and its value.",
  },
  unauthorized: {
    status: 401,
    title: "A key is required",
    meaning: "Send `Authorization: Bearer <key>` with a valid key.",
  },
  forbidden: {
    status: 403,
    title: "This key may not do that",
    meaning: "The key is valid, but its role does not allow this request.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    meaning: "The address, or the item that it names, does not exist.",
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    meaning: "`Allow` lists the methods of this address.",
  },
  not_acceptable: {
    status: 406,
    title: "This format is not available",
    meaning: "The answer is not available in the format that `Accept` names.",
  },
  conflict: { status: 409, title: "Already settled", meaning: "It conflicts with something on record." },
  too_large: { status: 413, title: "The body is too large", meaning: "The limit for a body is 64 KiB." },
  unsupported: { status: 415, title: "The body is not JSON", meaning: "Send `Content-Type: application/json`." },
  busy: { status: 429, title: "Too many requests", meaning: "Wait as long as `Retry-After` says." },
  unavailable: {
    status: 503,
    title: "The database is unavailable",
    meaning:
      "Try again after `Retry-After`. A request with an `Idempotency-Key` is safe to repeat: it is recorded once.",
  },
  failure: { status: 500, title: "Internal error", meaning: "It is in the log." },
} as const;

export type ProblemCode = keyof typeof PROBLEMS | RefusalCode;

/** An error of the HTTP layer itself, before any action ran. */
export class EdgeProblem extends Error {
  readonly code: ProblemCode;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** The `Retry-After` of an answer while the database is unreachable, in seconds. */
const RETRY_SECONDS = "5";

/** The default `Retry-After` for a client over its rate limit, in seconds. */
const BUSY_SECONDS = "60";

/** Sends an RFC 9457 problem document. */
export function sendProblem(
  req: Request,
  res: Response,
  code: ProblemCode,
  detail: string,
  errors: Issue[] = [],
  headers: Record<string, string> = {},
): void {
  const { status, title } = PROBLEMS[code];
  const problem = {
    type: `/problems/${code}`,
    title,
    status,
    detail,
    instance: req.originalUrl,
    ...(errors.length > 0 ? { errors } : {}),
  };
  if (code === "unauthorized") res.set("WWW-Authenticate", 'Bearer realm="Garita"');
  if (code === "unavailable") res.set("Retry-After", RETRY_SECONDS);
  if (code === "busy") res.set("Retry-After", BUSY_SECONDS);
  res.set({ "Cache-Control": "no-store", ...headers });
  res.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** The message to clients while the database is unreachable. The cause goes to the log. */
const AWAY =
  "The database is not reached, or takes nothing, at the moment. Try again shortly; what carries the same Idempotency-Key is recorded once.";

/**
 * The last error handler: turns every error into one problem document. `isAway` recognises the errors of a database
 * that is unreachable or refuses writes.
 */
export function problems(log: Log, isAway: (error: unknown) => boolean): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof UnknownCrossing) return sendProblem(req, res, "not_found", error.tell(askedMessages(req)));
    if (error instanceof Refusal) return sendProblem(req, res, error.code, error.message, error.issues);
    if (error instanceof EdgeProblem) return sendProblem(req, res, error.code, error.message, [], error.headers);
    if (error instanceof URIError)
      return sendProblem(req, res, "invalid", "The address cannot be read.", [
        { path: "address", message: badEscape(req.originalUrl) ?? "cannot be read" },
      ]);
    const body = bodyProblem(error);
    if (body !== undefined) return sendProblem(req, res, body.code, body.message);
    if (isAway(error)) return sendProblem(req, res, "unavailable", error instanceof Unavailable ? error.message : AWAY);
    log.error({ err: error, method: req.method, url: req.originalUrl }, "request failed");
    return sendProblem(req, res, "failure", "The request failed through no fault of yours.");
  };
}

/** Problems for the errors that Express and its body parser raise. */
export function bodyProblem(error: unknown): { code: ProblemCode; message: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const type = error instanceof URIError ? "uri" : "type" in error ? error.type : undefined;
  switch (type) {
    case "uri":
      return {
        code: "invalid",
        message: "The address has a percent sign that is not followed by two hexadecimal digits.",
      };
    case "entity.too.large":
      return { code: "too_large", message: "The body is larger than 64 KiB." };
    case "parameters.too.many":
      return { code: "too_large", message: "The form has more fields than any form here." };
    case "request.aborted":
    case "request.size.invalid":
      return { code: "invalid", message: "The body was cut off: it is not as long as Content-Length says." };
    case "encoding.unsupported":
    case "charset.unsupported":
      return { code: "unsupported", message: `The body cannot be read: ${error.message}.` };
    default:
      // The parser sets `expose` on errors that the sender can correct.
      return "expose" in error && error.expose === true
        ? { code: "invalid", message: `The body cannot be read: ${error.message}.` }
        : undefined;
  }
}
