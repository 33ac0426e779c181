import type { Temporal } from "temporal-polyfill";
import { FEED_PUBLISHER } from "../feed/observation.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Crossing } from "../places/crossing.ts";
import { groupedBy } from "../places/scope.ts";
import type { ChangeDraft, ReportDraft } from "../record/draft.ts";
import type { NewProposal } from "../record/proposal.ts";
import type { ReportHead, Source } from "../record/report.ts";
import { compareInstants, type Publication } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";
import type { Mode } from "../vocabulary.ts";

/** Drafts and proposals of the job that polls the feed. The feed covers entries only, so all of them are northbound. */

/** The name of the job that reads the feed. */
export const FEED_JOB = "poll-feed";

/** Returns CBP's wait-time feed as a source, cited for its contents at `at`. */
export const feedSource = (at: Publication): Source => ({
  kind: "feed",
  publisher: FEED_PUBLISHER,
  title: "Border Wait Times",
  url: "https://bwt.cbp.gov/",
  publishedAt: at,
});

const northbound = (
  crossing: Crossing,
  modes: Mode[],
  change: Omit<ChangeDraft, "crossing" | "modes" | "directions">,
): ChangeDraft => ({
  crossing: crossing.slug,
  modes,
  directions: ["northbound"],
  ...change,
});

/**
 * Drafts the report that lifts a restriction. Its onset is unknown, because the service opened at some time before the
 * traffic was filed.
 */
export function liftDraft(
  crossing: Crossing,
  mode: Mode,
  movingAt: Temporal.Instant,
  restriction: ReportHead,
  filings: number,
): ReportDraft {
  return {
    source: feedSource(movingAt),
    note: `Traffic was filed ${filings} times in a row, under what ${restriction.source.publisher} said in report ${restriction.id}.`,
    changes: [northbound(crossing, [mode], { status: "open", onset: "unknown", effectiveAt: movingAt })],
    claims: [],
  };
}

/** Returns the key prefix of traffic under one restriction. Only one such proposal is open at a time. */
export const trafficPrefix = (slug: string, restriction: ReportHead): string => `traffic:${slug}:${restriction.id}`;

/** Proposes to lift a restriction that the feed may not lift by itself. */
export function trafficProposal(
  crossing: Crossing,
  modes: Mode[],
  movingAt: Temporal.Instant,
  restriction: ReportHead,
): NewProposal {
  const { name, slug, timeZone } = crossing;
  return {
    key: `${trafficPrefix(slug, restriction)}${modes.toSorted().join("+")}`,
    job: FEED_JOB,
    title: `Traffic at ${name.en}, which is restricted on record`,
    grounds: `CBP's feed shows ${modes.join(" and ")} traffic northbound as of ${showMoment(movingAt, timeZone, "en")}. ${restriction.source.publisher} restricted it in report ${restriction.id}. Accept if it is open again.`,
    draft: {
      source: feedSource(movingAt),
      changes: [northbound(crossing, modes, { status: "open", onset: "unknown", effectiveAt: movingAt })],
      claims: [],
    },
  };
}

/** Returns the key prefix of one crossing's silences. Only one such proposal is open at a time. */
export const silencePrefix = (slug: string): string => `silence:${slug}:`;

/** A mode that became silent, and when a lane of it last moved. */
export interface SilentMode {
  mode: Mode;
  since: Temporal.Instant;
}

/** Proposes that a silent crossing may be suspended. An operator has to confirm the draft elsewhere first. */
export function silenceProposal(crossing: Crossing, silent: readonly SilentMode[]): NewProposal {
  const { name, slug, timeZone } = crossing;
  const groups = [...groupedBy(silent, ({ since }) => String(since)).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ since: first.since, modes: [first, ...more].map(({ mode }) => mode) }],
  );
  const grounds = groups.map(
    ({ modes, since }) => `No ${modes.join(" or ")} lane moved since ${showMoment(since, timeZone, "en")}`,
  );
  const newest = groups
    .map(({ since }) => since)
    .sort(compareInstants)
    .at(-1);
  if (newest === undefined) throw new RangeError("no mode is silent");
  return {
    key: `${silencePrefix(slug)}${groups.map(({ modes, since }) => `${modes.toSorted().join("+")}@${since}`).join(",")}`,
    job: FEED_JOB,
    title: `Possible suspension of ${name.en}`,
    grounds: `${grounds.join(". ")}, in hours in which it usually does. It may be shut, or nobody may be filing: ask before you accept.`,
    draft: {
      source: feedSource(newest),
      note: "No traffic in CBP's wait-time feed",
      changes: groups.map(({ modes, since }) =>
        northbound(crossing, modes, { status: "suspended", onset: "unknown", effectiveAt: since }),
      ),
      claims: [],
    },
  };
}

/** The key prefix of doubts about the feed itself. Only one such proposal is open at a time. */
export const FEED_SILENCE = "feed-silence:";

/**
 * Proposes that the feed may be failing, because many crossings became silent together. An accepted proposal is
 * recorded as a note.
 */
export function feedSilenceProposal(crossings: readonly Crossing[], since: Temporal.Instant): NewProposal {
  const names = [...new Set(crossings.map(({ name }) => name.en))];
  return {
    key: `${FEED_SILENCE}${since.toZonedDateTimeISO("UTC").toPlainDate()}`,
    job: FEED_JOB,
    title: `CBP's feed may be faltering: ${names.length} crossings fell silent together`,
    grounds: `No lane moved at ${names.join(", ")} since about ${showMoment(since, "UTC", "en")}, in hours in which they usually do. So many at once point to the feed, not to closures. Dismiss this once the feed is whole again.`,
    draft: {
      source: feedSource(since),
      note: `CBP's wait-time feed showed no traffic at ${names.length} crossings at once.`,
      changes: [],
      claims: [],
    },
  };
}

/** Returns the key prefix of different hours at a crossing. Only one such proposal is open at a time. */
export const hoursPrefix = (slug: string): string => `hours:${slug}:`;

/** Proposes to adopt the hours that the feed has listed for days. */
export function hoursProposal(crossing: Crossing, modes: Mode[], listed: Hours, since: Temporal.Instant): NewProposal {
  const { name, slug, timeZone } = crossing;
  const day = since.toZonedDateTimeISO(timeZone).toPlainDate();
  return {
    key: `${hoursPrefix(slug)}${listed.text}:${day}`,
    job: FEED_JOB,
    title: `Other hours at ${name.en}: ${listed.text}`,
    grounds: `CBP's feed lists ${listed.text} since ${showMoment(day, timeZone, "en")} or longer, and the record has other hours for ${modes.join(" and ")} northbound.`,
    draft: {
      source: feedSource(since),
      changes: [northbound(crossing, modes, { hours: listed, effectiveAt: day })],
      claims: [],
    },
  };
}
