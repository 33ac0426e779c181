import { pruneBatches, type Retention } from "../actions/jobs/prune-batches.ts";
import type { Job } from "./job.ts";

const days = (count: number) => ({ hours: 24 * count });

/** Retention times of old data. Reports are kept forever, because answers are computed from them. */
const KEEP: Retention = {
  /** Operators have a month to look at runs. The last hundred runs of each job are always kept. */
  runs: days(30),
  /** A year and a month, so that recent weeks can be compared with those of the year before. */
  waitSamples: days(400),
  /** Assessments look back 28 days. */
  feedHours: days(30),
  /** The API promises to remember a key for this long. */
  idempotencyKeys: days(7),
  /** An item that comes back within this time is still the same proposal. One that comes back later is a new one. */
  proposals: days(365),
  /** Kept for holders who ask why their app missed an event. */
  deliveries: days(30),
  /** For this long, ended subscriptions are listed with the reason. */
  subscriptions: days(30),
  /** Longer than any session lasts, so a deleted session has always ended. */
  deskSessions: days(1),
  /** The limit on questions to an address looks back one day. */
  askedAddresses: days(1),
  /** The events of a dead subscription wait this long. They are sent if the subscription is revived. */
  dead: days(30),
  /** A link for confirmation works this long: over a weekend. */
  unconfirmed: days(3),
};

/**
 * Job that expires proposals, ends dead subscriptions, forgets unconfirmed addresses and deletes old rows. Runs daily, at
 * night along the whole border.
 */
export const prune: Job = {
  name: "prune",
  schedule: "41 9 * * *",
  limitSeconds: 600,
  run: (ctx, signal) => pruneBatches(ctx, KEEP, signal),
};
