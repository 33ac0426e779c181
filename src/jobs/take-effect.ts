import { announceClockChanges } from "../actions/notifications/announce-clock-changes.ts";
import type { Job } from "./job.ts";

const NAME = "take-effect";

/**
 * Job that notifies subscribers of changes that come with time, such as an announced change that takes effect, opening
 * time, or an expected end that passes. Answers change even without this job.
 */
export const takeEffect: Job = {
  name: NAME,
  schedule: "* * * * *",
  limitSeconds: 50,
  run: (ctx) => announceClockChanges(ctx, NAME),
};
