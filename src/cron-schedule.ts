import { parse, validateDetailed } from "node-cron";

/**
 * Checks that a cron expression is valid and does not fire more often than every `leastSeconds` seconds. Returns what
 * is wrong, or null.
 */
export function scheduleFault(schedule: string, leastSeconds: number): string | null {
  const { valid, errors } = validateDetailed(schedule);
  if (!valid) return `is not a valid cron expression (${errors.map(({ message }) => message).join("; ")})`;
  return leastGap(schedule) < leastSeconds
    ? `fires more often than every ${leastSeconds} seconds (CRON_LEAST_SECONDS)`
    : null;
}

/**
 * Returns the times of day of a schedule in order, in seconds since midnight UTC. They are the same on every day on
 * which it fires.
 */
export function secondsOfDay(schedule: string): number[] {
  const { hour, minute, second } = parse(schedule);
  return hour.flatMap((h) => minute.flatMap((m) => second.map((s) => (h * 60 + m) * 60 + s))).toSorted((a, b) => a - b);
}

/** Returns the shortest interval between two ticks, in seconds. Treats the schedule as if it fired every day. */
function leastGap(schedule: string): number {
  const ticks = secondsOfDay(schedule);
  const [first = 0] = ticks;
  return ticks.reduce((least, tick, i) => Math.min(least, (ticks[i + 1] ?? first + 86_400) - tick), 86_400);
}
