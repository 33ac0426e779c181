import { announceClockChanges } from "../actions/notifications/announce-clock-changes.ts";
import type { Job } from "./job.ts";

const NAME = "take-effect";

/**
 * Job that notifies subscribers of changes caused by the clock: an announced change takes effect, hours begin or end,
 * an expected end passes, or a day with a change at an unknown time ends. Answers change without the job.
 */
export const takeEffect: Job = {
  name: NAME,
  schedule: "* * * * *",
  limitSeconds: 50,
  run: (ctx) => announceClockChanges(ctx, NAME),
};
