import { basename } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { listPauses, pauseSource } from "../actions/feed/pause-source.ts";
import type { Context } from "../context.ts";
import { storableText } from "../domain/plain-text.ts";
import { cbpReleases } from "../feeds/cbp-releases/source.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Fetch, rememberingFetch } from "../feeds/fetch/fetch-changed.ts";
import { fetchDocument } from "../feeds/fetch/fetch-document.ts";
import type { SourceAddress } from "../feeds/source.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";
import type { Counts } from "../store/job-runs.ts";
import { declareJob } from "./declared-job.ts";
import { FETCH_SETTINGS, fetchSettings, retryPolicyOf } from "./fetch-settings.ts";
import { FailedRun, type Job } from "./job.ts";
import { MOST_PAGES, type ProposedSource, proposeItems } from "./propose-items.ts";

/** Declares the job that proposes a source's items to operators. */
export const watchingJob = (source: ProposedSource) =>
  declareJob<typeof FETCH_SETTINGS>({
    settings: { ...source.settings, ...FETCH_SETTINGS },
    make: (settings, userAgent) => {
      const { schedule, addresses, contact } = source.plan(settings);
      const fetching = fetchSettings(settings, userAgent, contact);
      return {
        ...watchAnnouncements({ schedule, sources: addresses, sourceSettings: settings, ...fetching }, source),
        // A run reads many servers, and one failing server must not delay the others. So the job itself has no backoff.
        // Each address is paused for as long as its server asks.
        retryPolicy: { ...retryPolicyOf(settings), longestBackoffSeconds: 0 },
      };
    },
  });

/** Announcements to watch, and settings for fetching them. */
export interface AnnouncementSettings {
  schedule: string;
  sources: readonly SourceAddress[];
  /** Settings of the source itself. */
  sourceSettings?: SettingsOf<SettingShape>;
  timeoutSeconds: number;
  maxBytes: number;
  userAgent: string;
}

/** Longest pause that a server may ask for: a day. A server's mistake must not stop the polling forever. */
const LONGEST_PAUSE_SECONDS = 86_400;

/** Maximum length of one reason, and of the text of a run, in characters. A reason may quote a response body. */
const MOST = { reason: 300, told: 1500 };

/** Result of a run. `faults` say why sources could not be read. `notes` name everything else that was left out. */
interface Watched {
  counts: Record<"sources" | "items" | "proposed" | "amended" | "leftOut" | "resting", number>;
  faults: string[];
  notes: string[];
}

/**
 * Creates the job that reads announcements or other items, and proposes those about crossings to operators. It records
 * nothing by itself. If a source cannot be read, the run fails after reading the others. A source is skipped while its
 * server asks clients to wait.
 */
export function watchAnnouncements(settings: AnnouncementSettings, source: ProposedSource = cbpReleases): Job {
  const fetchChanged = rememberingFetch();
  const { schedule, sources, timeoutSeconds } = settings;
  return {
    name: source.job,
    schedule,
    limitSeconds:
      (timeoutSeconds + 10) * Math.max(1, sources.length) * (source.gives === "advisories" ? MOST_PAGES : 1),
    async run(ctx, signal) {
      const clock = runningFrom(ctx.now);
      const pauses = await listPauses(ctx, clock());
      const counts = { sources: 0, items: 0, proposed: 0, amended: 0, leftOut: 0, resting: 0 };
      const watched: Watched = { counts, faults: [], notes: [] };
      for (const address of sources) {
        const until = pauses.get(address.url);
        if (until === undefined) await watchOne(ctx, settings, source, fetchChanged, address, watched, clock, signal);
        else {
          counts.resting++;
          watched.notes.push(`${nameOf(address.url)} asked clients to wait until ${until}`);
        }
      }
      return told(watched);
    },
  };
}

async function watchOne(
  ctx: Context,
  { timeoutSeconds, maxBytes, userAgent, sourceSettings = {} }: AnnouncementSettings,
  source: ProposedSource,
  fetchChanged: Fetch,
  address: SourceAddress,
  { counts, faults, notes }: Watched,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
): Promise<void> {
  const { url } = address;
  const named = (reason: string) => storableText(`${nameOf(url)}: ${reason}`, MOST.reason);
  try {
    const limits = { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal };
    const drafted = await proposeItems(ctx, source, address, sourceSettings, {
      first: async () => (await fetchChanged(address.secretUrl ?? url, limits)).body,
      // Further pages have a new address each time, so they are not remembered.
      next: async (page) => (await fetchDocument(page, limits)).body,
    });
    const all = drafted.leftOut;
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
    faults.push(named(`${reason} The server asks clients to wait until ${until}.`));
    await pauseSource(ctx, url, until);
  }
}

/**
 * Returns the counts of a run, including everything left out.
 * @throws FailedRun if a source could not be read, or if all are paused
 */
function told({ counts: { amended, leftOut, resting, ...main }, faults, notes }: Watched): Counts {
  const some = Object.fromEntries(Object.entries({ amended, leftOut, resting }).filter(([, count]) => count > 0));
  const counts = {
    ...main,
    ...some,
    ...(notes.length > 0 ? { notes: storableText(notes.join("; "), MOST.told) } : {}),
  };
  if (faults.length > 0) throw new FailedRun(storableText(faults.join("; "), MOST.told), counts);
  if (main.sources === 0 && resting > 0) throw new FailedRun(`Nothing was read: ${notes.join("; ")}`, counts);
  return counts;
}

/** Returns an address in a form fit for publication: without user, query, or folders of this machine. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return "an invalid address";
  const { protocol, origin, pathname } = new URL(url);
  return protocol === "file:" ? `file ${basename(pathname)}` : `${origin}${pathname}`;
}

/**
 * Returns a clock that starts at an instant and follows the monotonic timer. A run reads the machine's clock only once.
 */
function runningFrom(start: Temporal.Instant): () => Temporal.Instant {
  const began = performance.now();
  return () => start.add({ milliseconds: Math.ceil(performance.now() - began) });
}
