import { basename } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { listPauses, pauseSource } from "../actions/feed/pause-source.ts";
import { draftAnnouncements } from "../actions/proposals/draft-announcements.ts";
import type { Context } from "../context.ts";
import { readAnnouncements } from "../feeds/cbp-releases/read.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Fetch, rememberingFetch } from "../feeds/fetch/fetch-changed.ts";
import { storableText } from "../feeds/fetch/storable-text.ts";
import type { Counts } from "../store/job-runs.ts";

import { FailedRun, type Job } from "./job.ts";

/** The announcement feeds to read, and how to fetch them. */
export interface AnnouncementSettings {
  schedule: string;
  sources: readonly Source[];
  timeoutSeconds: number;
  maxBytes: number;
  userAgent: string;
}

interface Source {
  publisher: string;
  url: string;
}

/** If a server asks for more than a day, wait a day: a mistake on its side must not stop the reading forever. */
const LONGEST_PAUSE_SECONDS = 86_400;

/**
 * The maximum number of characters for one reason, and for the whole text of a run. A reason may quote a response body.
 */
const MOST = { reason: 300, told: 1500 };

/**
 * The result of a run. `faults` are the reasons why sources could not be read. `notes` name anything else that was left
 * out.
 */
interface Watched {
  counts: Record<"sources" | "items" | "proposed" | "amended" | "leftOut" | "resting", number>;
  faults: string[];
  notes: string[];
}

/**
 * The job that reads the announcements of agencies and proposes reports from those that mention a crossing. It records
 * nothing by itself. If a source cannot be read, the run fails with the reason, but reads the other sources. A source
 * whose server asked clients to wait is skipped until then. An item that cannot be read is named in the counts.
 */
export function watchAnnouncements(settings: AnnouncementSettings): Job {
  const fetchChanged = rememberingFetch();
  const { schedule, sources, timeoutSeconds } = settings;
  return {
    name: "watch-announcements",
    schedule,
    limitSeconds: (timeoutSeconds + 10) * Math.max(1, sources.length),
    async run(ctx, signal) {
      const clock = runningFrom(ctx.now);
      const pauses = await listPauses(ctx, clock());
      const counts = { sources: 0, items: 0, proposed: 0, amended: 0, leftOut: 0, resting: 0 };
      const watched: Watched = { counts, faults: [], notes: [] };
      for (const source of sources) {
        const until = pauses.get(source.url);
        if (until === undefined) await watchOne(ctx, settings, fetchChanged, source, watched, clock, signal);
        else {
          counts.resting++;
          watched.notes.push(`${nameOf(source.url)} asked to be left alone until ${until}`);
        }
      }
      return told(watched);
    },
  };
}

async function watchOne(
  ctx: Context,
  { timeoutSeconds, maxBytes, userAgent }: AnnouncementSettings,
  fetchChanged: Fetch,
  source: Source,
  { counts, faults, notes }: Watched,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
): Promise<void> {
  const { url } = source;
  const named = (reason: string) => storableText(`${nameOf(url)}: ${reason}`).slice(0, MOST.reason);
  try {
    const { body } = await fetchChanged(url, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
    const { announcements, leftOut } = readAnnouncements(body);
    const drafted = await draftAnnouncements(ctx, source, announcements);
    const all = [...leftOut, ...drafted.leftOut];
    counts.sources++;
    counts.items += drafted.items;
    counts.proposed += drafted.proposed;
    counts.amended += drafted.amended;
    counts.leftOut += all.length;
    notes.push(...all.map(named));
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const asked = error instanceof FeedError ? (error.retryAfter ?? 0) : 0;
    if (asked <= 0) return void faults.push(named(reason));
    const until = clock().add({ seconds: Math.min(Math.ceil(asked), LONGEST_PAUSE_SECONDS) });
    faults.push(named(`${reason} It asks to be left alone until ${until}.`));
    await pauseSource(ctx, url, until);
  }
}

/**
 * Returns the counts of a run, with notes on what it left out.
 * @throws FailedRun if a source could not be read, or no source was read because all were paused
 */
function told({ counts: { amended, leftOut, resting, ...main }, faults, notes }: Watched): Counts {
  const some = Object.fromEntries(Object.entries({ amended, leftOut, resting }).filter(([, count]) => count > 0));
  const counts = { ...main, ...some, ...(notes.length > 0 ? { notes: notes.join("; ").slice(0, MOST.told) } : {}) };
  if (faults.length > 0) throw new FailedRun(faults.join("; ").slice(0, MOST.told), counts);
  if (main.sources === 0 && resting > 0) throw new FailedRun(`Nothing was read: ${notes.join("; ")}`, counts);
  return counts;
}

/** Returns an address in its public form: without user, query, or folders of this machine. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return "an address that is none";
  const { protocol, origin, pathname } = new URL(url);
  return protocol === "file:" ? `file ${basename(pathname)}` : `${origin}${pathname}`;
}

/**
 * Returns a clock that starts at an instant and advances with the monotonic timer, because a run reads the machine's
 * clock only once.
 */
function runningFrom(start: Temporal.Instant): () => Temporal.Instant {
  const began = performance.now();
  return () => start.add({ milliseconds: Math.ceil(performance.now() - began) });
}
