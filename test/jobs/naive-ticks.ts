import { createTask, parse } from "node-cron";
import { Temporal } from "temporal-polyfill";

/** The search range of the model, in nanoseconds. */
const FARTHEST = 62n * 86_400_000_000_000n;

/**
 * Finds ticks as `src/jobs/ticks.ts` does, but naively: steps by minutes or seconds, and applies node-cron's matcher. A
 * tick exactly at `from` counts only when stepping backward.
 */
export function walkToTick(schedule: string, from: Temporal.Instant, step: 1 | -1): Temporal.Instant | null {
  const task = createTask(schedule, () => undefined, { timezone: "Etc/UTC" });
  void task.destroy();
  const unit = schedule.split(" ").length === 6 ? 1_000 : 60_000;
  const { minute, hour } = parse(schedule);
  const isNamed = (date: Date) => minute.includes(date.getUTCMinutes()) && hour.includes(date.getUTCHours());
  const isNear = (tick: number) => {
    const distance = BigInt(tick) * 1_000_000n - from.epochNanoseconds;
    return distance <= FARTHEST && -distance <= FARTHEST;
  };
  const first = Math.floor(from.epochMilliseconds / unit) * unit;
  for (let tick = step === 1 ? first + unit : first; isNear(tick); tick += step * unit) {
    const date = new Date(tick);
    if (isNamed(date) && task.match(date)) return Temporal.Instant.fromEpochMilliseconds(tick);
  }
  return null;
}
