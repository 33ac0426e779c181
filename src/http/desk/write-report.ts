import { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import type { ChangeDraft, ClaimDraft, ReportDraft } from "../../domain/record/draft.ts";
import { formatMoment, isInstant, type Moment } from "../../domain/time/moment.ts";
import { formatWallClock } from "../../domain/time/wall-clock.ts";
import {
  emptyLine,
  emptyReport,
  type TypedLine,
  type TypedReport,
  type TypedTime,
} from "../../web/desk/form/report.ts";

/** Converts a draft to form fields for editing. {@link readReport} converts them back to an equivalent draft. */
export function writeReport(
  { source, reason, note, changes, claims }: ReportDraft,
  once: string,
  crossings: ReadonlyMap<string, Crossing>,
): TypedReport {
  const zoneOf = (line: { crossing: string }) => zonesOf(crossings)(line.crossing);
  return {
    ...emptyReport(once),
    kind: source.kind,
    publisher: source.publisher,
    title: source.title,
    url: source.url ?? "",
    publishedAt: source.publishedAt === null ? "" : formatMoment(source.publishedAt),
    reason: reason ?? "",
    note: note ?? "",
    lines: together(
      [
        ...changes.flatMap(apart).map((change) => writeChange(change, zoneOf(change))),
        ...claims.map((claim) => writeClaim(claim, zoneOf(claim))),
      ].map((line) => withoutWholeScope(line, crossings)),
    ),
  };
}

/** Joins lines that say the same about different crossings. The order is that of the first line of each group. */
function together(lines: readonly TypedLine[]): TypedLine[] {
  const groups = groupBy(lines, (line) => JSON.stringify({ ...line, crossings: [] }));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const crossings = group.flatMap((line) => line.crossings);
    // If a crossing occurs twice, its lines stay separate, so that the form shows the conflict.
    return new Set(crossings).size === crossings.length ? [{ ...first, crossings }] : group;
  });
}

/**
 * Unticks all modes and directions of a line that names every service of its crossings. A line without ticks means the
 * same.
 */
function withoutWholeScope(line: TypedLine, crossings: ReadonlyMap<string, Crossing>): TypedLine {
  const services = line.crossings.flatMap((slug) => crossings.get(slug)?.services ?? []);
  const isWhole = services.every(({ mode, direction }) => isIn(line.modes, mode) && isIn(line.directions, direction));
  return isWhole ? { ...line, modes: [], directions: [] } : line;
}

const isIn = (ticked: readonly string[], word: string): boolean => ticked.length === 0 || ticked.includes(word);

function writeLine(says: TypedLine["says"], line: ChangeDraft | ClaimDraft, zone: string): TypedLine {
  const { crossing, modes = [], directions = [], status = "", limited = false, programmes, effectiveAt } = line;
  return {
    ...emptyLine(says, [crossing]),
    modes,
    directions,
    status: limited ? "limited" : status,
    programmes: [...(programmes ?? [])],
    from: writeTime(effectiveAt, zone),
  };
}

/** Splits a change with two ends into a status and an exception, because a line of the form has one end. */
function apart(change: ChangeDraft): ChangeDraft[] {
  const { exception, until, ...rest } = change;
  if (!exception || change.status === undefined || !until) return [change];
  const { crossing, modes, directions, effectiveAt } = change;
  return [rest, { crossing, modes, directions, effectiveAt, exception, until }];
}

function writeChange(change: ChangeDraft, zone: string): TypedLine {
  const { onset = "exact", hours, exception, until, expectedUntil = until, lifts = null } = change;
  return {
    ...writeLine("change", change, zone),
    onset,
    ...(expectedUntil ? { until: writeTime(expectedUntil, zone) } : {}),
    hours: hours?.text ?? "",
    unset: hours === null,
    exception: exception?.text ?? "",
    normal: exception === null,
    lifts: lifts === null || lifts === "all" ? (lifts ?? "") : lifts.join(" "),
  };
}

function writeClaim(claim: ClaimDraft, zone: string): TypedLine {
  const { until, denied = false, attributed = false } = claim;
  return {
    ...writeLine("claim", claim, zone),
    ...(until ? { until: writeTime(until, zone) } : {}),
    denied,
    attributed,
  };
}

function writeTime(moment: Moment, zone: string): TypedTime {
  if (moment instanceof Temporal.PlainYearMonth)
    return { known: "month", day: String(moment.toPlainDate({ day: 1 })), time: "", offset: "" };
  if (!isInstant(moment)) return { known: "day", day: String(moment), time: "", offset: "" };
  const { day, time, offset } = formatWallClock(moment, zone);
  const isWhole = time.second === 0 && time.millisecond === 0;
  return {
    known: "minute",
    day: String(day),
    time: isWhole ? time.toString({ smallestUnit: "minute" }) : String(time),
    offset,
  };
}
