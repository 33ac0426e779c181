import { type Refusal, writeIssues } from "../../domain/errors.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedReport } from "../../web/desk/form/report.ts";

/** Returns the errors that the API finds in a body, each assigned to the form field from which the value was read. */
export const fieldIssues = ({ issues }: Refusal, typed: TypedReport, messages: Messages): FieldIssue[] =>
  writeIssues(issues, messages).map(({ path, message }) => ({ path: fieldOf(path, typed), message }));

/** Maps a field of the body to the form field that shows its error, if their names differ. */
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
