import type { Issue, Refusal } from "../../domain/errors.ts";
import type { Language } from "../../domain/vocabulary.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedReport } from "../../web/desk/form/report.ts";
import { issueInSpanish } from "../../web/desk/words/issues-es.ts";

/** Maps the API's errors in a body to the form's fields. */
export function fieldIssues({ issues }: Refusal, typed: TypedReport, language: Language): FieldIssue[] {
  return issues.map((issue) => ({ ...issueIn(issue, language), path: fieldOf(issue.path, typed) }));
}

/** An error in the page's language, or in English if no translation is known. */
export function issueIn({ path, message }: Issue, language: Language): FieldIssue {
  const other = language === "es" ? issueInSpanish(message) : undefined;
  return other === undefined ? { path, message, language: "en" } : { path, message: other, language };
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
