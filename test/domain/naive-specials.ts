import { Temporal } from "temporal-polyfill";
import type { Moment } from "../../src/domain/time/moment.ts";
import { ends, localDateOf, readSpecials, readWeek, timesOf } from "./naive-clock.ts";

const DAY = 24 * 3_600_000;
const written = (date: number): string => new Date(date * DAY).toISOString().slice(0, 10).replaceAll("-", "");

/** An exception to the weekly hours, with its start in UTC milliseconds. A null text ends earlier exceptions. */
export interface SpecialLine {
  text: string | null;
  start: number;
  until: Moment | null;
  seq: number;
  place: number;
}

/**
 * Returns text for `hoursWord`: weekly hours, and the exceptions at an instant with their first and last days. `lines`
 * must be in order of effect.
 */
export function withSpecials(
  week: string | null,
  lines: readonly SpecialLine[],
  zone: string,
  utc: number,
): string | null {
  const begun = lines.filter(({ start }) => start <= utc);
  const parts = begun.flatMap(({ text, start, until, seq, place }, i) => {
    if (text === null) return [];
    // A null text ends the exceptions that began before it, and those recorded before it.
    const enders = begun.filter(
      (other, j) => other.text === null && (j > i || other.seq > seq || (other.seq === seq && other.place > place)),
    );
    const lasts = enders.map((end) => localDateOf(zone, end.start) - 1);
    if (until !== null) {
      const end = ends(until, zone);
      if (end <= utc || !(until instanceof Temporal.Instant)) lasts.push(localDateOf(zone, end) - 1);
    }
    return [
      `@${text}~${written(localDateOf(zone, start))}~${lasts.length === 0 ? 99_999_999 : written(Math.min(...lasts))}`,
    ];
  });
  return parts.length === 0 ? week : [week ?? "24/7", ...parts].join("");
}

/** Returns the index of the exception that applies on the local day of an instant, or -1. */
export function specialOf(lines: readonly SpecialLine[], zone: string, utc: number): number {
  const date = localDateOf(zone, utc);
  const marked = lines.map((line, i) => {
    const rules = line.text?.replace(/ [^ ]+(?=;|$)/g, ` 0${Math.floor(i / 10)}:0${i % 10}-24:00`) ?? null;
    return { ...line, text: rules };
  });
  const text = withSpecials("Mo-Su off", marked, zone, utc);
  if (text === null) return -1;
  const [first] = timesOf({ week: readWeek("Mo-Su off"), specials: readSpecials(text) }, date);
  return Array.isArray(first) ? first[0] - Math.floor(first[0] / 60) * 50 : -1;
}
