import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import { type Crossing, type Service, serviceKey, servicesOf } from "../places/crossing.ts";
import { instantAt } from "../time/instant-at.ts";
import { compareInstants, endOf, type Period, periodOf, startOf } from "../time/moment.ts";
import type {
  Claim,
  HeadOnRecord,
  HoursChange,
  HoursException,
  Report,
  ReportHead,
  StatusChange,
  TrafficCount,
} from "./report.ts";

/**
 * Zone for publications dated by day, month or year. Such a publication counts from the end of its day, month or year
 * in this zone. Days end last in this zone, the westernmost of the border, so `publishedBefore` never includes a report
 * too early.
 */
export const PUBLICATION_ZONE = "America/Los_Angeles";

/**
 * Selects reports that Garita recorded no later than `knownAt` and that were published no later than `publishedBefore`.
 * An undefined limit excludes nothing.
 */
export interface RecordView {
  knownAt?: Temporal.Instant | undefined;
  publishedBefore?: Temporal.Instant | undefined;
}

/** A line with its report, its position in the report, and its start in the crossing's zone. */
export type RecordedLine<Line> = Line & { report: ReportHead; line: number; startsAt: Temporal.Instant };

/** Lines about one service's hours. Each list is ordered by (`startsAt`, `seq`). */
export interface HoursLines {
  service: Service;
  zone: string;
  hoursChanges: RecordedLine<HoursChange>[];
  hoursExceptions: RecordedLine<HoursException>[];
}

/** Lines about one service. Each list is ordered by (`startsAt`, `seq`). */
export interface Timeline extends HoursLines {
  statusChanges: RecordedLine<StatusChange>[];
  claims: RecordedLine<Claim>[];
  counts: RecordedLine<TrafficCount>[];
  /**
   * Hours of the crossing's other services in the same direction. They apply while this service has no hours of its
   * own.
   */
  otherHours: readonly HoursLines[];
  /**
   * Time from which the open status is in doubt: a report that waits for a second operator disputes it, or a report is
   * known to be missing. Undefined if there is no such report.
   */
  disputedFrom?: Temporal.Instant | undefined;
}

/**
 * Returns true if a view includes a report. From the time of its retraction, a retracted report is excluded.
 * `publishedBefore` does not limit retractions, because they are corrections by Garita and nobody published them.
 */
export function isVisible(report: HeadOnRecord, view: RecordView): boolean {
  const { knownAt, publishedBefore } = view;
  if (knownAt !== undefined && compareInstants(report.recordedAt, knownAt) > 0) return false;
  if (report.retractedAt !== null && (knownAt === undefined || compareInstants(report.retractedAt, knownAt) <= 0))
    return false;
  if (publishedBefore === undefined) return true;
  const { publishedAt } = report.source;
  return publishedAt !== null && compareInstants(endOf(publishedAt, PUBLICATION_ZONE), publishedBefore) <= 0;
}

/** Builds the timelines of the given services from the reports that a view includes. */
export function timelinesOf(
  services: readonly Service[],
  zone: string,
  reports: readonly Report[],
  view: RecordView,
): Map<string, Timeline> {
  const timelines = new Map(services.map((service) => [serviceKey(service), emptyTimeline(service, zone)]));
  const counting = reports.filter((each) => isVisible(each, view));
  // The requested services may need the hours of other services of the crossing.
  const others = new Map<string, Timeline>();
  for (const { service } of counting.flatMap((each) => [...each.hoursChanges, ...each.hoursExceptions]))
    if (!timelines.has(serviceKey(service))) others.set(serviceKey(service), emptyTimeline(service, zone));
  for (const report of counting) {
    place(report.statusChanges, report, zone, (key) => timelines.get(key)?.statusChanges);
    place(report.hoursChanges, report, zone, (key) => (timelines.get(key) ?? others.get(key))?.hoursChanges);
    place(report.hoursExceptions, report, zone, (key) => (timelines.get(key) ?? others.get(key))?.hoursExceptions);
    place(report.claims, report, zone, (key) => timelines.get(key)?.claims);
    place(report.counts, report, zone, (key) => timelines.get(key)?.counts);
  }
  const all = [...timelines.values(), ...others.values()];
  for (const timeline of all) for (const lines of linesOfTimeline(timeline)) lines.sort(byEffect);
  linkHours([...timelines.values()], all);
  return timelines;
}

