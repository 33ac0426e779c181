import { allCrossings } from "../actions/crossings/all-crossings.ts";
import { assessReadings } from "../actions/feed/assess-readings.ts";
import { compareWithEarlierPolls, type DocumentComparison } from "../actions/feed/compare-with-earlier-polls.ts";
import { storeReadings } from "../actions/feed/store-readings.ts";
import { draftNotices } from "../actions/proposals/draft-notices.ts";
import { proposeFeedRows } from "../actions/proposals/propose-feed-rows.ts";
import type { Context } from "../context.ts";
import type { AssessmentLimits } from "../domain/assessment/assessment.ts";
import { type FeedLimits, freshRows } from "../domain/feed/health.ts";
import { type FreshRows, oddRows, type ReadDocument } from "../domain/feed/reading.ts";
import type { Thresholds } from "../domain/status/evidence.ts";
import { cbpWaitTimes } from "../feeds/cbp-wait-times/source.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Fetch, rememberingFetch } from "../feeds/fetch/fetch-changed.ts";
import type { ReadingsSource, SourceRow } from "../feeds/source.ts";
import { minutes, wholeNumber } from "../setting-kinds.ts";
import type { Counts } from "../store/job-runs.ts";
import { declareJob } from "./declared-job.ts";
import { FETCH_SETTINGS, fetchSettings, retryPolicyOf } from "./fetch-settings.ts";
import { FailedRun, type Job } from "./job.ts";

/** Settings that all sources of readings share. */
export const READING_SETTINGS = {
  ...FETCH_SETTINGS,
  /**
   * Maximum age of a document. The feed writes its document for each request, so one that is an hour old is a stale
   * copy.
   */
  FEED_FROZEN_MINUTES: minutes.default(60),
  /**
   * Minimum number of known rows, as a percentage of those in the last good poll. A document with fewer rows is treated
   * as truncated. All captures since 2022 have all 42 rows.
   */
  FEED_ROWS_FLOOR_PERCENT: wholeNumber(1, 100).default(90),
  /**
   * Number of filings in a row, each with a later stamp, that lift a restriction. If one were enough, a stray filing
   * would lift it.
   */
  FEED_LIFT_FILINGS: wholeNumber(1, 24).default(3),
  /**
   * Operating hours without the usual traffic after which a service is in doubt. Silences of up to five hours have
   * occurred without a closure.
   */
  FEED_SILENT_HOURS: wholeNumber(1, 168).default(6),
  /**
   * Days for which the feed's hours must differ from the record before they are proposed. At times the feed alternates
   * between two texts.
   */
  FEED_HOURS_DAYS: wholeNumber(1, 3650).default(7),
};

/** Declares the job that polls a source of readings. */
export const pollingJob = (source: ReadingsSource) =>
  declareJob<typeof READING_SETTINGS>({
    settings: { ...source.settings, ...READING_SETTINGS },
    make: (settings, userAgent) => {
      const { schedule, addresses } = source.plan(settings);
      const asked: FeedSettings = {
        urls: addresses.map(({ url }) => url),
        schedule,
        ...fetchSettings(settings, userAgent),
        frozenMinutes: settings.FEED_FROZEN_MINUTES,
        rowsFloorPercent: settings.FEED_ROWS_FLOOR_PERCENT,
        limits: {
          liftFilings: settings.FEED_LIFT_FILINGS,
          silentHours: settings.FEED_SILENT_HOURS,
          hoursDays: settings.FEED_HOURS_DAYS,
        },
      };
      const job = pollFeed(asked, source);
      return { ...job, retryPolicy: retryPolicyOf(settings), silentMinutes: settings.FEED_SILENT_READY_MINUTES };
    },
  });

/** Settings for fetching the feed. */
export interface FeedSettings extends Omit<FeedLimits, "lastMatchedRows"> {
  /** Addresses, tried in order until one gives a sound document. */
  urls: readonly string[];
  schedule: string;
  timeoutSeconds: number;
  maxBytes: number;
  /** User-Agent header, which names Garita. */
  userAgent: string;
  /** Limits for conclusions from readings. */
  limits: Omit<AssessmentLimits, keyof Thresholds>;
}

/**
 * Creates the job that polls a source of readings, by default CBP's wait-time feed. The job stores the readings as
 * observations, and records or proposes changes that follow from them. If no address gives a sound document, the run
 * fails with all the reasons, and the last good observations stay.
 */
export function pollFeed(settings: FeedSettings, source: ReadingsSource = cbpWaitTimes): Job {
  const fetchChanged = rememberingFetch();
  return {
    name: source.job,
    schedule: settings.schedule,
    limitSeconds: (settings.timeoutSeconds + 10) * settings.urls.length,
    async run(ctx, signal) {
      const known = source.rowsOf([...(await allCrossings(ctx)).values()]);
      const polled: PollOf = { ctx, settings, source, known, signal };
      const tried: Tried = { faults: [], shrunk: {} };
      const thin: Sound[] = [];
      for (const url of settings.urls) {
        const sound = await soundDocument(polled, fetchChanged, url, tried);
        if (sound?.thin === false) return take(polled, sound, tried);
        if (sound !== undefined) thin.push(sound);
      }
      // All usable documents have few rows, and there is no earlier poll to compare them with. Take the fullest one.
      const [best] = thin.sort((a, b) => b.document.matchedRows - a.document.matchedRows);
      if (best === undefined) throw failedBy(tried);
      return take(polled, best, tried);
    },
  };
}

interface PollOf {
  ctx: Context;
  settings: FeedSettings;
  source: ReadingsSource;
  known: readonly SourceRow[];
  signal: AbortSignal;
}

/** Stores the readings of a document and acts on them. */
async function take(
  { ctx, settings, source, known }: PollOf,
  { url, document, fresh, scope }: Sound,
  { shrunk }: Tried,
): Promise<Counts> {
  const { observations, elsewhere, kinds, waits } = await storeReadings(ctx, fresh.readings, source);
  const judged = await assessReadings(ctx, source, observations, { ...settings.limits, ...ctx.thresholds });
  const proposed =
    judged.proposed +
    (await draftNotices(ctx, source, fresh.listed)) +
    (await proposeFeedRows(
      ctx,
      source,
      document,
      known.map((row) => ({ ...row, key: source.rowKey(row) })),
    ));
  const { madeAt, rows, matchedRows } = document;
  const read = { source: url, scope, madeAt: String(madeAt), rows, matchedRows, ...oddRows(document, fresh) };
  return { ...read, ...kinds, ...(elsewhere > 0 ? { elsewhere } : {}), waits, ...judged, proposed, ...shrunk };
}

/** A sound document and its address. */
interface Sound extends DocumentComparison {
  url: string;
  document: ReadDocument;
  /** The document without old rows. */
  fresh: FreshRows;
}

/** What one poll learned from the addresses that gave no sound document. */
interface Tried {
  /** Reasons, with the delay in seconds that each server asked for, or null. */
  faults: { reason: string; retryAfter: number | null }[];
  /** Counts about the fullest document with too few rows. */
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
  { ctx, settings, source, known, signal }: PollOf,
  fetchChanged: Fetch,
  url: string,
  tried: Tried,
): Promise<Sound | undefined> {
  const { timeoutSeconds, maxBytes, userAgent, frozenMinutes } = settings;
  try {
    const { body } = await fetchChanged(url, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
    const document = source.read(body, known, ctx.now);
    const fresh = freshRows(document, ctx.now, frozenMinutes);
    const measured = await compareWithEarlierPolls(ctx, source, url, document, fresh, settings);
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
