import { type Refusal, writeIssues } from "../../domain/errors.ts";
import type { TextMessages } from "../../domain/phrases.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedReport } from "../../web/desk/form/report.ts";
import { spreadLines } from "./spread-lines.ts";

/**
 * Returns the errors that the API finds in a body, each assigned to the form field from which the value was read. An
 * error that concerns only one of a line's crossings is assigned to that crossing.
 */
export function fieldIssues({ issues }: Refusal, typed: TypedReport, messages: Messages): FieldIssue[] {
  const spread = spreadLines(typed);
  return unique(
    writeIssues(issues, inForms(messages)).map(({ path, message }) => ({ path: fieldOf(path, spread), message })),
  );
}

/** Returns the messages with the rules that name fields of the API in the words of forms. */
const inForms = ({ errors, desk, ...messages }: Messages): TextMessages => ({
  ...messages,
  errors: { ...errors, rules: { ...errors.rules, ...desk.several.rules } },
});

/** Returns the errors without repetitions. All crossings of a line have the same errors in its other fields. */
export const unique = (issues: readonly FieldIssue[]): FieldIssue[] => [
  ...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values(),
];

/** Maps a field of the body to the form field that shows its error, if their names differ. */
const PARTS: Record<string, string> = {
  crossing: "crossings",
  effectiveAt: "from.day",
  expectedUntil: "until.day",
  until: "until.day",
  limited: "status",
  "": "status",
};

function fieldOf(path: string, all: ReturnType<typeof spreadLines>): string {
  const [, kind, place, field = ""] = /^(changes|claims)\.(\d+)(?:\.([a-zA-Z]+))?/.exec(path) ?? [];
  if (kind === undefined) return /^(changes|claims)$/.test(path) ? "lines" : path.replace(/^source\./, "");
  const says = kind === "changes" ? "change" : "claim";
  const spread = all.filter(({ line }) => line.says === says)[Number(place)];
  if (spread === undefined) return "lines";
  const name = `lines.${spread.index}`;
  if (/^(crossing|modes|directions)$/.test(field) && spread.line.crossings.length > 1)
    return `${name}.crossings.${spread.crossing}`;
  if (spread.isReopening && field === "effectiveAt") return `${name}.until.day`;
  return `${name}.${PARTS[field] ?? field}`;
}