/** Returns timelines by service key, with the doubts about their services. */
export function disputedTimelines(
  timelines: ReadonlyMap<string, Timeline>,
  doubts: readonly { service: Service; from: Temporal.Instant }[],
): ReadonlyMap<string, Timeline> {
  if (doubts.length === 0) return timelines;
  const from = new Map(doubts.map((doubt) => [serviceKey(doubt.service), doubt.from]));
  return new Map(
    [...timelines].map(([key, timeline]) => [
      key,
      from.has(key) ? { ...timeline, disputedFrom: from.get(key) } : timeline,
    ]),
  );
}

/** An instant before all reports. */
const ANY_TIME = instantAt(0);

/**
 * Doubts about all services of a crossing at any time, for a process that knows of a report about the crossing, but
 * could not load it.
 */
export const doubtsOfMissingReport = (crossing: Crossing): { service: Service; from: Temporal.Instant }[] =>
  servicesOf(crossing).map((service) => ({ service, from: ANY_TIME }));

/** Creates a timeline without any lines. */
export const emptyTimeline = (service: Service, zone: string): Timeline => ({
  service,
  zone,
  statusChanges: [],
  hoursChanges: [],
  hoursExceptions: [],
  claims: [],
  counts: [],
  otherHours: [],
});

/** Adds to each timeline the hours in `all` of the crossing's other services in the same direction. */
export function linkHours(timelines: readonly Timeline[], all: readonly HoursLines[]): void {
  const beside = ({ crossing, direction }: Service) => `${crossing}/${direction}`;
  const groups = groupBy(
    all.filter(({ hoursChanges }) => hoursChanges.length > 0),
    ({ service }) => beside(service),
  );
  for (const timeline of timelines)
    timeline.otherHours = (groups.get(beside(timeline.service)) ?? [])
      .filter(({ service }) => service.mode !== timeline.service.mode)
      .map(({ service, zone, hoursChanges, hoursExceptions }) => ({ service, zone, hoursChanges, hoursExceptions }));
}

export const linesOfTimeline = ({
  statusChanges,
  hoursChanges,
  hoursExceptions,
  claims,
  counts,
}: Timeline): Placed[][] => [statusChanges, hoursChanges, hoursExceptions, claims, counts];

/** Adds a report's lines to the lists of their services. Skips services without a list. */
function place<Line extends StatusChange | HoursChange | HoursException | Claim | TrafficCount>(
  lines: readonly Line[],
  report: Report,
  zone: string,
  listOf: (key: string) => RecordedLine<Line>[] | undefined,
): void {
  lines.forEach((line, i) => {
    listOf(serviceKey(line.service))?.push({ ...line, report, line: i, startsAt: startOf(line.effectiveAt, zone) });
  });
}

type Placed = { startsAt: Temporal.Instant; report: ReportHead; line: number };

/** Orders lines by start, then by recording order, then by position in the report. */
export const byEffect = (a: Placed, b: Placed): number =>
  compareInstants(a.startsAt, b.startsAt) || a.report.seq - b.report.seq || a.line - b.line;

/** Returns the index of the last line that began at or before `at`, or -1. */
export function lastBegun(lines: readonly { startsAt: Temporal.Instant }[], at: Temporal.Instant): number {
  return lines.findLastIndex((line) => compareInstants(line.startsAt, at) <= 0);
}

/** Returns the hours change in force at `at`. */
export const hoursChangeAt = (timeline: HoursLines, at: Temporal.Instant): RecordedLine<HoursChange> | undefined =>
  timeline.hoursChanges[lastBegun(timeline.hoursChanges, at)];

/** Returns true if a service has no weekly hours of its own at `at`. */
export const lacksHours = (lines: HoursLines, at: Temporal.Instant): boolean =>
  (hoursChangeAt(lines, at)?.hours ?? null) === null;

/**
 * Returns false if the next change has the same start and therefore replaces the change at `index`. The replaced change
 * was never in force.
 */
export function isLastAtItsStart(changes: readonly { startsAt: Temporal.Instant }[], index: number): boolean {
  const [change, next] = [changes[index], changes[index + 1]];
  return change !== undefined && (next === undefined || compareInstants(change.startsAt, next.startsAt) < 0);
}

/**
 * Returns the period of a claim. With `until`, the claim applies throughout the period. Without it, the claim applies
 * at some time in the day or month.
 */
export function claimedPeriod(claim: RecordedLine<Claim>, zone: string): Period {
  const own = periodOf(claim.effectiveAt, zone);
  return claim.until === null ? own : { from: own.from, to: endOf(claim.until, zone) };
}
