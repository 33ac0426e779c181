import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { CBP_WAIT_TIMES, citeFeed } from "../feed/origin.ts";
import { missingWithin } from "../feed/silence.ts";
import type { Claim, Source, StatusChange } from "../record/report.ts";
import { hasStatusDuring } from "../record/restrictions.ts";
import { byEffect, claimedPeriod, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, endOf, type Moment } from "../time/moment.ts";
import type { Certainty, Status } from "../vocabulary.ts";
import type { ChangeRun } from "./change-run.ts";

/** How long evidence remains valid. Each is a setting. */
export interface Thresholds {
  /** `FEED_FRESH_MINUTES`: the greatest age of a moving lane's stamp. */
  freshMinutes: number;
  /** `OPEN_EVIDENCE_DAYS`: how long an open service stays credible without a statement or a moving lane. */
  openEvidenceDays: number;
  /** `OVERDUE_DOUBT_HOURS`: how long a restriction still holds after its expected end. */
  overdueDoubtHours: number;
}

/** A different word on a service: whose, of what status, and since when. `source` null is CBP's wait-time feed. */
export interface Conflict {
  status: Status;
  at: Moment;
  source: Source | null;
}

/** Returns the claims that agree with a run's status and began within it, by `at`. */
function agreeingClaims(timeline: Timeline, run: ChangeRun, at: Temporal.Instant): RecordedLine<Claim>[] {
  return timeline.claims.filter(
    (claim) =>
      !claim.denied &&
      claim.status === run.status &&
      compareInstants(run.supportedFrom, claim.startsAt) <= 0 &&
      compareInstants(claim.startsAt, at) <= 0,
  );
}

/**
 * Returns true if an agreeing claim about a restriction is about a time that ended less than `OVERDUE_DOUBT_HOURS` before
 * `at`. Then an overdue restriction is not in doubt.
 */
export const isRestated = (
  timeline: Timeline,
  run: ChangeRun,
  at: Temporal.Instant,
  { overdueDoubtHours }: Thresholds,
): boolean =>
  agreeingClaims(timeline, run, at).some(
    (claim) => compareInstants(at, claimedPeriod(claim, timeline.zone).to.add({ hours: overdueDoubtHours })) < 0,
  );

/** Returns the newest stamp of a moving lane within an open run; null if there is none. */
function movingWithin(run: ChangeRun, observation: Observation | null): Temporal.Instant | null {
  const movingAt = observation?.movingAt ?? null;
  if (movingAt === null || run.status !== "open") return null;
  return compareInstants(run.supportedFrom, movingAt) <= 0 ? movingAt : null;
}

/**
 * Returns the time of the newest claim or reading that agrees with the run, in the precision of its source. Returns
 * null if there is none.
 */
export function confirmedAt(
  timeline: Timeline,
  run: ChangeRun,
  at: Temporal.Instant,
  observation: Observation | null,
): Moment | null {
  const claim = agreeingClaims(timeline, run, at).at(-1);
  const moving = movingWithin(run, observation);
  if (moving === null) return claim?.effectiveAt ?? null;
  return claim !== undefined && compareInstants(moving, claim.startsAt) < 0 ? claim.effectiveAt : moving;
}

/**
 * Returns the certainty of a run at `at`. `doubted` means that `at` falls within a day of change, or that every
 * restriction is overdue.
 */
export function certaintyOf(
  timeline: Timeline,
  run: ChangeRun,
  at: Temporal.Instant,
  observation: Observation | null,
  thresholds: Thresholds,
  doubted: boolean,
): Certainty {
  const moving = movingWithin(run, observation);
  if (doubted) return "unconfirmed";
  if (run.status === "open") {
    const limit = at.subtract({ hours: 24 * thresholds.openEvidenceDays });
    const last = lastEvidence(timeline, run, at, observation);
    const missing = observation !== null && missingWithin(observation, run.supportedFrom) !== null;
    if (missing || compareInstants(last.at, limit) < 0) return "unconfirmed";
  }
  const fresh = at.subtract({ minutes: thresholds.freshMinutes });
  if (moving !== null && compareInstants(fresh, moving) <= 0) return "confirmed";
  const words = [...run.changes, ...agreeingClaims(timeline, run, at)].map((line) => line.report.source.publisher);
  return new Set(words).size > 1 ? "confirmed" : "announced";
}

