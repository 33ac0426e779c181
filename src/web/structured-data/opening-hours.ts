import { Temporal } from "temporal-polyfill";
import { exceptionOn, lastDayOfException } from "../../domain/hours/exceptions.ts";
import { DAY_MINUTES, type DayTimes, type TimesOfDay } from "../../domain/hours/times.ts";
import type { ShownException } from "../../domain/record/exceptions/kept-exceptions.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { endOf, formatMoment, localDay, type Moment } from "../../domain/time/moment.ts";
import type { JsonLd } from "./json-ld.ts";

/** Days for which special hours are listed: about a season, because holidays are planned that far ahead. */
const DAYS_AHEAD = 90;

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Properties of a schema.org `Place` about its hours. Each is undefined if there is nothing to state. */
export interface PlaceHours {
  openingHoursSpecification: JsonLd | undefined;
  specialOpeningHoursSpecification: JsonLd | undefined;
}

/**
 * Returns the hours of a service in the vocabulary of schema.org. A place with a specification that has no `opens` is
 * closed in its period.
 *
 * Weekly hours are stated only if the service is open and its hours are known. A restricted service is stated to be
 * closed since the restriction began, with no end, because nothing reopens by itself. An announced restriction closes
 * the place from its start. If the hours of any of the next {@link DAYS_AHEAD} days are not known, no hours are stated.
 */
export function placeHoursOf(standing: Standing, zone: string, at: Temporal.Instant): PlaceHours {
  const { status, because, hours, since, next } = standing;
  const nothing = { openingHoursSpecification: undefined, specialOpeningHoursSpecification: undefined };
  if (status === "suspended" || status === "closed")
    return { ...nothing, specialOpeningHoursSpecification: [closedFrom(since)] };
  if (status !== "open" || because === "day_of_change") return nothing;
  const special = specialDays(standing.exceptions, zone, localDay(at, zone));
  if (special.some(({ times }) => times === "unknown")) return nothing;
  const specialHours = [
    ...special.flatMap(specialHoursOf),
    ...(next === null || next.status === "open" ? [] : [closedFrom(next.effectiveAt)]),
  ];
  const weekly = hours === null ? [] : weeklyHours(hours.week);
  return {
    openingHoursSpecification: weekly.length === 0 ? undefined : weekly,
    specialOpeningHoursSpecification: specialHours.length === 0 ? undefined : specialHours,
  };
}

const specification = (properties: { readonly [name: string]: JsonLd | undefined }): JsonLd => ({
  "@type": "OpeningHoursSpecification",
  ...properties,
});

/** Returns the specification of a place that is closed from a moment on. */
const closedFrom = (moment: Moment | null): JsonLd =>
  specification({ validFrom: moment === null ? undefined : dateOf(moment) });

/**
 * Formats a moment as a date or a time. A month becomes its first day, because a restriction counts from the first
 * moment of its month.
 */
const dateOf = (moment: Moment): string =>
  moment instanceof Temporal.PlainYearMonth ? String(moment.toPlainDate({ day: 1 })) : formatMoment(moment);

/** Returns one specification per interval of the week. A day whose times are unknown is left out, like a day off. */
function weeklyHours(week: readonly DayTimes[]): JsonLd[] {
  const days = new Map<string, { times: TimesOfDay; days: string[] }>();
  for (const [i, each] of week.entries())
    for (const times of each === "unknown" ? [] : each) {
      const key = `${times.start}-${times.end}`;
      const same = days.get(key) ?? { times, days: [] };
      days.set(key, same);
      same.days.push(`https://schema.org/${WEEKDAYS[i]}`);
    }
  return [...days.values()].map((same) => specification({ dayOfWeek: same.days, ...clockOf(same.times) }));
}

/**
 * Returns `opens` and `closes`. A `closes` before `opens` is on the next day. Midnight at the end of a day is `00:00`,
 * but a whole day ends at `23:59`, because equal times mean nothing in this vocabulary.
 */
function clockOf({ start, end }: TimesOfDay): { opens: string; closes: string } {
  const isWhole = end - start >= DAY_MINUTES;
  return { opens: clock(start), closes: isWhole ? "23:59:00" : clock(end % DAY_MINUTES) };
}

const clock = (minutes: number): string => String(new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60));

/** Consecutive days with the same special times. */
interface SpecialDays {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  times: DayTimes;
}

function specialDays(shown: readonly ShownException[], zone: string, today: Temporal.PlainDate): SpecialDays[] {
  const exceptions = shown.flatMap(({ line }) =>
    line.exception === null
      ? []
      : [{ exception: line.exception, first: localDay(line.startsAt, zone), last: lastDay(line, zone) }],
  );
  const runs: SpecialDays[] = [];
  if (exceptions.length === 0) return runs;
  for (let i = 0; i < DAYS_AHEAD; i++) {
    const day = today.add({ days: i });
    const times = exceptionOn(exceptions, day)?.times;
    if (times === undefined) continue;
    const run = runs.at(-1);
    const isSame = run?.last.add({ days: 1 }).equals(day) && JSON.stringify(run.times) === JSON.stringify(times);
    if (run !== undefined && isSame) run.last = day;
    else runs.push({ first: day, last: day, times });
  }
  return runs;
}

/** Returns the last day on which an exception holds: the last that it names, or the day of its end. Null if none. */
function lastDay({ exception, until }: ShownException["line"], zone: string): Temporal.PlainDate | null {
  const named = exception === null ? null : lastDayOfException(exception);
  // An end at midnight excludes the day that begins at that midnight.
  const ended = until === null ? null : localDay(endOf(until, zone).subtract({ milliseconds: 1 }), zone);
  if (named === null || ended === null) return named ?? ended;
  return Temporal.PlainDate.compare(named, ended) < 0 ? named : ended;
}

function specialHoursOf({ first, last, times }: SpecialDays): JsonLd[] {
  const period = { validFrom: String(first), validThrough: String(last) };
  if (times === "unknown" || times.length === 0) return [specification(period)];
  return times.map((each) => specification({ ...clockOf(each), ...period }));
}
