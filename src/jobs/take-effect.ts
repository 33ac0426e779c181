import { announceClockChanges } from "../actions/notifications/announce-clock-changes.ts";
import type { Job } from "./job.ts";

const NAME = "take-effect";

/**
 * Job that notifies subscribers of changes that come with time: for example, an announced change takes effect, opening
 * time comes, or an expected end passes. Answers change even without this job.
 */
export const takeEffect: Job = {
  name: NAME,
  schedule: "* * * * *",
  limitSeconds: 50,
  run: (ctx) => announceClockChanges(ctx, NAME),
};
