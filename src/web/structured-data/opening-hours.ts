import { Temporal } from "temporal-polyfill";
import { exceptionOn, lastDayOfException, lastDayWithin } from "../../domain/hours/exceptions.ts";
import { DAY_MINUTES, type DayTimes, type TimesOfDay } from "../../domain/hours/times.ts";
import type { ShownException } from "../../domain/record/exceptions/kept-exceptions.ts";
import { isUndisputed } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { localDay } from "../../domain/time/local-day.ts";
import { formatMoment, type Moment } from "../../domain/time/moment.ts";
import type { JsonLd } from "./json-ld.ts";

/** Number of days for which special hours are listed: about a season, because holidays are planned that far ahead. */
const DAYS_AHEAD = 90;

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The properties of a schema.org `Place` that state its hours. Each is undefined if there is nothing to state. */
export interface PlaceHours {
  openingHoursSpecification: JsonLd | undefined;
  specialOpeningHoursSpecification: JsonLd | undefined;
}

/**
 * Returns the hours of a service in the vocabulary of schema.org. A specification without `opens` means that the place
 * is closed in that period.
 *
 * Weekly hours are stated only if the service is certainly open to everybody, now or at its next opening, and its hours
 * are known. They end before the next change on record, because the service may be limited or shut from then on. A
 * restricted service is stated to be closed since the restriction began, with no end, because nothing reopens by
 * itself. An announced restriction closes the place from its start. If the hours of any of the next {@link DAYS_AHEAD}
 * days are not known, no hours are stated.
 */
export function placeHoursOf(standing: Standing, zone: string, at: Temporal.Instant): PlaceHours {
  const { because, hours, since, next } = standing;
  const nothing = { openingHoursSpecification: undefined, specialOpeningHoursSpecification: undefined };
  if (because === "suspended" || because === "closed")
    return { ...nothing, specialOpeningHoursSpecification: [closedFrom(since)] };
  const isKept = because === "in_service" || because === "outside_hours";
  const closures = next === null || next.status === "open" ? [] : [closedFrom(next.effectiveAt)];
  if (!isKept || !isUndisputed(standing) || standing.programmes.length > 0)
    return { ...nothing, specialOpeningHoursSpecification: closures.length === 0 ? undefined : closures };
  const last = next === null ? null : lastDayBefore(next.startsAt, zone);
  const special = specialDays(standing.exceptions, zone, localDay(at, zone), last);
  if (special.some(({ times }) => times === "unknown")) return nothing;
  const specialHours = [...special.flatMap(specialHoursOf), ...closures];
  const weekly = hours === null ? [] : weeklyHours(hours.week, last);
  return {
    openingHoursSpecification: weekly.length === 0 ? undefined : weekly,
    specialOpeningHoursSpecification: specialHours.length === 0 ? undefined : specialHours,
  };
}

const specification = (properties: { readonly [name: string]: JsonLd | undefined }): JsonLd => ({
  "@type": "OpeningHoursSpecification",
  ...properties,
});

/** Returns a specification that says that a place is closed from a moment on. */
const closedFrom = (moment: Moment | null): JsonLd =>
  specification({ validFrom: moment === null ? undefined : dateOf(moment) });

/**
 * Formats a moment as a date or a time. A month becomes its first day, because a restriction counts from the first
 * moment of its month.
 */
const dateOf = (moment: Moment): string =>
  moment instanceof Temporal.PlainYearMonth ? String(moment.toPlainDate({ day: 1 })) : formatMoment(moment);

/** Returns the last local day that is over at an instant. */
const lastDayBefore = (instant: Temporal.Instant, zone: string): Temporal.PlainDate =>
  localDay(instant, zone).subtract({ days: 1 });

/**
 * Returns one specification per interval of the week, with the last day on which it applies. A day whose times are
 * unknown is left out, like a day off.
 */
function weeklyHours(week: readonly DayTimes[], last: Temporal.PlainDate | null): JsonLd[] {
  const days = new Map<string, { times: TimesOfDay; days: string[] }>();
  for (const [i, each] of week.entries())
    for (const times of each === "unknown" ? [] : each) {
      const key = `${times.start}-${times.end}`;
      const same = days.get(key) ?? { times, days: [] };
      days.set(key, same);
      same.days.push(`https://schema.org/${WEEKDAYS[i]}`);
    }
  return [...days.values()].map((same) =>
    specification({
      dayOfWeek: same.days,
      ...clockOf(same.times),
      validThrough: last === null ? undefined : String(last),
    }),
  );
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

function specialDays(
  shown: readonly ShownException[],
  zone: string,
  today: Temporal.PlainDate,
  end: Temporal.PlainDate | null,
): SpecialDays[] {
  const exceptions = shown.flatMap(({ line }) =>
    line.exception === null
      ? []
      : [
          {
            exception: line.exception,
            first: localDay(line.startsAt, zone),
            last: lastDayWithin(lastDayOfException(line.exception), line.until, zone),
          },
        ],
  );
  const runs: SpecialDays[] = [];
  if (exceptions.length === 0) return runs;
  for (let i = 0; i < DAYS_AHEAD; i++) {
    const day = today.add({ days: i });
    if (end !== null && Temporal.PlainDate.compare(day, end) > 0) break;
    const times = exceptionOn(exceptions, day)?.times;
    if (times === undefined) continue;
    const run = runs.at(-1);
    const isSame = run?.last.add({ days: 1 }).equals(day) && JSON.stringify(run.times) === JSON.stringify(times);
    if (run !== undefined && isSame) run.last = day;
    else runs.push({ first: day, last: day, times });
  }
  return runs;
}

function specialHoursOf({ first, last, times }: SpecialDays): JsonLd[] {
  const period = { validFrom: String(first), validThrough: String(last) };
  if (times === "unknown" || times.length === 0) return [specification(period)];
  return times.map((each) => specification({ ...clockOf(each), ...period }));
}
