import type { ErrorRequestHandler, Request, Response } from "express";
import { TELL_ME_PATH } from "../actions/notifications/followers/tell-me-paths.ts";
import { writeText } from "../domain/error-phrases.ts";
import { type Issue, Refusal, type RefusalCode, Unavailable, writeIssues } from "../domain/errors.ts";
import { excerptOf } from "../domain/plain-text.ts";
import { FALLBACK } from "../locales/index.ts";
import type { ProblemKind, ProblemText } from "../locales/messages/errors.ts";
import type { Messages } from "../locales/messages.ts";
import type { Log } from "../log.ts";
import { problemMessages } from "./language.ts";
import { escapeFault } from "./read-query.ts";
import { requestIdOf } from "./tracing/request-id.ts";

/** Problem types. Their titles and meanings are in the texts of each language. */
export const PROBLEMS = {
  invalid: { status: 400 },
  unauthorized: { status: 401 },
  forbidden: { status: 403 },
  second_person: { status: 403 },
  not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  not_acceptable: { status: 406 },
  conflict: { status: 409 },
  changed: { status: 412 },
  too_large: { status: 413 },
  unsupported: { status: 415 },
  busy: { status: 429 },
  unavailable: { status: 503 },
  read_only: { status: 503 },
  failure: { status: 500 },
} as const satisfies Record<ProblemKind, { status: number }>;

export type ProblemCode = keyof typeof PROBLEMS | RefusalCode;

/** Maximum length of an unknown address in an error. */
const MOST_SHOWN = 200;

/** Returns an unknown address as shown in an error. A long address is shortened. */
export const shownAddress = (address: string): string => excerptOf(address, MOST_SHOWN);

/** Writes the sentence of a problem in one language. */
export const writeProblem = ({ errors }: Messages, text: ProblemText): string =>
  writeText({ ...errors.refusals, ...errors.problems }, text);

/** Links in e-mails: the last part of their address is as good as a password. */
const SECRET_LINK = new RegExp(`(${TELL_ME_PATH}/[^/?]+/).*`, "is");

/** Returns the address of a request as it may stand in the log: without the secret part of a link in an e-mail. */
export const loggedAddress = (address: string): string => address.replace(SECRET_LINK, "$1…");

/** An error of the HTTP layer itself, before any action ran. */
export class EdgeProblem extends Error {
  readonly code: ProblemCode;
  readonly text: ProblemText;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, text: ProblemText, headers: Record<string, string> = {}) {
    super(writeProblem(FALLBACK, text));
    this.code = code;
    this.text = text;
    this.headers = headers;
  }
}

/** `Retry-After` while the database is unavailable, in seconds. */
export const RETRY_SECONDS = "5";

/** Default `Retry-After` for a client over its rate limit, in seconds. */
const BUSY_SECONDS = "60";

/**
 * Sends an RFC 9457 problem document in the language of the request, with the request's id. `detail` writes its
 * sentence.
 */
export function sendProblem(
  req: Request,
  res: Response,
  code: ProblemCode,
  detail: (messages: Messages) => string,
  errors: readonly Issue[] = [],
  headers: Record<string, string> = {},
): void {
  const messages = problemMessages(req);
  const { status } = PROBLEMS[code];
  const problem = {
    type: `/problems/${code}`,
    title: messages.errors.kinds[code].title,
    status,
    detail: detail(messages),
    instance: req.originalUrl,
    ...(errors.length > 0 ? { errors: writeIssues(errors, messages) } : {}),
  };
  if (code === "unauthorized") res.set("WWW-Authenticate", 'Bearer realm="Garita"');
  if (code === "unavailable") res.set("Retry-After", RETRY_SECONDS);
  if (code === "busy") res.set("Retry-After", BUSY_SECONDS);
  res.set({ "Cache-Control": "no-store", "Content-Language": messages.language, "X-Request-Id": requestIdOf(req) });
  res.set(headers);
  res.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/**
 * Returns the sentence for an error that makes the service unavailable: the error's own sentence if Garita raised it
 * ({@link Unavailable}), otherwise a general sentence. The database's own message is never shown.
 */
export const writeAway = (error: unknown, messages: Messages): string =>
  error instanceof Unavailable ? error.tell(messages) : messages.errors.problems.databaseAway;

/** Logs that a request was refused because its sender may not do this. */
export const logRefusal = (log: Log, { ip, method, path, baseUrl }: Request, reason: string): void =>
  log.warn(
    { ip, method, path: loggedAddress(baseUrl + path), reason },
    "a request was refused because its sender may not do this",
  );

/**
 * Returns the last error handler, which converts every error to one problem document. `isAway` recognises the errors of
 * an unavailable database.
 */
export function problems(log: Log, isAway: (error: unknown) => boolean): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const send = (code: ProblemCode, text: ProblemText, issues: Issue[] = [], headers: Record<string, string> = {}) =>
      sendProblem(req, res, code, (messages) => writeProblem(messages, text), issues, headers);
    if (error instanceof Refusal) {
      if (PROBLEMS[error.code].status === PROBLEMS.forbidden.status) logRefusal(log, req, error.message);
      return sendProblem(req, res, error.code, (messages) => error.tell(messages), error.issues);
    }
    if (error instanceof EdgeProblem) return send(error.code, error.text, [], error.headers);
    if (error instanceof URIError)
      return send(
        "invalid",
        ["addressUnreadable"],
        [{ path: "address", rule: escapeFault(req.originalUrl) ?? ["unreadableAddress"] }],
      );
    const body = bodyProblem(error);
    if (body !== undefined) return send(body.code, body.text);
    if (isAway(error)) return sendProblem(req, res, "unavailable", (messages) => writeAway(error, messages));
    const requestId = requestIdOf(req);
    log.error({ err: error, requestId, method: req.method, url: loggedAddress(req.originalUrl) }, "request failed");
    return send("failure", ["failed"]);
  };
}

/** Returns the problem for an error that Express or its body parser raises. Returns undefined for any other error. */
export function bodyProblem(error: unknown): { code: ProblemCode; text: ProblemText } | undefined {
  if (!(error instanceof Error)) return undefined;
  const type = error instanceof URIError ? "uri" : "type" in error ? error.type : undefined;
  switch (type) {
    case "uri":
      return { code: "invalid", text: ["strayPercentInAddress"] };
    case "entity.too.large":
      return { code: "too_large", text: ["bodyTooLarge"] };
    case "parameters.too.many":
      return { code: "too_large", text: ["tooManyFields"] };
    case "request.aborted":
    case "request.size.invalid":
      return { code: "invalid", text: ["bodyCutOff"] };
    case "encoding.unsupported":
    case "charset.unsupported":
      return { code: "unsupported", text: ["bodyUnreadable", error.message] };
    default:
      // The parser sets `expose` on errors that the sender can correct.
      return "expose" in error && error.expose === true
        ? { code: "invalid", text: ["bodyUnreadable", error.message] }
        : undefined;
  }
}
