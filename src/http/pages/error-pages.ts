import type { ErrorRequestHandler, Request } from "express";
import { Refusal, type WrittenIssue, writeIssues } from "../../domain/errors.ts";
import { UnknownCrossing } from "../../domain/places/unknown-crossing.ts";
import type { Messages } from "../../locales/messages.ts";
import { errorPage } from "../../web/error-page.ts";
import type { Frame } from "../../web/frame.ts";
import type { Html } from "../../web/html.ts";
import { PROBLEMS, RETRY_SECONDS } from "../problem.ts";

/**
 * Returns the kind of an error with its text and the text of its issues. Returns undefined for an error that is neither
 * a refusal nor an unavailable database.
 */
export function faultOf(error: unknown, isAway: (error: unknown) => boolean, messages: Messages) {
  if (!(error instanceof Refusal))
    return isAway(error) ? { code: "unavailable" as const, issues: [], told: "" } : undefined;
  const told = error instanceof UnknownCrossing ? error.tell(messages, 0) : error.tell(messages);
  return { code: error.code, issues: writeIssues(error.issues, messages), told };
}

/**
 * Shows a page for each refusal, and for an unavailable database. All other errors are passed on. `formFor` renders a
 * form that shows the invalid parameters of the URL.
 */
export function errorPages(
  frameOf: (req: Request) => Frame,
  isAway: (error: unknown) => boolean,
  policy: string,
  formFor?: (frame: Frame, issues: readonly WrittenIssue[]) => Html,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const frame = frameOf(req);
    const fault = faultOf(error, isAway, frame.messages);
    if (fault === undefined || res.headersSent) return next(error);
    const { code, issues, told } = fault;
    const { status } = PROBLEMS[code];
    const text = errorPage(frame, {
      kind: code === "not_found" || code === "unavailable" ? code : "invalid",
      detail: issues.length > 0 ? "" : told,
      nearest: error instanceof UnknownCrossing ? error.nearest : [],
      issues,
      form: code === "unavailable" ? undefined : formFor?.(frame, issues),
    });
    if (code === "unavailable") res.set("Retry-After", RETRY_SECONDS);
    res.vary("Accept").vary("Accept-Language").vary("User-Agent").set({
      "Content-Security-Policy": policy,
      "Content-Language": frame.messages.language,
      "Cache-Control": "no-store",
    });
    res.status(status).type("html").send(text);
  };
}
