import type { Temporal } from "temporal-polyfill";
import { missingWithin } from "../feed/silence.ts";
import { contradictingTraffic, type FeedTraffic, isCurrent, movingWithin, sourceOfTraffic } from "../feed/traffic.ts";
import { NO_LIMITS } from "../record/limits.ts";
import type { Claim, Source, StatusChange, TrafficCount } from "../record/report.ts";
import { hasStateDuring } from "../record/restrictions.ts";
import { byEffect, claimedPeriod, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { laterBy } from "../time/later-by.ts";
import { compareInstants, endOf, type Moment, startOf } from "../time/moment.ts";
import type { Certainty, ConfirmationKind, Programme } from "../vocabulary.ts";
import type { ChangeRun } from "./change-run.ts";
import { agrees, type Conflict } from "./conflict.ts";
import { attestingCount, countConflict, countOfMonth, isByCount } from "./counted.ts";

/** Limits on the age of evidence. Each is a setting. */
export interface Thresholds {
  /** `FEED_FRESH_MINUTES`: maximum age of a feed's stamp that proves current traffic. */
  freshMinutes: number;
  /** `OPEN_EVIDENCE_DAYS`: an open status older than this needs a newer statement or traffic. */
  openEvidenceDays: number;
  /** `OVERDUE_DOUBT_HOURS`: a restriction is assumed to last for this long beyond its expected end. */
  overdueDoubtHours: number;
}

/** A run and the programme named in the question. `askedFor` is null if the question names none. */
export interface AnsweredRun extends ChangeRun {
  askedFor: Programme | null;
}

/** Returns a run with the programme of the question. */
export function answeredRun(
  { status, limited, programmes, restrictions, first, standing, changes, supportedFrom }: ChangeRun,
  askedFor: Programme | null,
): AnsweredRun {
  return { status, limited, programmes, restrictions, first, standing, changes, supportedFrom, askedFor };
}

/** Returns the claims up to `at` that began within a run and agree with it. */
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
 * Returns the newest count up to `at` that proves traffic, if the run is open and includes the start of the count's
 * month.
 */
function countWithin(timeline: Timeline, run: AnsweredRun, at: Temporal.Instant): RecordedLine<TrafficCount>[] {
  const count = run.status === "open" ? attestingCount(timeline, at) : undefined;
  return count !== undefined && compareInstants(run.first.startsAt, count.startsAt) <= 0 ? [count] : [];
}

/**
 * Returns true if a claim states the same restriction for a period that ended at most `OVERDUE_DOUBT_HOURS` before
 * `at`. Such a claim removes the doubt about an overdue restriction.
 */
export const isRestated = (
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  { overdueDoubtHours }: Thresholds,
): boolean =>
  agreeingClaims(timeline, run, at).some(
    (claim) => compareInstants(at, laterBy(claimedPeriod(claim, timeline.zone).to, { hours: overdueDoubtHours })) < 0,
  );

/**
 * Returns the time of the newest claim, count or reading that agrees with the run, or null. The time has the precision
 * of its source.
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

/** How certain a status is, and why. */
export interface Assurance {
  certainty: Certainty;
  /** Null if no other evidence supports the status. */
  confirmedBy: Confirmation | null;
}

/**
 * Returns the certainty of a run's status at `at`. Pass true for `doubted` on a day of change, and after the expected
 * end of the restrictions.
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
  const limit = laterBy(at, { hours: -24 * thresholds.openEvidenceDays });
  if (run.status === "open") {
    const last = lastEvidence(timeline, run, at, traffic);
    const isRead = traffic !== null && !("hour" in traffic);
    const missing = isRead && missingWithin(traffic, run.supportedFrom) !== null;
    if (missing || isDisputed(timeline, at) || compareInstants(last.at, limit) < 0) return UNCONFIRMED;
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

/** Returns true if the open status is in doubt at `at`, as {@link Timeline.disputedFrom} says. */
const isDisputed = ({ disputedFrom }: Timeline, at: Temporal.Instant): boolean =>
  disputedFrom !== undefined && compareInstants(disputedFrom, at) <= 0;

const UNCONFIRMED: Assurance = { certainty: "unconfirmed", confirmedBy: null };

const confirmed = (kind: ConfirmationKind, at: Moment, source: Source | null): Assurance => ({
  certainty: "confirmed",
  confirmedBy: { kind, at, source },
});

/**
 * Returns the newest statement that was not made by the publisher of the change in force: a change of the run, or a
 * claim that agrees with the run. Leaves out counts and openings derived from counts. For an open service, also leaves
 * out statements from before `limit`.
 */
const otherWord = (timeline: Timeline, run: AnsweredRun, at: Temporal.Instant, limit: Temporal.Instant) =>
  [...run.changes.filter((change) => !isByCount(change)), ...agreeingClaims(timeline, run, at)]
    .filter((line) => isOther(line, run.standing))
    .filter((line) => run.status !== "open" || compareInstants(attested(timeline, line, at).at, limit) >= 0)
    .sort(byEffect)
    .at(-1);

/** Evidence for an answer besides its own report. `source` is null for CBP's wait-time feed. */
export interface Confirmation {
  kind: ConfirmationKind;
  at: Moment;
  source: Source | null;
}

/**
 * The time up to which a source supports a status. `moment` is that time as the source gave it. `publisher` is null for
 * the wait-time feed.
 */
export interface Evidence {
  at: Temporal.Instant;
  moment: Moment;
  publisher: string | null;
}

/** Returns the latest evidence for the run, up to `at`. */
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
 * Returns the newest statement that contradicts the run at `at`, or null. It may be a change by another publisher at
 * the same instant as the change in force, or a publisher's newest claim. Claims that ended before the change in force
 * began are ignored. A publisher's listing in the feed may contradict its own announcement. A count wins over an older
 * statement. Traffic under a restriction is a conflict if no statement or count contradicts the run.
 */
export function conflictOf(
  timeline: Timeline,
  run: AnsweredRun,
  at: Temporal.Instant,
  traffic: FeedTraffic | null,
  { freshMinutes }: Pick<Thresholds, "freshMinutes">,
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
  const moving = contradictingTraffic(traffic, standing.startsAt, at, freshMinutes);
  return moving === null || traffic === null
    ? null
    : { ...NO_LIMITS, status: "open", at: moving, source: sourceOfTraffic(traffic, moving) };
}

const isOther = (line: RecordedLine<Claim | StatusChange>, standing: RecordedLine<StatusChange>): boolean =>
  line.report.source.publisher !== standing.report.source.publisher;

/**
 * Returns true for an "open" claim from a listing of the feed. Such a claim may contradict an announcement of the
 * feed's own publisher.
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
  // A claim dated only to the day says that the status applied at some time that day, not all day.
  return (
    line.until !== null ||
    !hasStateDuring(timeline, period, (state) => state !== undefined && agrees(line, state, askedFor))
  );
}
