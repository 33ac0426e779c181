import { pruneBatches, type Retention } from "../actions/jobs/prune-batches.ts";
import type { Job } from "./job.ts";

const days = (count: number) => ({ hours: 24 * count });

/**
 * Retention times of the data that is deleted when it is old. Reports are kept forever, because answers are computed
 * from them.
 */
const KEEP: Retention = {
  /** A month, within which an operator will look at the runs. The last hundred runs of each job are always kept. */
  runs: days(30),
  /** A year with its seasons, plus a month, so that recent weeks can be compared with the same weeks a year earlier. */
  waitSamples: days(400),
  /** Assessments look back 28 days. */
  feedHours: days(30),
  /** Time for which the API promises to remember a key. */
  idempotencyKeys: days(7),
  /** During this time a recurring item is recognised as the same proposal. After a year the item counts as new. */
  proposals: days(365),
  /** Sent events are kept for holders who ask why their app missed one. */
  deliveries: days(30),
  /** Ended subscriptions are listed with their reason during this time. */
  subscriptions: days(30),
  /** Longer than the lifetime of any session, so every deleted session has already ended. */
  deskSessions: days(1),
  /** A dead subscription keeps its waiting events for this time. They are sent if the subscription is revived. */
  dead: days(30),
};

/**
 * Job that expires proposals, ends dead subscriptions and deletes old rows. It runs daily, at night everywhere along
 * the border.
 */
export const prune: Job = {
  name: "prune",
  schedule: "41 9 * * *",
  limitSeconds: 600,
  run: (ctx, signal) => pruneBatches(ctx, KEEP, signal),
};
