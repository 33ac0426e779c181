import { type Keep, pruneBatches } from "../actions/jobs/prune-batches.ts";
import type { Job } from "./job.ts";

const days = (count: number) => ({ hours: 24 * count });

/** How long what the jobs write is kept. Reports, and what is answered from them, are kept for good. */
const KEEP: Keep = {
  /** A month, in which whoever looks after the service comes by; the last hundred of each job stay anyhow. */
  runs: days(30),
  /** A year with its seasons, and a month to compare the next one's beginning with. */
  waitSamples: days(400),
  /** Judgement looks two weeks back; twice that, lest the setting grow. */
  feedHours: days(30),
  /** As long as the contract promises to remember a key. */
  idempotencyKeys: days(7),
  /** Until then the same item seen again is the same proposal; after a year it is news. */
  proposals: days(365),
  /** What an app was sent: for whoever looks into why it did not see it. */
  deliveries: days(30),
  /** One that has ended is listed with its reason until then. */
  subscriptions: days(30),
  /** Longer than any session lasts: one that is this old ended by itself. */
  deskSessions: days(1),
  /** All that a dead one waits for is kept for so long, and comes when it is revived. */
  dead: days(30),
};

/** The job that lets proposals expire, ends dead subscriptions and deletes what is past its keep: daily, in the small hours of the whole border. */
export const prune: Job = {
  name: "prune",
  schedule: "41 9 * * *",
  limitSeconds: 600,
  run: (ctx, signal) => pruneBatches(ctx, KEEP, signal),
};
