import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import type { TrafficHour } from "../feed/traffic.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, type Service, servicesOf } from "../places/crossing.ts";
import { crossingsOf, type Report, type ReportLines } from "../record/report.ts";
import { timelinesOf } from "../record/timeline.ts";
import type { Thresholds } from "../status/evidence.ts";
import { type Standing, standingAt } from "../status/standing.ts";
import { type StillRestricted, stillRestrictedAfter } from "../status/still-restricted.ts";
import { compareInstants, startOf } from "../time/moment.ts";
import { creditsOf } from "./clauses.ts";

/** Standings of a crossing's services at an instant, before and after an alteration of the record. */
export interface StandingsBeforeAndAfter {
  at: Temporal.Instant;
  before: Standing[];
  after: Standing[];
}

/**
 * Effect on the answers about one crossing: the current answer, and the answers at the instants at which lines take
 * effect.
 */
export interface CrossingPreview {
  crossing: Crossing;
  now: StandingsBeforeAndAfter;
  others: StandingsBeforeAndAfter[];
}

/** Record of the affected crossings before and after an alteration, and the lines that alter it. */
export interface RecordAlteration {
  lines: ReportLines;
  before: readonly Report[];
  after: readonly Report[];
}

/** Data shared by all crossings of a preview. */
export interface PreviewDependencies {
  now: Temporal.Instant;
  /** Last feed readings by service key. They apply to current answers only. */
  observations: ReadonlyMap<string, Observation>;
  /**
   * Returns the last hour, up to an instant, for which a wait of the service is stored. The result applies to all times
   * other than `now`.
   */
  trafficHour: (service: Service, at: Temporal.Instant) => TrafficHour | null;
  thresholds: Thresholds;
}

/** Returns the effect of an alteration on the answers about the crossings that its lines concern. */
export function previewOf(
  { lines, before, after }: RecordAlteration,
  crossings: ReadonlyMap<string, Crossing>,
  around: PreviewDependencies,
): CrossingPreview[] {
  return crossingsOf(lines).flatMap((slug) => {
    const crossing = crossings.get(slug);
    if (crossing === undefined) return [];
    const turned = (at: Temporal.Instant) => turnedAt(crossing, { before, after }, at, around);
    return [{ crossing, now: turned(around.now), others: startsOf(lines, crossing, around.now).map(turned) }];
  });
}

/** Returns the current answers about a crossing before and after an alteration of the record. */
export const previewNow = (
  alteration: Pick<RecordAlteration, "before" | "after">,
  crossing: Crossing,
  around: PreviewDependencies,
): CrossingPreview => ({ crossing, now: turnedAt(crossing, alteration, around.now, around), others: [] });

const turnedAt = (
  crossing: Crossing,
  { before, after }: Pick<RecordAlteration, "before" | "after">,
  at: Temporal.Instant,
  around: PreviewDependencies,
): StandingsBeforeAndAfter => ({
  at,
  before: standingsBy(crossing, before, at, around),
  after: standingsBy(crossing, after, at, around),
});

/** Returns true if an alteration changes any of the answers at an instant. */
export const isAltered = (turned: StandingsBeforeAndAfter, messages: TextMessages): boolean =>
  groupsOf(turned, messages).some((group) => group.isAltered);

/** Returns the services that an alteration opens but that stay restricted. */
export function stillRestrictedBy(
  { lines, after }: RecordAlteration,
  crossings: ReadonlyMap<string, Crossing>,
): StillRestricted[] {
  return crossingsOf(lines).flatMap((slug) => {
    const crossing = crossings.get(slug);
    if (crossing === undefined) return [];
    return stillRestrictedAfter(lines, timelinesOf(servicesOf(crossing), crossing.timeZone, after, {}));
  });
}

/** Returns the standings of a crossing's services at an instant, derived from the given reports. */
function standingsBy(
  crossing: Crossing,
  reports: readonly Report[],
  at: Temporal.Instant,
  { now, observations, trafficHour, thresholds }: PreviewDependencies,
): Standing[] {
  const isNow = compareInstants(at, now) === 0;
  return [...timelinesOf(servicesOf(crossing), crossing.timeZone, reports, {})].map(([key, timeline]) =>
    isNow
      ? standingAt(timeline, at, observations.get(key) ?? null, thresholds)
      : standingAt(timeline, at, null, thresholds, trafficHour(timeline.service, at)),
  );
}

/** Returns the instants other than `now` at which lines on a crossing take effect, in order. */
export function startsOf(lines: ReportLines, { slug, timeZone }: Crossing, now: Temporal.Instant): Temporal.Instant[] {
  const all = [
    ...lines.statusChanges,
    ...lines.hoursChanges,
    ...lines.hoursExceptions,
    ...lines.claims,
    ...lines.counts,
  ]
    .filter(({ service }) => service.crossing === slug)
    .map(({ effectiveAt }) => startOf(effectiveAt, timeZone));
  const byTime = new Map([...all].sort(compareInstants).map((start) => [start.epochMilliseconds, start]));
  byTime.delete(now.epochMilliseconds);
  return [...byTime.values()];
}

/**
 * Services that have the same answer before the alteration and the same answer after it. `places` are their indexes in
 * the crossing's list of services.
 */
export interface PreviewGroup {
  places: number[];
  isAltered: boolean;
}

/** Groups the services of a crossing that have the same answer before and the same answer after the alteration. */
export function groupsOf({ at, before, after }: StandingsBeforeAndAfter, messages: TextMessages): PreviewGroup[] {
  const tell = (standing: Standing | undefined) => told(standing, at, messages);
  const groups = groupBy([...before.keys()], (i) => `${tell(before[i])} ${tell(after[i])}`);
  return [...groups.values()].map((places) => {
    const [first = 0] = places;
    return { places, isAltered: tell(before[first]) !== tell(after[first]) };
  });
}

/**
 * Returns the parts of a standing that readers see, as text to compare. Instants are cut to the minute. The service,
 * the report and the wait are left out.
 */
function told(standing: Standing | undefined, at: Temporal.Instant, messages: TextMessages): string {
  if (standing === undefined) return "";
  const {
    service: _,
    wait: __,
    credits: ___,
    report: ____,
    // Sentences do not state these openings, which change only if `next` or the hours do.
    cancelledOpening: _____,
    openingAfter: ______,
    next,
    conflict,
    confirmedBy,
    hours,
    exceptions,
    restrictions,
    ...rest
  } = standing;
  const facts = {
    ...rest,
    words: creditsOf(standing, at, messages),
    restrictions: restrictions.map(({ status, reason, since, expectedUntil, overdue, report, otherReports }) => [
      ...[status, reason, since, expectedUntil, overdue],
      [report, ...otherReports].map(({ source }) => source.publisher),
    ]),
    hours: hours?.text,
    exceptions: exceptions.map(({ line: { exception, effectiveAt, until, report } }) => [
      ...[exception?.text, effectiveAt, until, report.source.publisher],
    ]),
    next: next && [next.status, next.limited, next.programmes, next.effectiveAt, next.report.source.publisher],
    conflict: conflict && [
      conflict.status,
      conflict.limited,
      conflict.programmes,
      conflict.at,
      conflict.source?.publisher,
      conflict.count,
    ],
    // Sentences name a confirmation only if it is a count, and then by its month.
    counted: confirmedBy?.kind === "count" ? confirmedBy.at : null,
  };
  return JSON.stringify(facts, (_key, value) => (typeof value === "string" ? value.replace(SECONDS, "$1") : value));
}

/** Matches an instant in ISO format. The group is the part that readers see. */
const SECONDS = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):[\d.]+Z$/;
