import { midnight } from "./naive-clock.ts";

// Computes typical waits in another way: day by day along the calendar and hour by hour through each day, with the
// clock of naive-clock. It finds each percentile by trying one minute after the other.

const HOUR = 3_600_000;
const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

/** A wait in the hour that begins at a UTC millisecond. */
export interface Filed {
  mode: string;
  lane: string;
  utc: number;
  minutes: number;
}

/** A calendar day; months count from 1. Days beyond the month's end continue into the next month. */
export type Day = [year: number, month: number, day: number];

/** The hours of a day in a zone: the UTC millisecond at which each begins, and the local hour. */
export function hoursOfDay(zone: string, [year, month, day]: Day): { utc: number; shows: number }[] {
  const start = midnight(zone, year, month, day);
  const length = (midnight(zone, year, month, day + 1) - start) / HOUR;
  // At two o'clock, local time jumps to three or back to one.
  const jump = 24 - length;
  return Array.from({ length }, (_, i) => ({ utc: start + i * HOUR, shows: i < 2 ? i : i + jump }));
}

/** The typical waits, unordered, from those of `filed` that fall within `days` days from `first`. */
export function countTypical(filed: readonly Filed[], zone: string, first: Day, days: number): object[] {
  const found: object[] = [];
  for (const weekday of WEEKDAYS)
    for (let hour = 0; hour < 24; hour++) {
      const hours = slotHours(zone, first, days, weekday, hour);
      const there = filed.filter(({ utc }) => hours.has(utc));
      for (const kind of new Set(there.map(({ mode, lane }) => `${mode} ${lane}`))) {
        const waits = there.filter(({ mode, lane }) => `${mode} ${lane}` === kind);
        if (waits.length < 8) continue;
        const [mode, lane] = kind.split(" ");
        found.push({
          mode,
          lane,
          weekday,
          hour,
          samples: waits.length,
          median: reach(waits, 0.5),
          p90: reach(waits, 0.9),
        });
      }
    }
  return found;
}

/** The UTC times in those days at which local time was this hour of this weekday. */
function slotHours(zone: string, [year, month, day]: Day, days: number, weekday: string, hour: number): Set<number> {
  const hours = new Set<number>();
  for (let i = 0; i < days; i++)
    if (WEEKDAYS[new Date(Date.UTC(year, month - 1, day + i)).getUTCDay()] === weekday)
      for (const { utc, shows } of hoursOfDay(zone, [year, month, day + i])) if (shows === hour) hours.add(utc);
  return hours;
}

/** The smallest number of minutes such that at least `share` of the waits are no longer than it. */
function reach(waits: readonly Filed[], share: number): number {
  let minute = 0;
  while (waits.filter(({ minutes }) => minutes <= minute).length < share * waits.length - 1e-9) minute++;
  return minute;
}

/** Both lists in the same order, for comparison as a whole. */
export const inOneOrder = (list: readonly object[]): string[] =>
  list.map((each) => JSON.stringify(Object.entries(each).sort())).sort();

/** Pseudo-random numbers from a seed. A property test could not draw each of the numbers for twelve weeks. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
