import { Temporal } from "temporal-polyfill";
import { instantAt } from "./instant-at.ts";
import { limitsOfDay, startOfDay } from "./local-day.ts";

/**
 * A time with the precision of its source: an instant, a local day or a local month. Days and months are shown as they
 * are, never with an invented time.
 */
export type Moment = Temporal.Instant | Temporal.PlainDate | Temporal.PlainYearMonth;

/** Publication time of a source. It may be only a year. */
export type Publication = Moment | number;

/** An interval that includes `from` and excludes `to`. */
export interface Period {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** The latest instant that there is, later than any change. */
export const FAR_AHEAD = Temporal.Instant.fromEpochMilliseconds(8.64e15);

/** Accepted years. Other years are treated as typing errors. */
export const YEARS = { first: 1900, last: 2199 };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const YEAR = /^\d{4}$/;
/** Matches fractions of a second finer than milliseconds. */
const FINE = /[.,]\d{4}/;

const PLAIN_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

/**
 * Parses an instant in the form that most programs write. Returns null for another form, and for a time that does not
 * exist. `Date` is ten times as fast here as the polyfill.
 */
function plainInstant(text: string): Temporal.Instant | null {
  if (!PLAIN_INSTANT.test(text)) return null;
  const date = new Date(text);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, -1));
  return isReal ? instantAt(date.getTime()) : null;
}

/**
 * Parses `2023-12-04T08:00:00-06:00`, `2023-12-04` or `2023-12`. Cuts instants to milliseconds, the database's
 * precision.
 * @throws RangeError if the text has another form, or names a day that does not exist
 */
export function parseMoment(text: string): Moment {
  if (DAY.test(text)) return Temporal.PlainDate.from(text);
  if (MONTH.test(text)) return Temporal.PlainYearMonth.from(text);
  const plain = plainInstant(text);
  if (plain !== null) return plain;
  const instant = Temporal.Instant.from(text);
  return FINE.test(text) ? instant.round({ smallestUnit: "millisecond", roundingMode: "floor" }) : instant;
}

/**
 * Parses a moment as {@link parseMoment} does, or a year.
 * @throws RangeError as {@link parseMoment} does
 */
export const parsePublication = (text: string): Publication => (YEAR.test(text) ? Number(text) : parseMoment(text));

/** Formats a moment so that {@link parsePublication} can parse it. */
export const formatMoment = (moment: Publication): string =>
  isInstant(moment) ? formatInstant(moment) : String(moment);

/**
 * Formats an instant, cut to milliseconds, as its `toString` does. An answer has dozens of instants, and `Date` is
 * fifteen times as fast here as the polyfill's `toString`.
 */
const formatInstant = ({ epochMilliseconds }: Temporal.Instant): string =>
  new Date(epochMilliseconds).toISOString().replace(/\.?0+Z$/, "Z");

/** First instant of {@link YEARS} and the first after them, in UTC. */
const LIMITS = {
  from: Temporal.Instant.from(`${YEARS.first}-01-01T00:00Z`),
  to: Temporal.Instant.from(`${YEARS.last + 1}-01-01T00:00Z`),
};

/** Returns true if a moment lies within {@link YEARS}. For an instant, uses its year in UTC. */
export function isWithinYears(moment: Publication): boolean {
  if (isInstant(moment)) return compareInstants(LIMITS.from, moment) <= 0 && compareInstants(moment, LIMITS.to) < 0;
  const year = typeof moment === "number" ? moment : moment.year;
  return year >= YEARS.first && year <= YEARS.last;
}

export const isInstant = (moment: Publication): moment is Temporal.Instant => moment instanceof Temporal.Instant;

/** Returns the period of a moment in `zone`. An instant gives an empty period. */
export function periodOf(moment: Publication, zone: string): Period {
  if (isInstant(moment)) return { from: moment, to: moment };
  if (moment instanceof Temporal.PlainDate) {
    const { from, to } = limitsOfDay(moment, zone);
    return { from: instantAt(from), to: instantAt(to) };
  }
  return typeof moment === "number" ? yearPeriod(moment, zone) : monthPeriod(moment, zone);
}

const yearPeriod = (year: number, zone: string): Period => ({
  from: startOfDay(new Temporal.PlainDate(year, 1, 1), zone),
  to: startOfDay(new Temporal.PlainDate(year + 1, 1, 1), zone),
});

/** Periods of months, by zone and then by year and month. Three hundred years have 3,600 months. */
const months = new Map<string, Map<number, Period>>();

function monthPeriod(month: Temporal.PlainYearMonth, zone: string): Period {
  const ofZone = months.get(zone) ?? new Map<number, Period>();
  months.set(zone, ofZone);
  const key = month.year * 100 + month.month;
  const known = ofZone.get(key);
  if (known !== undefined) return known;
  const first = month.toPlainDate({ day: 1 });
  // Frozen, because all callers get the same object.
  const period = Object.freeze({ from: startOfDay(first, zone), to: startOfDay(first.add({ months: 1 }), zone) });
  ofZone.set(key, period);
  return period;
}

/** Returns the start of a moment in `zone`. */
export const startOf = (moment: Moment, zone: string): Temporal.Instant =>
  isInstant(moment) ? moment : periodOf(moment, zone).from;

/** Returns the exclusive end of a moment in `zone`. For an instant, returns the instant itself. */
export const endOf = (moment: Publication, zone: string): Temporal.Instant =>
  isInstant(moment) ? moment : periodOf(moment, zone).to;

/**
 * Compares two instants. Negative if `a` is earlier.
 *
 * Lists of crossings compare thousands of instants. Node 26.12 takes 0.5 µs for `Temporal.Instant.compare`, and 0.03 µs
 * for this.
 */
export const compareInstants = (a: Temporal.Instant, b: Temporal.Instant): number =>
  a.epochMilliseconds - b.epochMilliseconds || Number(a.epochNanoseconds - b.epochNanoseconds);

/** Returns the earliest of these instants, or null if there is none. */
export const earliestInstant = (instants: Iterable<Temporal.Instant | null>): Temporal.Instant | null =>
  foremost(instants, compareInstants);

/** Returns the latest of these instants, or null if there is none. */
export const latestInstant = (instants: Iterable<Temporal.Instant | null>): Temporal.Instant | null =>
  foremost(instants, (a, b) => compareInstants(b, a));

function foremost(
  instants: Iterable<Temporal.Instant | null>,
  compare: typeof compareInstants,
): Temporal.Instant | null {
  let first: Temporal.Instant | null = null;
  for (const each of instants) if (each !== null && (first === null || compare(each, first) < 0)) first = each;
  return first;
}
