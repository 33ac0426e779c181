import { announceClockChanges } from "../actions/notifications/announce-clock-changes.ts";
import type { Job } from "./job.ts";

const NAME = "take-effect";

/**
 * The job that announces changes by the clock: an announced change takes effect, hours begin or end, an expected end
 * passes, or a day of change is over. Answers change without it; it notifies subscribers.
 */
export const takeEffect: Job = {
  name: NAME,
  schedule: "* * * * *",
  limitSeconds: 50,
  run: (ctx) => announceClockChanges(ctx, NAME),
};
