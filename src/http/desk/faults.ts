import type { ErrorRequestHandler } from "express";
import { Refusal, writeIssues } from "../../domain/errors.ts";
import { type DeskFault, deskFaultPage } from "../../web/desk/fault-page.ts";
import { resumePage } from "../../web/desk/resume-page.ts";
import { bodyProblem, logRefusal, PROBLEMS, RETRY_SECONDS, writeProblem } from "../problem.ts";
import { type DeskDependencies, sendPage } from "./desk-sessions.ts";
import { fieldsOf, pairsOf } from "./fields.ts";
import { MOST_BYTES, sizeText, UploadTooLarge } from "./spreadsheet/take-upload.ts";

const KINDS: Partial<Record<string, DeskFault["kind"]>> = {
  not_found: "not_found",
  forbidden: "forbidden",
  second_person: "second_person",
  conflict: "conflict",
  busy: "busy",
  too_large: "too_large",
};

/**
 * Shows operators the error that stopped a request. While the database is unavailable, the page keeps the fields of the
 * form.
 */
export function deskFaults({ contextOf, frameOf, isAway }: DeskDependencies): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const frame = frameOf(req);
    if (isAway(error)) {
      res.set("Retry-After", RETRY_SECONDS);
      const { status } = PROBLEMS.unavailable;
      const pairs = pairsOf(fieldsOf(req));
      if (req.method === "POST" && pairs.length > 0)
        return sendPage(res, resumePage(frame, null, { why: "away", action: req.originalUrl, pairs }), status);
      return sendPage(res, deskFaultPage(frame, { kind: "unavailable", detail: "", issues: [] }), status);
    }
    if (error instanceof UploadTooLarge) {
      const detail = frame.messages.desk.spreadsheet.issues.tooLarge(sizeText(MOST_BYTES), sizeText(error.length));
      const page = deskFaultPage(frame, { kind: "too_large", detail, issues: [] });
      return sendPage(res, page, PROBLEMS.too_large.status);
    }
    const known = error instanceof Refusal ? error : bodyProblem(error);
    if (known === undefined) return next(error);
    if (error instanceof Refusal && PROBLEMS[error.code].status === PROBLEMS.forbidden.status)
      logRefusal(contextOf(req).log, req, error.message);
    const issues = error instanceof Refusal ? error.issues : [];
    const kind = KINDS[known.code] ?? "invalid";
    const detail =
      issues.length > 0
        ? ""
        : known instanceof Refusal
          ? known.tell(frame.messages)
          : writeProblem(frame.messages, known.text);
    return sendPage(
      res,
      deskFaultPage(frame, { kind, detail, issues: writeIssues(issues, frame.messages) }),
      PROBLEMS[known.code].status,
    );
  };
}
