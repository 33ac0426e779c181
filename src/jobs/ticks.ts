import { createTask, parse, type ScheduledTask } from "node-cron";
import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../domain/time/moment.ts";

/** A week and a day. Every schedule of Garita has a tick within it. */
const FARTHEST = { hours: 8 * 24 };

/** Returns the first tick of a schedule after an instant, in UTC; null if there is none within eight days. */
export const nextTick = (schedule: string, after: Temporal.Instant): Temporal.Instant | null =>
  findTick(schedule, after.add({ nanoseconds: 1 }), after.add(FARTHEST), 1);

/** Returns the last tick of a schedule at or before an instant, in UTC; null if there was none within eight days. */
export const lastTick = (schedule: string, at: Temporal.Instant): Temporal.Instant | null =>
  findTick(schedule, at.subtract(FARTHEST), at, -1);

function findTick(
  schedule: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  step: 1 | -1,
): Temporal.Instant | null {
  const { minutes, seconds, matches } = matcherOf(schedule);
  const order = step === 1 ? seconds : seconds.toReversed();
  let minute = (step === 1 ? from : to).round({ smallestUnit: "minute", roundingMode: "floor" });
  for (; compareInstants(minute, to) <= 0 && compareInstants(from, minute.add({ minutes: 1 })) < 0; ) {
    if (minutes.has(Math.floor(minute.epochMilliseconds / 60_000) % 60))
      for (const second of order) {
        const tick = minute.add({ seconds: second });
        if (compareInstants(from, tick) <= 0 && compareInstants(tick, to) <= 0 && matches(tick)) return tick;
      }
    minute = minute.add({ minutes: step });
  }
  return null;
}

interface Matcher {
  minutes: ReadonlySet<number>;
  seconds: readonly number[];
  matches: (tick: Temporal.Instant) => boolean;
}

const kept = new Map<string, Matcher>();

/** node-cron can match an instant against an expression, but finds the next tick only from the machine's own clock. */
function matcherOf(schedule: string): Matcher {
  const known = kept.get(schedule);
  if (known !== undefined) return known;
  const { minute, second } = parse(schedule);
  const task: ScheduledTask = createTask(schedule, () => undefined, { timezone: "Etc/UTC" });
  // Otherwise node-cron keeps the task in its registry forever.
  void task.destroy();
  const matcher = {
    minutes: new Set(minute),
    seconds: second.toSorted((a, b) => a - b),
    matches: (tick: Temporal.Instant) => task.match(new Date(tick.epochMilliseconds)),
  };
  kept.set(schedule, matcher);
  return matcher;
}