/**
 * Evidence for a run's status: the latest time it covers, that time as its source gave it, and its publisher. A null
 * publisher is the wait-time feed.
 */
export interface Evidence {
  at: Temporal.Instant;
  moment: Moment;
  publisher: string | null;
}

/** Returns the evidence by `at` that covers the latest time, from the record and the feed. */
export function lastEvidence(
  timeline: Timeline,
  run: ChangeRun,
  at: Temporal.Instant,
  observation: Observation | null,
): Evidence {
  const words: Evidence[] = [run.standing, ...agreeingClaims(timeline, run, at)].map((line) => ({
    ...attested(timeline, line, at),
    publisher: line.report.source.publisher,
  }));
  const moving = movingWithin(run, observation);
  if (moving !== null) words.push({ at: moving, moment: moving, publisher: null });
  return words.reduce((best, word) => (compareInstants(best.at, word.at) < 0 ? word : best));
}

function attested(
  timeline: Timeline,
  line: RecordedLine<StatusChange | Claim>,
  at: Temporal.Instant,
): { at: Temporal.Instant; moment: Moment } {
  const until = "until" in line ? line.until : null;
  if (until === null) return { at: line.startsAt, moment: line.effectiveAt };
  const end = endOf(until, timeline.zone);
  return compareInstants(end, at) <= 0 ? { at: end, moment: until } : { at, moment: at };
}

/**
 * Returns the statement that contradicts the run at `at`, or null. Candidates are other publishers' changes at the
 * start of the change in force, and each other publisher's newest claim of a different status. Such a claim must have
 * begun by `at`, and not have ended before the change in force took effect. The newest candidate wins. Without any,
 * traffic that moves under a restriction is the conflict.
 */
export function conflictOf(
  timeline: Timeline,
  run: ChangeRun,
  at: Temporal.Instant,
  observation: Observation | null,
  thresholds: Thresholds,
): Conflict | null {
  const { standing } = run;
  const newestClaims = new Map<string, RecordedLine<Claim>>();
  for (const claim of timeline.claims)
    if (isOther(claim, standing) && !claim.denied && compareInstants(claim.startsAt, at) <= 0)
      newestClaims.set(claim.report.source.publisher, claim);
  const rivals = new Map<string, RecordedLine<StatusChange>>();
  for (const change of timeline.statusChanges)
    if (change.startsAt.equals(standing.startsAt) && isOther(change, standing))
      rivals.set(change.report.source.publisher, change);
  const words: RecordedLine<Claim | StatusChange>[] = [...newestClaims.values(), ...rivals.values()];
  const word = words
    .filter((line) => line.status !== run.status && disagrees(timeline, line, standing))
    .sort(byEffect)
    .at(-1);
  if (word !== undefined) return { status: word.status, at: word.effectiveAt, source: word.report.source };
  const filedAt = observation?.kind === "moving" ? observation.filings.at(-1) : undefined;
  if (observation === null || filedAt === undefined || run.status === "open") return null;
  const fresh = compareInstants(at.subtract({ minutes: thresholds.freshMinutes }), filedAt) <= 0;
  return fresh && compareInstants(standing.startsAt, filedAt) < 0
    ? {
        status: "open",
        at: filedAt,
        source: observation.origin.name === CBP_WAIT_TIMES.name ? null : citeFeed(observation.origin, filedAt),
      }
    : null;
}

const isOther = (line: RecordedLine<Claim | StatusChange>, standing: RecordedLine<StatusChange>): boolean =>
  line.report.source.publisher !== standing.report.source.publisher;

function disagrees(
  timeline: Timeline,
  line: RecordedLine<Claim | StatusChange>,
  standing: RecordedLine<StatusChange>,
): boolean {
  if (!("until" in line)) return true;
  const period = claimedPeriod(line, timeline.zone);
  const instant = period.from.equals(period.to);
  const over = compareInstants(period.to, standing.startsAt);
  if (instant ? over < 0 : over <= 0) return false;
  // A claim dated by a day or a month says that the status held at some moment of it, not throughout.
  return line.until !== null || !hasStatusDuring(timeline, line.status, period);
}
