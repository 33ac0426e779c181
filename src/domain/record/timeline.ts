import type { Temporal } from "temporal-polyfill";
import { type Service, serviceKey } from "../places/crossing.ts";
import { compareInstants, endOf, type Period, periodOf, startOf } from "../time/moment.ts";
import type { AnsweredStatus } from "../vocabulary.ts";
import type { Claim, HeadOnRecord, HoursChange, Report, ReportHead, StatusChange } from "./report.ts";

/**
 * The clock on which the day, month or year of a publication ends: the westernmost of the border's, so that nobody is
 * said to have been able to read what was not yet out everywhere on it.
 */
export const PUBLICATION_ZONE = "America/Los_Angeles";

/** What was known: on record here at `knownAt`, and published by `publishedBefore`. Undefined: all of it. */
export interface View {
  knownAt?: Temporal.Instant | undefined;
  publishedBefore?: Temporal.Instant | undefined;
}

/** A line with the report that it belongs to, its place in it, and its first instant on the crossing's clock. */
export type Recorded<Line> = Line & { report: ReportHead; line: number; startsAt: Temporal.Instant };

/** All that counts of one service, each list ordered by (`startsAt`, `seq`). */
export interface Timeline {
  service: Service;
  zone: string;
  statusChanges: Recorded<StatusChange>[];
  hoursChanges: Recorded<HoursChange>[];
  claims: Recorded<Claim>[];
}

/**
 * Whether a report counts in a view. A retraction takes a report out from when it was recorded, whatever
 * `publishedBefore` says: it corrects our record and was never something to read elsewhere.
 */
export function isVisible(report: HeadOnRecord, view: View): boolean {
  const { knownAt, publishedBefore } = view;
  if (knownAt !== undefined && compareInstants(report.recordedAt, knownAt) > 0) return false;
  if (report.retractedAt !== null && (knownAt === undefined || compareInstants(report.retractedAt, knownAt) <= 0))
    return false;
  if (publishedBefore === undefined) return true;
  const { publishedAt } = report.source;
  return publishedAt !== null && compareInstants(endOf(publishedAt, PUBLICATION_ZONE), publishedBefore) <= 0;
}

/** The timelines of the given services, out of the reports that `view` lets count. */
export function timelinesOf(
  services: readonly Service[],
  zone: string,
  reports: readonly Report[],
  view: View,
): Map<string, Timeline> {
  const timelines = new Map<string, Timeline>(
    services.map((service) => [
      serviceKey(service),
      { service, zone, statusChanges: [], hoursChanges: [], claims: [] },
    ]),
  );
  for (const report of reports.filter((each) => isVisible(each, view))) {
    place(report.statusChanges, report, zone, (key) => timelines.get(key)?.statusChanges);
    place(report.hoursChanges, report, zone, (key) => timelines.get(key)?.hoursChanges);
    place(report.claims, report, zone, (key) => timelines.get(key)?.claims);
  }
  for (const timeline of timelines.values())
    for (const lines of [timeline.statusChanges, timeline.hoursChanges, timeline.claims]) lines.sort(byEffect);
  return timelines;
}

/** Puts the lines of a report where they belong; those of services that nobody asks for belong nowhere. */
function place<Line extends StatusChange | HoursChange | Claim>(
  lines: readonly Line[],
  report: Report,
  zone: string,
  listOf: (key: string) => Recorded<Line>[] | undefined,
): void {
  lines.forEach((line, i) => {
    listOf(serviceKey(line.service))?.push({ ...line, report, line: i, startsAt: startOf(line.effectiveAt, zone) });
  });
}

type Placed = { startsAt: Temporal.Instant; report: ReportHead; line: number };

/** Order in which lines take effect: by first instant, then by the order of recording, then by place in the report. */
export const byEffect = (a: Placed, b: Placed): number =>
  compareInstants(a.startsAt, b.startsAt) || a.report.seq - b.report.seq || a.line - b.line;

/** The place in `lines` of the last one begun by `at`, or -1. */
export function lastBegun(lines: readonly { startsAt: Temporal.Instant }[], at: Temporal.Instant): number {
  return lines.findLastIndex((line) => compareInstants(line.startsAt, at) <= 0);
}

/** The status change that stands at `at`: the last to take effect by then. */
export const changeAt = (timeline: Timeline, at: Temporal.Instant): Recorded<StatusChange> | undefined =>
  timeline.statusChanges[lastBegun(timeline.statusChanges, at)];

/** The hours change that stands at `at`. */
export const hoursChangeAt = (timeline: Timeline, at: Temporal.Instant): Recorded<HoursChange> | undefined =>
  timeline.hoursChanges[lastBegun(timeline.hoursChanges, at)];

/** True where the record has `status` at some moment of a period; of an empty one, at its instant. */
export function hasStatusDuring(timeline: Timeline, status: AnsweredStatus, period: Period): boolean {
  if ((changeAt(timeline, period.from)?.status ?? "unknown") === status) return true;
  return timeline.statusChanges.some(
    (change, i) =>
      change.status === status &&
      compareInstants(period.from, change.startsAt) < 0 &&
      compareInstants(change.startsAt, period.to) < 0 &&
      isLastAtItsStart(timeline.statusChanges, i),
  );
}

/** False for a change that another one of the very same start replaces before it counts for a moment. */
export function isLastAtItsStart(changes: readonly { startsAt: Temporal.Instant }[], index: number): boolean {
  const [change, next] = [changes[index], changes[index + 1]];
  return change !== undefined && (next === undefined || compareInstants(change.startsAt, next.startsAt) < 0);
}

/** The time that a claim speaks of. With `until`, all of it; without, some moment of its `effectiveAt`. */
export function claimedPeriod(claim: Recorded<Claim>, zone: string): Period {
  const own = periodOf(claim.effectiveAt, zone);
  return claim.until === null ? own : { from: own.from, to: endOf(claim.until, zone) };
}
