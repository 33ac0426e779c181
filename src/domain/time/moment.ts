import { Temporal } from "temporal-polyfill";

/**
 * When something was so, as precisely as its source says: an instant, a day, or a month. A day or a month is one of
 * the crossing's own clock and is never padded to an instant for show.
 */
export type Moment = Temporal.Instant | Temporal.PlainDate | Temporal.PlainYearMonth;

/** When a source was published: a moment, or only its year. */
export type Publication = Moment | number;

/** A half-open stretch of time: `from` belongs to it, `to` does not. */
export interface Period {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** The years in which the service tells a moment; beyond them it is a slip of the pen. */
export const YEARS = { first: 1900, last: 2199 };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const YEAR = /^\d{4}$/;

/**
 * Reads `2023-12-04T08:00:00-06:00`, `2023-12-04` or `2023-12`. Instants keep milliseconds, as the database does.
 * @throws RangeError where the text is none of the three, or names a day that no calendar has
 */
export function parseMoment(text: string): Moment {
  if (DAY.test(text)) return Temporal.PlainDate.from(text);
  if (MONTH.test(text)) return Temporal.PlainYearMonth.from(text);
  return Temporal.Instant.from(text).round({ smallestUnit: "millisecond", roundingMode: "floor" });
}

/**
 * Reads what {@link parseMoment} reads, and a bare year.
 * @throws RangeError as it does
 */
export const parsePublication = (text: string): Publication => (YEAR.test(text) ? Number(text) : parseMoment(text));

/** The text that {@link parseMoment} and {@link parsePublication} read back. */
export const formatMoment = (moment: Publication): string => String(moment);

/** True where a moment lies within {@link YEARS}, an instant by its year in UTC. */
export function isWithinYears(moment: Publication): boolean {
  const { year } =
    typeof moment === "number" ? { year: moment } : isInstant(moment) ? moment.toZonedDateTimeISO("UTC") : moment;
  return year >= YEARS.first && year <= YEARS.last;
}

export const isInstant = (moment: Publication): moment is Temporal.Instant => moment instanceof Temporal.Instant;

/** The stretch that a moment covers on the clock of `zone`: of an instant, the empty one at it. */
export function periodOf(moment: Publication, zone: string): Period {
  if (isInstant(moment)) return { from: moment, to: moment };
  const [first, next] = daysOf(moment);
  return { from: startOfDay(first, zone), to: startOfDay(next, zone) };
}

/** The first instant of a moment on the clock of `zone`. */
export const startOf = (moment: Moment, zone: string): Temporal.Instant =>
  isInstant(moment) ? moment : periodOf(moment, zone).from;

/** The instant from which a moment is over: of an instant, itself. */
export const endOf = (moment: Publication, zone: string): Temporal.Instant =>
  isInstant(moment) ? moment : periodOf(moment, zone).to;

/** The first instant of a local day: midnight, or the first one after a midnight that the zone skips. */
export const startOfDay = (day: Temporal.PlainDate, zone: string): Temporal.Instant =>
  day.toZonedDateTime(zone).toInstant();

/** Order of two instants: negative where `a` is earlier. */
export const compareInstants = (a: Temporal.Instant, b: Temporal.Instant): number => Temporal.Instant.compare(a, b);

function daysOf(
  moment: Temporal.PlainDate | Temporal.PlainYearMonth | number,
): [Temporal.PlainDate, Temporal.PlainDate] {
  if (moment instanceof Temporal.PlainDate) return [moment, moment.add({ days: 1 })];
  if (typeof moment === "number")
    return [new Temporal.PlainDate(moment, 1, 1), new Temporal.PlainDate(moment + 1, 1, 1)];
  const first = moment.toPlainDate({ day: 1 });
  return [first, first.add({ months: 1 })];
}
