import { pruneBatches, type Retention } from "../actions/jobs/prune-batches.ts";
import type { Job } from "./job.ts";

const days = (count: number) => ({ hours: 24 * count });

/** How long the data written by jobs are kept. Reports are kept forever, since answers are computed from them. */
const KEEP: Retention = {
  /** A month, within which an operator will look at them. The last hundred runs of each job stay in any case. */
  runs: days(30),
  /** A year with its seasons, plus a month to compare with the start of the next year. */
  waitSamples: days(400),
  /** Assessments look back two weeks. A month leaves room to raise that setting. */
  feedHours: days(30),
  /** The time for which the API promises to remember a key. */
  idempotencyKeys: days(7),
  /** During this time a recurring item is recognised as the same proposal. After a year it counts as new. */
  proposals: days(365),
  /** Events sent to a subscriber, in case its holder asks why the app did not see them. */
  deliveries: days(30),
  /** Ended subscriptions are listed with their reason during this time. */
  subscriptions: days(30),
  /** Longer than any session lasts: an older session has already ended. */
  deskSessions: days(1),
  /** A dead subscription keeps its waiting events for this time, and receives them if it is revived. */
  dead: days(30),
};

/**
 * The job that expires proposals, ends dead subscriptions and deletes old rows. It runs daily, at night everywhere
 * along the border.
 */
export const prune: Job = {
  name: "prune",
  schedule: "41 9 * * *",
  limitSeconds: 600,
  run: (ctx, signal) => pruneBatches(ctx, KEEP, signal),
};
