import type { Temporal } from "temporal-polyfill";
import { CBP_WAIT_TIMES, citeFeed, type PolledFeed } from "../feed/origin.ts";
import { groupBy } from "../group-by.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Crossing } from "../places/crossing.ts";
import { entryDirection } from "../places/region.ts";
import type { ChangeDraft, ReportDraft } from "../record/draft.ts";
import type { OpenLimits } from "../record/limits.ts";
import type { NewProposal } from "../record/proposal.ts";
import type { ReportHead, Source } from "../record/report.ts";
import { localDay } from "../time/local-day.ts";
import { latestInstant, type Publication } from "../time/moment.ts";
import type { Mode } from "../vocabulary.ts";
import type { LiftFinding } from "./assessment.ts";
import { recordedMoment } from "./recorded-moment.ts";

/**
 * Drafts for the job that polls the feed. The feed covers only traffic into its own country, so all changes are in that
 * direction.
 */

/** Name of the job that polls CBP's wait times. */
export const FEED_JOB = CBP_WAIT_TIMES.job;

/** Returns the source to cite for CBP's wait times. `at` is the time of publication. */
export const feedSource = (at: Publication): Source => citeFeed(CBP_WAIT_TIMES, at);

/**
 * Adds the feed's name to a key, so that no two feeds share keys. CBP's keys have no name because they are older than
 * this rule.
 */
export const keyIn = ({ name }: PolledFeed, key: string): string =>
  name === CBP_WAIT_TIMES.name ? key : `${key}${name}:`;

const entering = (
  crossing: Crossing,
  modes: Mode[],
  change: Omit<ChangeDraft, "crossing" | "modes" | "directions">,
): ChangeDraft => ({
  crossing: crossing.slug,
  modes,
  directions: [entryDirection(crossing)],
  ...change,
});

/**
 * Drafts the report that lifts restrictions. The onset is unknown, because the service opened some time before the
 * traffic.
 */
export function liftDraft(
  feed: PolledFeed,
  crossing: Crossing,
  mode: Mode,
  { movingAt, reports, filings, limits }: LiftFinding,
): ReportDraft {
  const said = reports.map(({ id, source }) => `the restriction stated by ${source.publisher} in report ${id}`);
  return {
    source: citeFeed(feed, movingAt),
    note: `Traffic was filed ${filings} times in a row, despite ${said.join(" and ")}.`,
    changes: [
      entering(crossing, [mode], {
        status: "open",
        ...limits,
        onset: "unknown",
        effectiveAt: movingAt,
        lifts: reports.map(({ id }) => id),
      }),
    ],
    claims: [],
  };
}

/** Returns the key prefix of proposals about traffic under a restriction. Only one such proposal is open at a time. */
export const trafficPrefix = (slug: string, restriction: ReportHead): string => `traffic:${slug}:${restriction.id}`;

/** A mode with traffic, and its limits before the restriction. */
export interface MovingMode {
  mode: Mode;
  limits: OpenLimits;
}

/** Drafts the proposal to lift a restriction that the feed may not lift by itself. */
export function trafficProposal(
  feed: PolledFeed,
  crossing: Crossing,
  moving: readonly MovingMode[],
  movingAt: Temporal.Instant,
  restriction: ReportHead,
): NewProposal {
  const { name, slug, timeZone } = crossing;
  const modes = moving.map(({ mode }) => mode);
  const change = { status: "open", onset: "unknown", effectiveAt: movingAt, lifts: "all" } as const;
  const alike = groupBy(moving, ({ limits: { limited, programmes } }) => [limited, ...programmes].join());
  return {
    key: `${trafficPrefix(slug, restriction)}${modes.toSorted().join("+")}`,
    job: feed.job,
    title: `Traffic at ${name.en}, which is restricted on record`,
    grounds: `${feed.shortName} shows ${modes.join(" and ")} traffic ${entryDirection(crossing)} as of ${recordedMoment(movingAt, timeZone)}. ${restriction.source.publisher} reported the restriction in report ${restriction.id}. Accept if the crossing is open again.`,
    draft: {
      source: citeFeed(feed, movingAt),
      changes: [...alike.values()].map((some) =>
        entering(
          crossing,
          some.map(({ mode }) => mode),
          { ...change, ...some[0]?.limits },
        ),
      ),
      claims: [],
    },
  };
}

