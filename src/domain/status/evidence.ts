import type { Temporal } from "temporal-polyfill";
import { missingWithin } from "../feed/silence.ts";
import { contradictingTraffic, type FeedTraffic, isCurrent, movingWithin, sourceOfTraffic } from "../feed/traffic.ts";
import { NO_LIMITS } from "../record/limits.ts";
import type { Claim, Source, StatusChange, TrafficCount } from "../record/report.ts";
import { hasStateDuring } from "../record/restrictions.ts";
import { byEffect, claimedPeriod, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, endOf, type Moment, startOf } from "../time/moment.ts";
import type { Certainty, ConfirmationKind, Programme } from "../vocabulary.ts";
import type { ChangeRun } from "./change-run.ts";
import { agrees, type Conflict } from "./conflict.ts";
import { attestingCount, countConflict, countOfMonth, isByCount } from "./counted.ts";

/** Durations for which evidence remains valid. Each duration is a setting. */
export interface Thresholds {
  /** `FEED_FRESH_MINUTES`: maximum age of a stamp that proves traffic. */
  freshMinutes: number;
  /** `OPEN_EVIDENCE_DAYS`: days for which an open status stays credible without a statement or traffic. */
  openEvidenceDays: number;
  /** `OVERDUE_DOUBT_HOURS`: hours for which a restriction is still assumed after its expected end. */
  overdueDoubtHours: number;
}

/**
 * A run that an answer is about, and the programme that the question names. `askedFor` is null if the question names
 * none.
 */
export interface AnsweredRun extends ChangeRun {
  askedFor: Programme | null;
}

/** Returns the claims that agree with a run, began within the run, and began at or before `at`. */
function agreeingClaims(timeline: Timeline, run: AnsweredRun, at: Temporal.Instant): RecordedLine<Claim>[] {
  return timeline.claims.filter(
    (claim) =>
      !claim.denied &&
      agrees(claim, run, run.askedFor) &&
      compareInstants(run.supportedFrom, claim.startsAt) <= 0 &&
      compareInstants(claim.startsAt, at) <= 0,
  );
}

/**
 * Returns the newest count of traffic at or before `at`, if the run is open and the month of the count began within the
 * run.
 */
function countWithin(timeline: Timeline, run: AnsweredRun, at: Temporal.Instant): RecordedLine<TrafficCount>[] {
  const count = run.status === "open" ? attestingCount(timeline, at) : undefined;
  return count !== undefined && compareInstants(run.first.startsAt, count.startsAt) <= 0 ? [count] : [];
}

/**
 * Returns true if a claim states the same restriction for a period that has not ended at `at`, or that ended less than
 * `OVERDUE_DOUBT_HOURS` before. Such a claim keeps an overdue restriction from being doubted.
 */
export const isRestated = (
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  { overdueDoubtHours }: Thresholds,
): boolean =>
  agreeingClaims(timeline, run, at).some(
    (claim) => compareInstants(at, claimedPeriod(claim, timeline.zone).to.add({ hours: overdueDoubtHours })) < 0,
  );

/**
 * Returns the time of the newest claim, count or reading that agrees with the run, with the precision of its source.
 * Returns null if there is none.
 */
export function confirmedAt(
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  traffic: FeedTraffic | null,
): Moment | null {
  const claim = [...agreeingClaims(timeline, run, at), ...countWithin(timeline, run, at)].sort(byEffect).at(-1);
  const moving = movingWithin(run, traffic);
  if (moving === null) return claim?.effectiveAt ?? null;
  return claim !== undefined && compareInstants(moving, claim.startsAt) < 0 ? claim.effectiveAt : moving;
}

/** Certainty of a status, and its confirmation. */
export interface Assurance {
  certainty: Certainty;
  /** Null if nothing confirms or attests the status. */
  confirmedBy: Confirmation | null;
}

/**
 * Returns the certainty of a run's status at `at`. `doubted` means that `at` falls within a day of change, or that the
 * expected end of the restrictions has passed.
 */
export function assuranceOf(
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  traffic: FeedTraffic | null,
  thresholds: Thresholds,
  doubted: boolean,
): Assurance {
  if (doubted) return UNCONFIRMED;
  const limit = at.subtract({ hours: 24 * thresholds.openEvidenceDays });
  if (run.status === "open") {
    const last = lastEvidence(timeline, run, at, traffic);
    const isRead = traffic !== null && !("hour" in traffic);
    const missing = isRead && missingWithin(traffic, run.supportedFrom) !== null;
    if (missing || compareInstants(last.at, limit) < 0) return UNCONFIRMED;
  }
  const moving = movingWithin(run, traffic);
  if (traffic !== null && moving !== null && isCurrent(traffic, moving, at, thresholds.freshMinutes))
    return confirmed("traffic", moving, sourceOfTraffic(traffic, moving));
  const word = otherWord(timeline, run, at, limit);
  if (word !== undefined) return confirmed("publisher", word.effectiveAt, word.report.source);
  const count = run.status === "open" ? countOfMonth(timeline, at) : undefined;
  return count === undefined
    ? { certainty: "announced", confirmedBy: null }
    : { certainty: "attested", confirmedBy: { kind: "count", at: count.effectiveAt, source: count.report.source } };
}

const UNCONFIRMED: Assurance = { certainty: "unconfirmed", confirmedBy: null };

const confirmed = (kind: ConfirmationKind, at: Moment, source: Source | null): Assurance => ({
  certainty: "confirmed",
  confirmedBy: { kind, at, source },
});

