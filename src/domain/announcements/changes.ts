import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import type { ChangeDraft } from "../record/draft.ts";
import { compareInstants, endOf, isInstant, type Moment, startOf } from "../time/moment.ts";
import { modesAt } from "./services.ts";
import type { Statement } from "./statements.ts";
import { dateOfDay, dateTimeOfDay } from "./time/clock.ts";
import type { FoundPeriod } from "./time/when.ts";

/** A change that a statement announces for one crossing, with doubts about its interpretation. */
export interface AnnouncedChange {
  change: ChangeDraft;
  /** True if the statement says that a restriction continues. Such a change becomes a claim. */
  still: boolean;
  dated: boolean;
  statement: Statement;
  doubts: string[];
}

/**
 * Maximum age of news, in days; older dates are background. News may be late: one reopening was reported after five
 * days.
 */
const NEWS_DAYS = 30;

/**
 * Returns the change that a statement announces for one crossing. Returns null if it has no date, is background, or has
 * unreadable hours.
 */
export function announcedChangeAt(
  crossing: Crossing,
  statement: Statement,
  publishedAt: Temporal.Instant | null,
): AnnouncedChange | null {
  const { act, whens, hours, modes, directions } = statement;
  if (act.kind === "hours" && hours === null) return null;
  const zone = crossing.timeZone;
  const doubts: string[] = [];
  const published = publishedAt?.toZonedDateTimeISO(zone).toPlainDate() ?? null;
  const [range, ...more] = act.stretch ? whens.ranges : [];
  if (more.length > 0) doubts.push("Several periods of the day are named; only the first is in the draft.");
  // In "expected to reopen on Friday", Friday is the start of the reopening, not an end.
  const lifts = act.kind === "status" && act.status === "open" && !act.stretch;
  const expected = lifts && whens.start === null && whens.until?.day ? whens.until : null;
  if (expected !== null) doubts.push("The reopening is expected, not promised.");
  const told = whens.loose && !act.stretch && whens.ranges.length > 0 ? null : whens.start;
  const start = withTime(told ?? expected, range?.from ?? null);
  const read = (when: FoundPeriod | null) =>
    when === null ? null : momentOf(when, published, statement.past, zone, doubts);
  const begun = read(start) ?? (whens.immediate ? publishedAt : null) ?? published;
  if (begun === null) return null;
  if (published !== null && publishedAt !== null) {
    const days = startOf(begun, zone).until(publishedAt).total("days");
    if (days > NEWS_DAYS) return null;
  }
  const dated = start !== null || whens.immediate;
  if (!dated) doubts.push("No day is named; the change was in effect at publication, and may have begun earlier.");
  if (whens.start?.day?.kind === "weekday")
    doubts.push(`The weekday is assumed to be ${begun.toString().slice(0, 10)}.`);
  const onset = !dated ? "unknown" : whens.immediate || start?.time?.approximate ? "approximate" : "exact";
  const end =
    range === undefined ? whens.until : { ...(start ?? { index: 0, end: 0 }), day: start?.day ?? null, time: range.to };
  const until =
    !act.stretch || end === null ? null : afterwards(read(sameDay(end, start)), begun, range !== undefined, zone);
  const named = modesAt(crossing, modes, directions);
  if (modes.length > 0 && named.length === 0)
    doubts.push(`${crossing.slug} has no traffic of the named kind; all of its traffic is assumed.`);
  if (directions.length === 0) doubts.push("No direction is named; both are assumed.");
  const change: ChangeDraft = {
    crossing: crossing.slug,
    ...(named.length === 0 ? {} : { modes: named }),
    ...(directions.length !== 1 || !crossing.services.some(({ direction }) => directions.includes(direction))
      ? {}
      : { directions }),
    ...(act.kind === "hours" ? {} : { status: act.status, limited: act.limited, onset }),
    ...(hours === null || act.stretch ? {} : { hours }),
    effectiveAt: begun,
  };
  if (until !== null && compareInstants(endOf(until, zone), startOf(begun, zone)) > 0) change.expectedUntil = until;
  return { change, still: act.kind === "still", dated, statement, doubts: [...statement.doubts, ...doubts] };
}

function withTime(when: FoundPeriod | null, time: FoundPeriod["time"]): FoundPeriod | null {
  if (time === null || when?.time) return when;
  return { day: when?.day ?? null, time, index: when?.index ?? time.index, end: when?.end ?? time.end };
}

/** If an end has no day, gives it the day of the start, as in "From 8 a.m. on Dec. 9 until 5 p.m.". */
const sameDay = (end: FoundPeriod, start: FoundPeriod | null): FoundPeriod =>
  end.day === null && start !== null ? { ...end, day: start.day } : end;

/** Moves the end of a range of times to the next day if it is not after the start, as in "From 10 p.m. to 5 a.m.". */
function afterwards(end: Moment | null, start: Moment, stretch: boolean, zone: string): Moment | null {
  if (!stretch || end === null || !isInstant(end) || !isInstant(start) || compareInstants(end, start) > 0) return end;
  return end.toZonedDateTimeISO(zone).add({ days: 1 }).toInstant();
}

function momentOf(
  when: FoundPeriod,
  published: Temporal.PlainDate | null,
  past: boolean,
  zone: string,
  doubts: string[],
): Moment | null {
  const day = when.day === null ? published : dateOfDay(when.day, published, past);
  if (day === null || when.time === null || !(day instanceof Temporal.PlainDate)) return day;
  const reading = dateTimeOfDay(day, when.time, zone);
  doubts.push(...reading.doubts);
  return reading.at;
}
