import { Refusal } from "../../domain/errors.ts";
import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { DIRECTIONS, MODES, PROGRAMMES } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import { isUntouched, type TypedLine, type TypedReport } from "../../web/desk/form/report.ts";
import { decode } from "../request/decode.ts";
import { ReportBody, toDraft } from "../wire/report.ts";
import { fieldIssues, unique } from "./field-issues.ts";
import { type ReadTime, readTime } from "./read-time.ts";
import { type SpreadLine, spreadLines } from "./spread-lines.ts";

/** A parsed report form: the draft or its errors, and the possible readings of ambiguous times. */
export interface ReadReport {
  draft: ReportDraft | null;
  issues: FieldIssue[];
  readings: Map<string, NonNullable<ReadTime["readings"]> & { zone: string }>;
}

/** Placeholder for an unreadable start, so that all other fields can still be checked. */
const SOME_DAY = "2000-01-01";

/** Reads a report form with the schema, rules and messages of the API. */
export function readReport(
  typed: TypedReport,
  crossings: ReadonlyMap<string, Crossing>,
  messages: Messages,
): ReadReport {
  const issues: FieldIssue[] = typed.lines.flatMap((line, i) => lineIssues(line, `lines.${i}`, messages));
  const readings: ReadReport["readings"] = new Map();
  const read = ({ line, index, crossing }: SpreadLine, part: "from" | "until"): string | undefined => {
    const name = `lines.${index}.${part}`;
    const zone = zonesOf(crossings)(crossing);
    const found = readTime(name, line[part], zone, messages, part === "until");
    const other = readings.get(`${name}.time`);
    if (found.readings !== undefined && other !== undefined && other.zone !== zone) {
      const clock = `${line[part].day} ${line[part].time}`;
      const message = messages.desk.several.issues.zonesAtClockChange(clock, `${other.zone}, ${zone}`);
      issues.unshift({ path: `${name}.time`, message });
    }
    if (found.readings !== undefined) readings.set(`${name}.time`, { ...found.readings, zone });
    if (found.issue === undefined) return found.text;
    issues.push(found.issue);
    return part === "from" ? SOME_DAY : undefined;
  };
  const lines = spreadLines(typed).map((spread) => ({
    line: spread.line,
    body: bodyOf(spread, read(spread, "from"), read(spread, "until")),
  }));
  issues.push(...sourceIssues(typed, messages));
  try {
    const draft = toDraft(decode(ReportBody, { ...headOf(typed), ...linesOf(lines) }));
    return { draft: issues.length === 0 ? draft : null, issues: unique(issues), readings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { draft: null, issues: unique([...issues, ...fieldIssues(error, typed, crossings, messages)]), readings };
  }
}

/** Returns the errors of a source without a publisher or a title, in the words of the form. */
function sourceIssues({ publisher, title }: TypedReport, { desk: { report } }: Messages): FieldIssue[] {
  const { publisherNeeded, titleNeeded } = report.issues;
  return [
    ...(publisher.trim() === "" ? [{ path: "publisher", message: publisherNeeded }] : []),
    ...(title.trim() === "" ? [{ path: "title", message: titleNeeded }] : []),
  ];
}

/** Returns those errors of a line that can occur only in the form. */
function lineIssues(line: TypedLine, name: string, { desk: { report, several } }: Messages): FieldIssue[] {
  if (isUntouched(line)) return [];
  const isShut = line.status === "suspended" || line.status === "closed";
  const isAnnounced = line.says === "change" && line.ending === "announced";
  const issue = (part: string, message: string, isWrong: boolean): FieldIssue[] =>
    isWrong ? [{ path: `${name}.${part}`, message }] : [];
  return [
    ...issue("crossings", several.issues.crossingNeeded, line.crossings.length === 0),
    ...issue("hours", report.issues.bothHours(line.hours), line.unset && line.hours !== ""),
    ...issue("exception", report.issues.bothExceptions(line.exception), line.normal && line.exception !== ""),
    ...issue("until.day", several.issues.endNeeded, isAnnounced && line.until.day === ""),
    ...issue("ending", several.issues.endingOnlyShut, isAnnounced && !isShut),
  ];
}

const orNull = (text: string): string | null => (text === "" ? null : text);
const unlessEmpty = <Key extends string, Value extends string | readonly string[]>(key: Key, value: Value) =>
  value.length === 0 ? {} : { [key]: value };

/**
 * Returns the ticked values in the given order. Unknown values are kept, after the known ones, so that the schema
 * refuses them.
 */
const inOrder = (ticked: readonly string[], order: readonly string[]): string[] => [
  ...order.filter((word) => ticked.includes(word)),
  ...ticked.filter((word) => !order.includes(word)),
];

const headOf = ({ kind, publisher, title, url, publishedAt, reason, note }: TypedReport) => ({
  source: { kind, publisher, title, url: orNull(url.trim()), publishedAt: orNull(publishedAt.trim()) },
  reason: orNull(reason),
  note: orNull(note.trim()),
});

const linesOf = (lines: readonly { line: TypedLine; body: object }[]) => ({
  changes: lines.filter(({ line }) => line.says === "change").map(({ body }) => body),
  claims: lines.filter(({ line }) => line.says === "claim").map(({ body }) => body),
});

/** Returns what a line says about one crossing, in the format of the API. */
function bodyOf(
  { line, crossing, isReopening }: SpreadLine,
  effectiveAt: string | undefined,
  end: string | undefined,
): object {
  const { says, modes, directions, programmes, onset, hours, unset, exception, normal, lifts, denied, attributed } =
    line;
  const isLimited = line.status === "limited";
  const status = isLimited ? "open" : line.status;
  const target = {
    crossing,
    ...unlessEmpty("modes", inOrder(modes, MODES)),
    ...unlessEmpty("directions", inOrder(directions, DIRECTIONS)),
  };
  const lifting = lifts === "" ? {} : { lifts: lifts === "all" ? lifts : lifts.split(" ") };
  if (isReopening) return { ...target, status: "open", effectiveAt: end ?? effectiveAt, ...lifting };
  const common = {
    ...target,
    ...unlessEmpty("status", status),
    ...(isLimited ? { limited: true } : {}),
    ...unlessEmpty("programmes", inOrder(programmes, PROGRAMMES)),
    ...(effectiveAt === undefined ? {} : { effectiveAt }),
  };
  if (says === "claim") return { ...common, until: end ?? null, denied, attributed };
  return {
    ...common,
    ...(status === "" && onset === "exact" ? {} : { onset }),
    ...(unset ? { hours: null } : unlessEmpty("hours", hours.trim())),
    ...(normal ? { exception: null } : unlessEmpty("exception", exception.trim())),
    // Without a status, the end can only be that of the exception.
    ...(end === undefined ? {} : status === "" && exception !== "" ? { until: end } : { expectedUntil: end }),
    // If a reopening is announced, the change for the reopening lifts the restrictions, not this change.
    ...(line.ending === "announced" ? {} : lifting),
  };
}
