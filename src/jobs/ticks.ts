import { createTask, parse, type ScheduledTask } from "node-cron";
import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../domain/time/moment.ts";

/** A week and a day: every schedule of ours comes round within it. */
const FARTHEST = { hours: 8 * 24 };

/** The first tick of a schedule after an instant, in UTC; null where none comes within eight days. */
export const nextTick = (schedule: string, after: Temporal.Instant): Temporal.Instant | null =>
  findTick(schedule, after.add({ nanoseconds: 1 }), after.add(FARTHEST), 1);

/** The last tick of a schedule that is due at an instant, in UTC; null where none was within eight days. */
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

/** node-cron knows what an expression means; it only looks at the machine's own clock to find the next tick. */
function matcherOf(schedule: string): Matcher {
  const known = kept.get(schedule);
  if (known !== undefined) return known;
  const { minute, second } = parse(schedule);
  const task: ScheduledTask = createTask(schedule, () => undefined, { timezone: "Etc/UTC" });
  // Else node-cron keeps it in its list of tasks for good.
  void task.destroy();
  const matcher = {
    minutes: new Set(minute),
    seconds: second.toSorted((a, b) => a - b),
    matches: (tick: Temporal.Instant) => task.match(new Date(tick.epochMilliseconds)),
  };
  kept.set(schedule, matcher);
  return matcher;
}
