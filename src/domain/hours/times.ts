import type { RuleText } from "../error-phrases.ts";

export const DAY_MINUTES = 24 * 60;

/** Minutes after local midnight, including `start` and excluding `end`. An `end` above 1440 is on the next day. */
export interface TimesOfDay {
  start: number;
  end: number;
}

/** Opening times of a service on one day. Empty if it stays shut. */
export type DayTimes = TimesOfDay[] | "unknown";

/** Parses `off`, `unknown` or ranges such as `06:00-12:00,14:00-22:00`. */
export function parseTimes(times: string, refuse: (...rule: RuleText) => never): DayTimes {
  if (times === "unknown") return "unknown";
  if (times === "off") return [];
  const intervals = times.split(",").map((part) => parseInterval(part.trim(), refuse));
  intervals.sort((a, b) => a.start - b.start);
  for (const [i, interval] of intervals.entries()) {
    const next = intervals[i + 1];
    if (next !== undefined && next.start < interval.end) return refuse("hoursOverlap");
  }
  return intervals;
}

function parseInterval(part: string, refuse: (...rule: RuleText) => never): TimesOfDay {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(part);
  if (match === null) return refuse("hoursTimes", part);
  const start = Number(match[1]) * 60 + Number(match[2]);
  const end = match[3] === undefined ? DAY_MINUTES : Number(match[3]) * 60 + Number(match[4]);
  if (start === end) return refuse("hoursEmpty", part);
  return { start, end: end < start ? end + DAY_MINUTES : end };
}
