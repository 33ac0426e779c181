import type { Refusal } from "../../domain/errors.ts";
import type { Language } from "../../domain/words.ts";
import type { FieldIssue } from "../../web/desk-fields.ts";
import type { TypedReport } from "../../web/desk-report.ts";

/** What the API finds wrong with a body, by the fields of the form that it came from. The API speaks English. */
export function fieldIssues({ issues }: Refusal, typed: TypedReport, _language: Language): FieldIssue[] {
  return issues.map(({ path, message }) => ({ path: fieldOf(path, typed), message, language: "en" as const }));
}

/** Which part of a line's field a message about a field of the body stands beside. */
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
