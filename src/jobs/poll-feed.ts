import { judgeReadings } from "../actions/judge-readings.ts";
import { listFeedRows } from "../actions/list-feed-rows.ts";
import { takeReadings } from "../actions/take-readings.ts";
import type { Context } from "../context.ts";
import { type FeedLimits, feedFault } from "../domain/feed-health.ts";
import type { JudgementLimits } from "../domain/judgement.ts";
import type { FeedDocument, Reading } from "../domain/observation.ts";
import { FeedError } from "../feeds/feed-error.ts";
import { type Fetch, rememberingFetch } from "../feeds/fetch-changed.ts";
import { readFeed } from "../feeds/index.ts";
import type { KnownRow } from "../feeds/known-row.ts";
import { openingHours } from "../feeds/opening-hours.ts";
import { type Counts, lastSuccess } from "../store/job-runs.ts";
import { FailedRun, type Job } from "./job.ts";

/** How the feed is asked. */
export interface FeedSettings extends Omit<FeedLimits, "lastMatchedRows"> {
  /** Tried in order; the first that gives a sound document counts. */
  urls: readonly string[];
  schedule: string;
  timeoutSeconds: number;
  maxBytes: number;
  /** Who asks, honestly. */
  userAgent: string;
  /** What readings may warrant. */
  limits: JudgementLimits;
}

/**
 * The job that polls CBP's wait-time feed, stores what it says as observations, and makes of them what they warrant.
 * Where no address gives a sound document the run fails with every reason, and the last good observations keep their age.
 */
export function pollFeed(settings: FeedSettings): Job {
  const fetchChanged = rememberingFetch();
  return {
    name: "poll-feed",
    schedule: settings.schedule,
    limitSeconds: (settings.timeoutSeconds + 10) * settings.urls.length,
    async run(ctx, signal) {
      const rows = await listFeedRows(ctx);
      const faults: Fault[] = [];
      for (const url of settings.urls) {
        const document = await soundDocument(ctx, settings, fetchChanged, url, rows, signal, faults);
        if (document === undefined) continue;
        const { observations, kinds, waits } = await takeReadings(ctx, document.readings.map(withPlainHours));
        const judged = await judgeReadings(ctx, observations, settings.limits);
        const { madeAt, rows: listed, matchedRows } = document;
        return { source: url, madeAt: String(madeAt), rows: listed, matchedRows, ...kinds, waits, ...judged };
      }
      throw failedBy(faults);
    },
  };
}

/** Hours in the words of the record, so that one and the same hours in two languages are no change. */
const withPlainHours = (reading: Reading): Reading => ({
  ...reading,
  hoursText: reading.hoursText === null ? null : openingHours(reading.hoursText),
});

/** Why an address gave no sound document, and for how many seconds its server asks to be left alone. */
interface Fault {
  reason: string;
  retryAfter: number | null;
}

function failedBy(faults: readonly Fault[]): FailedRun {
  const retryAfterSeconds = Math.max(0, ...faults.map(({ retryAfter }) => retryAfter ?? 0));
  return new FailedRun(
    faults.map(({ reason }) => reason).join("; "),
    retryAfterSeconds > 0 ? { retryAfterSeconds } : {},
  );
}

async function soundDocument(
  ctx: Context,
  settings: FeedSettings,
  fetchChanged: Fetch,
  url: string,
  rows: readonly KnownRow[],
  signal: AbortSignal,
  faults: Fault[],
): Promise<FeedDocument | undefined> {
  const { timeoutSeconds, maxBytes, userAgent } = settings;
  try {
    const { body } = await fetchChanged(url, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
    const document = readFeed(body, rows);
    const fault = feedFault(document, ctx.now, { ...settings, lastMatchedRows: await lastMatchedRows(ctx, url) });
    if (fault === null) return document;
    faults.push({ reason: `${url} ${fault}`, retryAfter: null });
  } catch (error) {
    signal.throwIfAborted();
    const retryAfter = error instanceof FeedError ? error.retryAfter : null;
    faults.push({ reason: `${url}: ${error instanceof Error ? error.message : error}`, retryAfter });
  }
  return undefined;
}

async function lastMatchedRows(ctx: Context, url: string): Promise<number | null> {
  const counts: Counts | undefined = (await lastSuccess(ctx.db, "poll-feed"))?.counts;
  return counts?.source === url && typeof counts.matchedRows === "number" ? counts.matchedRows : null;
}
