import type { ErrorRequestHandler, Request } from "express";
import { Refusal, writeIssues } from "../../domain/errors.ts";
import { UnknownCrossing } from "../../domain/places/unknown-crossing.ts";
import { errorPage } from "../../web/error-page.ts";
import type { Frame } from "../../web/frame.ts";
import { PROBLEMS } from "../problem.ts";

/** Shows a page for each refusal, and for an unavailable database. All other errors are passed on. */
export function errorPages(
  frameOf: (req: Request) => Frame,
  isAway: (error: unknown) => boolean,
  policy: string,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const code = error instanceof Refusal ? error.code : isAway(error) ? "unavailable" : undefined;
    if (code === undefined || res.headersSent) return next(error);
    const { status } = PROBLEMS[code];
    const frame = frameOf(req);
    const issues = error instanceof Refusal ? writeIssues(error.issues, frame.messages) : [];
    const unknown = error instanceof UnknownCrossing ? error : null;
    const told = error instanceof Refusal ? error.tell(frame.messages) : "";
    const text = errorPage(frame, {
      kind: code === "not_found" || code === "unavailable" ? code : "invalid",
      detail: unknown?.tell(frame.messages, 0) ?? (issues.length > 0 ? "" : told),
      nearest: unknown?.nearest ?? [],
      issues,
    });
    if (code === "unavailable") res.set("Retry-After", "5");
    res.vary("Accept").vary("Accept-Language").vary("User-Agent").set({
      "Content-Security-Policy": policy,
      "Content-Language": frame.messages.language,
      "Cache-Control": "no-store",
    });
    res.status(status).type("html").send(text);
  };
}
