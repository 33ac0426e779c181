import { judgeReadings } from "../actions/feed/assess-readings.ts";
import { listFeedRows } from "../actions/feed/list-feed-rows.ts";
import { type Measured, measureFeed } from "../actions/feed/measure-feed.ts";
import { takeReadings } from "../actions/feed/take-readings.ts";
import { draftNotices } from "../actions/proposals/draft-notices.ts";
import { watchFeedRows } from "../actions/proposals/propose-feed-rows.ts";
import type { Context } from "../context.ts";
import type { JudgementLimits } from "../domain/assessment/assessment.ts";
import { type FeedLimits, freshPart } from "../domain/feed/health.ts";
import type { Reading } from "../domain/feed/observation.ts";
import { type FreshPart, oddRows, type ReadDocument } from "../domain/feed/reading.ts";
import type { KnownRow } from "../feeds/cbp-wait-times/known-row.ts";
import { openingHours } from "../feeds/cbp-wait-times/opening-hours.ts";
import { readFeed } from "../feeds/cbp-wait-times/read.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Fetch, rememberingFetch } from "../feeds/fetch/fetch-changed.ts";
import type { Counts } from "../store/job-runs.ts";
import { FailedRun, type Job } from "./job.ts";

/** How to poll the feed. */
export interface FeedSettings extends Omit<FeedLimits, "lastMatchedRows"> {
  /** The addresses, tried in order. The first usable document counts. */
  urls: readonly string[];
  schedule: string;
  timeoutSeconds: number;
  maxBytes: number;
  /** The User-Agent header, which identifies Garita honestly. */
  userAgent: string;
  /** The thresholds for assessing readings. */
  limits: JudgementLimits;
}

/**
 * The job that polls CBP's wait-time feed, stores the readings as observations, and records or proposes the changes
 * that they justify. If no address returns a usable document, the run fails with all the reasons, and the last
 * observations stay and grow older.
 */
export function pollFeed(settings: FeedSettings): Job {
  const fetchChanged = rememberingFetch();
  return {
    name: "poll-feed",
    schedule: settings.schedule,
    limitSeconds: (settings.timeoutSeconds + 10) * settings.urls.length,
    async run(ctx, signal) {
      const known = await listFeedRows(ctx);
      const tried: Tried = { faults: [], shrunk: {} };
      const thin: Sound[] = [];
      for (const url of settings.urls) {
        const sound = await soundDocument(ctx, settings, fetchChanged, url, known, signal, tried);
        if (sound?.thin === false) return take(ctx, settings, known, sound, tried);
        if (sound !== undefined) thin.push(sound);
      }
      // There was no earlier poll to compare these documents with, and no address had a fuller one.
      const [best] = thin.sort((a, b) => b.document.matchedRows - a.document.matchedRows);
      if (best === undefined) throw failedBy(tried);
      return take(ctx, settings, known, best, tried);
    },
  };
}

/** Stores the readings of a document, and records or proposes the changes that they justify. */
async function take(
  ctx: Context,
  settings: FeedSettings,
  known: readonly KnownRow[],
  { url, document, fresh, scope }: Sound,
  { shrunk }: Tried,
): Promise<Counts> {
  const { observations, kinds, waits } = await takeReadings(ctx, fresh.readings.map(withPlainHours));
  const judged = await judgeReadings(ctx, observations, settings.limits);
  const proposed =
    judged.proposed + (await draftNotices(ctx, fresh.listed)) + (await watchFeedRows(ctx, document, known));
  const { madeAt, rows, matchedRows } = document;
  const read = { source: url, scope, madeAt: String(madeAt), rows, matchedRows, ...oddRows(document, fresh) };
  return { ...read, ...kinds, waits, ...judged, proposed, ...shrunk };
}

/** Converts hours to the notation of the record, so that the same hours in two languages are not a change. */
const withPlainHours = (reading: Reading): Reading => ({
  ...reading,
  hoursText: reading.hoursText === null ? null : openingHours(reading.hoursText),
});

/** A usable document from one address. */
interface Sound extends Measured {
  url: string;
  document: ReadDocument;
  /** The document without outdated rows. */
  fresh: FreshPart;
}

/** The unusable results of one poll. */
interface Tried {
  /** The reason, and the number of seconds that the server asked clients to wait. */
  faults: { reason: string; retryAfter: number | null }[];
  /** The counts recorded about the fullest document among those with too few rows. */
  shrunk: Counts;
}

function failedBy({ faults, shrunk }: Tried): FailedRun {
  const retryAfterSeconds = Math.max(0, ...faults.map(({ retryAfter }) => retryAfter ?? 0));
  return new FailedRun(faults.map(({ reason }) => reason).join("; "), {
    ...shrunk,
    ...(retryAfterSeconds > 0 ? { retryAfterSeconds } : {}),
  });
}

async function soundDocument(
  ctx: Context,
  settings: FeedSettings,
  fetchChanged: Fetch,
  url: string,
  known: readonly KnownRow[],
  signal: AbortSignal,
  tried: Tried,
): Promise<Sound | undefined> {
  const { timeoutSeconds, maxBytes, userAgent, frozenMinutes } = settings;
  try {
    const { body } = await fetchChanged(url, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
    const document = readFeed(body, known, ctx.now);
    const fresh = freshPart(document, ctx.now, frozenMinutes);
    const measured = await measureFeed(ctx, url, document, fresh, settings);
    if (measured.fault === null) return { ...measured, url, document, fresh };
    if (Number(measured.shrunk?.shrunkRows ?? 0) > Number(tried.shrunk.shrunkRows ?? 0))
      tried.shrunk = { ...measured.shrunk };
    tried.faults.push({ reason: `${url} ${measured.fault}`, retryAfter: null });
  } catch (error) {
    signal.throwIfAborted();
    const retryAfter = error instanceof FeedError ? error.retryAfter : null;
    tried.faults.push({ reason: `${url}: ${error instanceof Error ? error.message : error}`, retryAfter });
  }
  return undefined;
}
