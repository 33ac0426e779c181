import { createTask, type ScheduledTask } from "node-cron";
import type { Temporal } from "temporal-polyfill";
import { secondsOfDay } from "../cron-schedule.ts";
import { compareInstants } from "../domain/time/moment.ts";

/**
 * How far to search for a tick. Monthly schedules are at most 60 days apart: from 31 January to 31 March of a leap
 * year.
 */
const FARTHEST = { hours: 62 * 24 };

/** Returns the first tick of a schedule after an instant, in UTC, or null if there is none within 62 days. */
export function nextTick(schedule: string, after: Temporal.Instant): Temporal.Instant | null {
  const { seconds, firesOn } = timetableOf(schedule);
  const limit = after.add(FARTHEST);
  for (let day = midnightOf(after); compareInstants(day, limit) <= 0; day = day.add({ hours: 24 })) {
    const passed = after.since(day).total("seconds");
    const second = firesOn(day) ? seconds.find((each) => each > passed) : undefined;
    if (second !== undefined) return within(day.add({ seconds: second }), after, limit);
  }
  return null;
}

/** Returns the last tick of a schedule up to an instant, in UTC, or null if there was none within 62 days. */
export function lastTick(schedule: string, at: Temporal.Instant): Temporal.Instant | null {
  const { seconds, firesOn } = timetableOf(schedule);
  const limit = at.subtract(FARTHEST);
  for (
    let day = midnightOf(at);
    compareInstants(limit, day.add({ hours: 24 })) < 0;
    day = day.subtract({ hours: 24 })
  ) {
    const passed = at.since(day).total("seconds");
    const second = firesOn(day) ? seconds.findLast((each) => each <= passed) : undefined;
    if (second !== undefined) return within(day.add({ seconds: second }), limit, at);
  }
  return null;
}

const midnightOf = (instant: Temporal.Instant): Temporal.Instant =>
  instant.toZonedDateTimeISO("UTC").startOfDay().toInstant();

const within = (tick: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): Temporal.Instant | null =>
  compareInstants(from, tick) <= 0 && compareInstants(tick, to) <= 0 ? tick : null;

interface Timetable {
  seconds: readonly number[];
  /** Returns true if the schedule fires on a day, given its midnight in UTC. */
  firesOn: (day: Temporal.Instant) => boolean;
}

const timetables = new Map<string, Timetable>();

// Returns the days and times of a schedule. node-cron can compute the next run only from the current time. So its
// matcher finds the days, and its parser the seconds within a day.
function timetableOf(schedule: string): Timetable {
  const kept = timetables.get(schedule);
  if (kept !== undefined) return kept;
  const seconds = secondsOfDay(schedule);
  const task: ScheduledTask = createTask(schedule, () => undefined, { timezone: "Etc/UTC" });
  // Otherwise node-cron keeps the task in its list forever.
  void task.destroy();
  const firesOn = (day: Temporal.Instant) =>
    task.match(new Date(day.add({ seconds: seconds[0] ?? 0 }).epochMilliseconds));
  timetables.set(schedule, { seconds, firesOn });
  return { seconds, firesOn };
}
