import type { Issue, Refusal } from "../../domain/errors.ts";
import { FALLBACK } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedReport } from "../../web/desk/form/report.ts";

/** The API's errors about a body, by the form fields that caused them. */
export function fieldIssues({ issues }: Refusal, typed: TypedReport, messages: Messages): FieldIssue[] {
  return issues.map((issue) => ({ ...issueIn(issue, messages), path: fieldOf(issue.path, typed) }));
}

/** An error in a language, or in English if no translation is known. */
export function issueIn({ path, message }: Issue, messages: Messages): FieldIssue {
  const other = messages.desk.issue(message);
  return other === undefined
    ? { path, message, language: FALLBACK.language }
    : { path, message: other, language: messages.language };
}

/** The form field that shows the error of a body field. */
const PARTS: Record<string, string> = {
  effectiveAt: "from.day",
  expectedUntil: "until.day",
  until: "until.day",
  limited: "status",
  "": "status",
};

function fieldOf(path: string, { lines }: TypedReport): string {
  const [, kind, place, field = ""] = /^(changes|claims)\.(\d+)(?:\.([a-zA-Z]+))?/.exec(path) ?? [];
  if (kind === undefined) return /^(changes|claims)$/.test(path) ? "lines" : path.replace(/^source\./, "");
  const says = kind === "changes" ? "change" : "claim";
  const places = lines.flatMap((line, i) => (line.says === says ? [i] : []));
  const name = `lines.${places[Number(place)] ?? 0}`;
  return field === "crossing" ? name : `${name}.${PARTS[field] ?? field}`;
}