/**
 * Returns the newest change or claim in a run whose publisher is not the publisher of the change in force. Neither a
 * count nor an opening based on a count qualifies. A statement from before `limit` is too old to confirm an open
 * service.
 */
const otherWord = (timeline: Timeline, run: AnsweredRun, at: Temporal.Instant, limit: Temporal.Instant) =>
  [...run.changes.filter((change) => !isByCount(change)), ...agreeingClaims(timeline, run, at)]
    .filter((line) => isOther(line, run.standing))
    .filter((line) => run.status !== "open" || compareInstants(attested(timeline, line, at).at, limit) >= 0)
    .sort(byEffect)
    .at(-1);

/** Support for an answer besides its own report. `source` is null for CBP's wait-time feed. */
export interface Confirmation {
  kind: ConfirmationKind;
  at: Moment;
  source: Source | null;
}

/**
 * Evidence for a run's status: the latest time that it covers, that time as its source gave it, and its publisher. A
 * null publisher stands for the wait-time feed.
 */
export interface Evidence {
  at: Temporal.Instant;
  moment: Moment;
  publisher: string | null;
}

/** Returns the evidence, from the record or the feed, that covers the latest time up to `at`. */
export function lastEvidence(
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  traffic: FeedTraffic | null,
): Evidence {
  const lines = [run.standing, ...agreeingClaims(timeline, run, at), ...countWithin(timeline, run, at)];
  const words: Evidence[] = lines.map((line) => ({
    ...attested(timeline, line, at),
    publisher: line.report.source.publisher,
  }));
  const moving = movingWithin(run, traffic);
  if (moving !== null) words.push({ at: moving, moment: moving, publisher: null });
  return words.reduce((best, word) => (compareInstants(best.at, word.at) < 0 ? word : best));
}

function attested(
  timeline: Timeline,
  line: RecordedLine<StatusChange | Claim | TrafficCount>,
  at: Temporal.Instant,
): { at: Temporal.Instant; moment: Moment } {
  const until = "until" in line ? line.until : null;
  if (until === null) return { at: line.startsAt, moment: line.effectiveAt };
  const end = endOf(until, timeline.zone);
  return compareInstants(end, at) <= 0 ? { at: end, moment: until } : { at, moment: at };
}

/**
 * Returns the statement that contradicts the run at `at`, or null. Candidates are changes of other publishers that take
 * effect at the same instant as the change in force, and the newest claim of each other publisher. A claim from a
 * listing of the feed is always a candidate, regardless of the publisher of the change in force. A candidate must
 * disagree about the status or about the travellers. A claim must have begun at or before `at`, and must not have ended
 * before the change in force took effect. The newest candidate wins, unless a contradicting count is at least as new.
 * If there is neither, traffic under a restriction is the conflict.
 */
export function conflictOf(
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  traffic: FeedTraffic | null,
  thresholds: Thresholds,
): Conflict | null {
  const { standing } = run;
  const newestClaims = new Map<string, RecordedLine<Claim>>();
  for (const claim of timeline.claims)
    if ((isOther(claim, standing) || isListed(claim)) && !claim.denied && compareInstants(claim.startsAt, at) <= 0)
      newestClaims.set(claim.report.source.publisher, claim);
  const rivals = new Map<string, RecordedLine<StatusChange>>();
  for (const change of timeline.statusChanges)
    if (change.startsAt.equals(standing.startsAt) && isOther(change, standing))
      rivals.set(change.report.source.publisher, change);
  const words: RecordedLine<Claim | StatusChange>[] = [...newestClaims.values(), ...rivals.values()];
  const word = words
    .filter((line) => !agrees(line, run, run.askedFor) && disagrees(timeline, line, run))
    .sort(byEffect)
    .at(-1);
  const counted = countConflict(timeline, { status: run.status, startsAt: standing.startsAt }, at);
  const isLater = word === undefined || compareInstants(word.startsAt, startOf(counted?.at ?? at, timeline.zone)) <= 0;
  if (counted !== null && isLater) return counted;
  if (word !== undefined) {
    const { status, limited, programmes, effectiveAt, report } = word;
    return { status, limited, programmes, at: effectiveAt, source: report.source };
  }
  if (run.status === "open") return null;
  const moving = contradictingTraffic(traffic, standing.startsAt, at, thresholds.freshMinutes);
  return moving === null || traffic === null
    ? null
    : { ...NO_LIMITS, status: "open", at: moving, source: sourceOfTraffic(traffic, moving) };
}

const isOther = (line: RecordedLine<Claim | StatusChange>, standing: RecordedLine<StatusChange>): boolean =>
  line.report.source.publisher !== standing.report.source.publisher;

/**
 * Returns true if a claim comes from a listing of the feed and says that the service is open. The feed may contradict
 * its own publisher, too.
 */
const isListed = ({ status, report }: RecordedLine<Claim>): boolean =>
  status === "open" && report.source.kind === "feed";

function disagrees(
  timeline: Timeline,
  line: RecordedLine<Claim | StatusChange>,
  { standing, askedFor }: AnsweredRun,
): boolean {
  if (!("until" in line)) return true;
  const period = claimedPeriod(line, timeline.zone);
  const instant = period.from.equals(period.to);
  const over = compareInstants(period.to, standing.startsAt);
  if (instant ? over < 0 : over <= 0) return false;
  // A claim dated by a day or a month says that the status held at some moment of that period, not throughout.
  return (
    line.until !== null ||
    !hasStateDuring(timeline, period, (state) => state !== undefined && agrees(line, state, askedFor))
  );
}