/** Returns the key prefix of proposals about a crossing without traffic. Only one such proposal is open at a time. */
export const silencePrefix = (slug: string): string => `silence:${slug}:`;

/** A mode without traffic, and the time of its last traffic. */
export interface SilentMode {
  mode: Mode;
  since: Temporal.Instant;
}

/**
 * Drafts the proposal to record a crossing without traffic as suspended. Operators check another source before they
 * accept it.
 */
export function silenceProposal(feed: PolledFeed, crossing: Crossing, silent: readonly SilentMode[]): NewProposal {
  const { name, slug, timeZone } = crossing;
  const groups = [...groupBy(silent, ({ since }) => String(since)).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ since: first.since, modes: [first, ...more].map(({ mode }) => mode) }],
  );
  const grounds = groups.map(
    ({ modes, since }) => `No ${modes.join(" or ")} lane has moved since ${recordedMoment(since, timeZone)}`,
  );
  const newest = latestInstant(groups.map(({ since }) => since));
  if (newest === null) throw new RangeError("no mode is silent");
  return {
    key: `${silencePrefix(slug)}${groups.map(({ modes, since }) => `${modes.toSorted().join("+")}@${since}`).join(",")}`,
    job: feed.job,
    title: `Possible suspension of ${name.en}`,
    grounds: `${grounds.join(". ")}, although there usually is traffic in these hours. The crossing may be shut, or perhaps nobody is filing wait times: ask before you accept.`,
    draft: {
      source: citeFeed(feed, newest),
      note: `No traffic in ${feed.fullName}`,
      changes: groups.map(({ modes, since }) =>
        entering(crossing, modes, { status: "suspended", onset: "unknown", effectiveAt: since }),
      ),
      claims: [],
    },
  };
}

/** Key prefix of proposals that doubt the feed itself. Only one is open at a time. */
export const FEED_SILENCE = "feed-silence:";

/**
 * Drafts a proposal that doubts the feed, because many crossings fell silent together. If accepted, it becomes an
 * advisory.
 */
export function feedSilenceProposal(
  feed: PolledFeed,
  crossings: readonly Crossing[],
  since: Temporal.Instant,
): NewProposal {
  const names = [...new Set(crossings.map(({ name }) => name.en))];
  return {
    key: `${keyIn(feed, FEED_SILENCE)}${localDay(since, "UTC")}`,
    job: feed.job,
    title: `${feed.shortName} may be faltering: ${names.length} crossings fell silent together`,
    grounds: `No lane has moved at ${names.join(", ")} since about ${recordedMoment(since, "UTC")}, although there usually is traffic in these hours. So many silent crossings at once point to the feed, not to closures. Dismiss this once the feed works again.`,
    draft: {
      source: citeFeed(feed, since),
      note: `${feed.fullName} showed no traffic at ${names.length} crossings at once.`,
      changes: [],
      claims: [],
    },
  };
}

/**
 * Returns the key prefix of proposals about differing hours at a crossing. Only one such proposal is open at a time.
 */
export const hoursPrefix = (slug: string): string => `hours:${slug}:`;

/** Drafts the proposal to adopt hours that the feed has listed for days. */
export function hoursProposal(
  feed: PolledFeed,
  crossing: Crossing,
  modes: Mode[],
  listed: Hours,
  since: Temporal.Instant,
): NewProposal {
  const { name, slug, timeZone } = crossing;
  const day = localDay(since, timeZone);
  return {
    key: `${hoursPrefix(slug)}${listed.text}:${day}`,
    job: feed.job,
    title: `Other hours at ${name.en}: ${listed.text}`,
    grounds: `${feed.shortName} has listed ${listed.text} since at least ${recordedMoment(day, timeZone)}, but the record has other hours for ${modes.join(" and ")} ${entryDirection(crossing)}.`,
    draft: {
      source: citeFeed(feed, since),
      changes: [entering(crossing, modes, { hours: listed, effectiveAt: day })],
      claims: [],
    },
  };
}
