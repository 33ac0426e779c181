import { setTimeout } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../actions/crossings/all-crossings.ts";
import type { ReadCount } from "../actions/record/counts/plan-counts.ts";
import { recordCounts } from "../actions/record/counts/record-counts.ts";
import type { Context } from "../context.ts";
import { groupBy } from "../domain/group-by.ts";
import { type Crossing, serviceKey } from "../domain/places/crossing.ts";
import { storableText } from "../domain/plain-text.ts";
import { localDay } from "../domain/time/local-day.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { fetchDocument } from "../feeds/fetch/fetch-document.ts";
import type { CountsSource, SourceCount } from "../feeds/source.ts";
import type { Counts } from "../store/job-runs.ts";
import { declareJob } from "./declared-job.ts";
import { FETCH_SETTINGS, fetchSettings, retryPolicyOf } from "./fetch-settings.ts";
import { FailedRun, type Job } from "./job.ts";

/** Declares the job that reads a source of counts. */
export const countingJob = (source: CountsSource) =>
  declareJob<typeof FETCH_SETTINGS>({
    settings: { ...source.settings, ...FETCH_SETTINGS },
    make: (settings, userAgent) => {
      const { schedule, addresses } = source.plan(settings);
      const urls = addresses.map(({ url }) => url);
      const job = readCountsJob({ schedule, urls, ...fetchSettings(settings, userAgent) }, source);
      return { ...job, retryPolicy: retryPolicyOf(settings) };
    },
  });

/** Settings for requesting counts. */
export interface CountSettings {
  schedule: string;
  /** Addresses, tried in order until one returns all its pages. */
  urls: readonly string[];
  timeoutSeconds: number;
  maxBytes: number;
  userAgent: string;
  /** Pause before a page is requested again. Each further pause is twice as long. */
  pauseMs?: number;
}

/** Past months to request. The publisher revises the last year, and sometimes the one before. */
const MONTHS_BACK = 24;

/** Attempts at a page before the job gives up on its address. */
const ATTEMPTS = 4;

/** Maximum number of pages. About ten are normal; a server that sends more than 50 is ignoring the offset. */
const MOST_PAGES = 50;

/** Maximum length of the text about skipped rows, in characters. */
const MOST_TOLD = 1500;

/**
 * Creates the job that records the newest counts of a source. Nothing is recorded until all pages are read. A failed
 * page is requested a few more times, and then the next address is tried. If all addresses fail, so does the run, and
 * the next run starts over.
 */
export function readCountsJob(settings: CountSettings, source: CountsSource): Job {
  const { schedule, urls, timeoutSeconds } = settings;
  return {
    name: source.job,
    schedule,
    limitSeconds: Math.max(120, 10 * timeoutSeconds * urls.length),
    async run(ctx, signal) {
      const crossings = [...(await allCrossings(ctx)).values()];
      const faults: FeedError[] = [];
      for (const url of urls) {
        const read = await readPages({ settings, source, crossings, url, now: ctx.now, signal }).catch((error) => {
          signal.throwIfAborted();
          if (!(error instanceof FeedError)) throw error;
          faults.push(error);
        });
        if (read !== undefined) return record(ctx, source, read);
      }
      const retryAfterSeconds = Math.max(0, ...faults.map(({ retryAfter }) => retryAfter ?? 0));
      throw new FailedRun(
        faults.map(({ message }) => message).join("; "),
        retryAfterSeconds > 0 ? { retryAfterSeconds } : {},
      );
    },
  };
}

/** All pages of an address. */
interface PagesRead {
  pages: number;
  rows: number;
  items: SourceCount[];
  leftOut: string[];
}

interface PagesAsked {
  settings: CountSettings;
  source: CountsSource;
  crossings: readonly Crossing[];
  url: string;
  now: Temporal.Instant;
  signal: AbortSignal;
}

async function readPages(asked: PagesAsked): Promise<PagesRead> {
  const { source, crossings, url, now } = asked;
  const since = localDay(now, "UTC").toPlainYearMonth().subtract({ months: MONTHS_BACK });
  const read: PagesRead = { pages: 0, rows: 0, items: [], leftOut: [] };
  for (;;) {
    const page = await readPage(asked, source.pageAddress(url, crossings, since, read.rows));
    read.pages++;
    read.rows += page.rows;
    read.items.push(...page.items);
    read.leftOut.push(...page.leftOut);
    if (page.rows < source.pageRows) return read;
    if (read.pages >= MOST_PAGES)
      throw new FeedError("not_a_feed", `The server sent more than ${MOST_PAGES} pages of counts.`);
  }
}

async function readPage({ settings, source, crossings, signal }: PagesAsked, address: string) {
  const { timeoutSeconds, maxBytes, userAgent, pauseMs = 2_000 } = settings;
  for (let attempt = 1; ; attempt++) {
    try {
      const { body } = await fetchDocument(address, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
      return source.read(body, crossings);
    } catch (error) {
      signal.throwIfAborted();
      const isLasting =
        error instanceof FeedError && error.status !== null && error.status < 429 && error.status >= 400;
      if (attempt >= ATTEMPTS || isLasting || !(error instanceof FeedError) || (error.retryAfter ?? 0) > 0) throw error;
      await setTimeout(pauseMs * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

async function record(ctx: Context, source: CountsSource, { pages, rows, items, leftOut }: PagesRead): Promise<Counts> {
  const { counts, doubtful } = single(items);
  const actor = { id: source.job, name: `job:${source.job}`, role: "admin" as const };
  const recorded = await recordCounts({ ...ctx, actor }, source.name, source.cite, counts);
  const notes = [...leftOut, ...doubtful];
  return {
    pages,
    rows,
    counts: counts.length,
    ...recorded,
    ...(notes.length > 0 ? { leftOut: notes.length, notes: storableText(notes.join("; "), MOST_TOLD) } : {}),
  };
}

/** Returns one count per service and month. If rows contradict each other, drops them all. */
function single(items: readonly SourceCount[]): { counts: ReadCount[]; doubtful: string[] } {
  const byKey = groupBy(items, (item) => `${serviceKey(item)} ${item.month}`);
  const counts: ReadCount[] = [];
  const doubtful: string[] = [];
  for (const [key, same] of byKey) {
    const numbers = [...new Set(same.map(({ number }) => number))];
    const [first] = same;
    if (first !== undefined && numbers.length === 1) counts.push(first);
    else doubtful.push(`${key} has ${numbers.join(" and ")}`);
  }
  return { counts, doubtful };
}
