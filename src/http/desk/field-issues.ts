import type { RuleText } from "../../domain/error-phrases.ts";
import { type Issue, type Refusal, writeIssues } from "../../domain/errors.ts";
import type { TextMessages } from "../../domain/phrases.ts";
import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { type Moment, parseMoment } from "../../domain/time/moment.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedLine, TypedReport } from "../../web/desk/form/report.ts";
import { type SpreadLine, spreadLines } from "./spread-lines.ts";

/**
 * Returns the errors that the API finds in a body, each assigned to the form field from which the value was read. An
 * error that concerns only one of a line's crossings is assigned to that crossing. Messages give times in the local
 * time of the crossing, as operators enter them.
 */
export function fieldIssues(
  { issues }: Pick<Refusal, "issues">,
  typed: TypedReport,
  crossings: ReadonlyMap<string, Crossing>,
  messages: Messages,
): FieldIssue[] {
  const spread = spreadLines(typed);
  const local = withoutConsequences(issues).map((issue) =>
    atCrossing(
      issue,
      placeOf(issue.path, (says) => spread.filter(({ line }) => line.says === says)),
      crossings,
      messages,
    ),
  );
  return unique(
    writeFormIssues(local, messages).map(({ path, message }) => ({ path: fieldOf(path, spread), message })),
  );
}

/**
 * Returns the errors that do not follow from another error. If a change has neither a status nor hours, for example,
 * its other fields need no errors of their own.
 */
function withoutConsequences(issues: readonly Issue[]): Issue[] {
  const empty = issues.filter(({ rule }) => rule[0] === "statusOrHours").map(({ path }) => `${path}.`);
  return issues.filter(
    ({ path, rule }) => rule[0] !== "onlyWithStatus" || !empty.some((each) => path.startsWith(each)),
  );
}

/**
 * Writes errors in the words of forms: without the names of API fields such as `effectiveAt`, and without blank values.
 */
export const writeFormIssues = (issues: readonly Issue[], { errors, desk, ...messages }: Messages): FieldIssue[] =>
  writeIssues(
    issues.map(({ value, ...issue }) => (value === undefined || /^"\s*"$/.test(value) ? issue : { ...issue, value })),
    { ...messages, errors: { ...errors, rules: { ...errors.rules, ...desk.several.rules } } } satisfies TextMessages,
  );

/** Writes the errors of a draft that nobody has edited. Times are in the local time of the crossing. */
export const writeDraftIssues = (
  issues: readonly Issue[],
  draft: ReportDraft | null,
  crossings: ReadonlyMap<string, Crossing>,
  messages: Messages,
): FieldIssue[] =>
  writeFormIssues(
    issues.map((issue) => {
      const line = placeOf(issue.path, (says) => (says === "change" ? draft?.changes : draft?.claims) ?? []);
      return atCrossing(issue, line, crossings, messages);
    }),
    messages,
  );

/** Returns an error with its times in the local time of the crossing that it concerns, if it concerns one. */
function atCrossing(
  issue: Issue,
  line: { crossing: string } | undefined,
  crossings: ReadonlyMap<string, Crossing>,
  messages: Messages,
): Issue {
  const { rule } = issue;
  // Changing a service twice is an error in the report as a whole, not in one line. The rule names the service,
  // beginning with its crossing.
  const crossing = rule[0] === "twoChanges" ? rule[2].split(" ")[0] : line?.crossing;
  return crossing === undefined ? issue : inLocalTime(issue, zonesOf(crossings)(crossing), messages);
}

/** Returns an error with its moments written as local times of a zone: `24 Nov 2026 18:00 CST`. */
function inLocalTime({ path, rule, value }: Issue, zone: string, messages: Messages): Issue {
  const shown = <Part>(part: Part): Part | string => {
    const moment = momentIn(part);
    return moment === undefined ? part : showMoment(moment, zone, messages);
  };
  // Only texts are replaced, and only with other texts, so the values of the rule keep their types.
  const local = rule.map(shown) as unknown as RuleText;
  return { path, rule: local, ...(value === undefined ? {} : { value: shown(value) }) };
}

function momentIn(part: unknown): Moment | undefined {
  if (typeof part !== "string" || !/^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z)?)?$/.test(part)) return undefined;
  try {
    return parseMoment(part);
  } catch {
    return undefined;
  }
}

/**
 * Returns the errors without repetitions. An error that does not concern a single crossing is found once for each
 * crossing of the line.
 */
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

/** Returns the line that an error in a body concerns. `linesThat` returns the lines of each kind in their order. */
function placeOf<Line>(path: string, linesThat: (says: TypedLine["says"]) => readonly Line[]): Line | undefined {
  const [, kind, place] = /^(changes|claims)\.(\d+)/.exec(path) ?? [];
  return kind === undefined ? undefined : linesThat(kind === "changes" ? "change" : "claim")[Number(place)];
}

function fieldOf(path: string, all: readonly SpreadLine[]): string {
  const [, kind, field = ""] = /^(changes|claims)\.\d+(?:\.([a-zA-Z]+))?/.exec(path) ?? [];
  if (kind === undefined) return /^(changes|claims)$/.test(path) ? "lines" : path.replace(/^source\./, "");
  const spread = placeOf(path, (says) => all.filter(({ line }) => line.says === says));
  if (spread === undefined) return "lines";
  const name = `lines.${spread.index}`;
  if (/^(crossing|modes|directions)$/.test(field) && spread.line.crossings.length > 1)
    return `${name}.crossings.${spread.crossing}`;
  if (spread.isReopening && field === "effectiveAt") return `${name}.until.day`;
  return `${name}.${PARTS[field] ?? field}`;
}
