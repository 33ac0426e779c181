import { midnight } from "./naive-clock.ts";

// Computes typical waits in another way: day by day and hour by hour, with the zones of naive-clock. Finds each
// percentile by trying every minute.

const HOUR = 3_600_000;
const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

/** A wait in the hour that begins at `utc`, in milliseconds. */
export interface Filed {
  mode: string;
  lane: string;
  utc: number;
  minutes: number;
}

/** A calendar day, with months from 1. A day beyond the month's end is in the next month. */
export type Day = [year: number, month: number, day: number];

/** Returns the hours of a local day: their start in UTC milliseconds, and the local hour. */
export function hoursOfDay(zone: string, [year, month, day]: Day): { utc: number; shows: number }[] {
  const start = midnight(zone, year, month, day);
  const length = (midnight(zone, year, month, day + 1) - start) / HOUR;
  // At 2:00 the clock jumps to 3:00 or back to 1:00.
  const jump = 24 - length;
  return Array.from({ length }, (_, i) => ({ utc: start + i * HOUR, shows: i < 2 ? i : i + jump }));
}

/** Returns the typical waits of `days` days from `first`, in any order. */
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

/** Returns the hours in these days that have this local hour and weekday. */
function slotHours(zone: string, [year, month, day]: Day, days: number, weekday: string, hour: number): Set<number> {
  const hours = new Set<number>();
  for (let i = 0; i < days; i++)
    if (WEEKDAYS[new Date(Date.UTC(year, month - 1, day + i)).getUTCDay()] === weekday)
      for (const { utc, shows } of hoursOfDay(zone, [year, month, day + i])) if (shows === hour) hours.add(utc);
  return hours;
}

/** Returns the smallest number of minutes that at least this share of the waits does not exceed. */
function reach(waits: readonly Filed[], share: number): number {
  let minute = 0;
  while (waits.filter(({ minutes }) => minutes <= minute).length < share * waits.length - 1e-9) minute++;
  return minute;
}

/** Sorts a list, so that two lists can be compared as a whole. */
export const inOneOrder = (list: readonly object[]): string[] =>
  list.map((each) => JSON.stringify(Object.entries(each).sort())).sort();

/**
 * Returns pseudo-random numbers, the same for the same seed. Twelve weeks need more random numbers than a property can
 * draw.
 */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
