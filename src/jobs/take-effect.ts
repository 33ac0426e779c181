import { announceTurns } from "../actions/notifications/announce-turns.ts";
import type { Job } from "./job.ts";

const NAME = "take-effect";

/**
 * The job that announces what the clock turned: an announced change takes effect, hours begin or end, an expectation
 * passes, a day of change is over. Answers turn by themselves; this tells those who wait for it.
 */
export const takeEffect: Job = {
  name: NAME,
  schedule: "* * * * *",
  limitSeconds: 50,
  run: (ctx) => announceTurns(ctx, NAME),
};
