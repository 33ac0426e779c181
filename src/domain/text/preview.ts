import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, type Service, servicesOf } from "../places/crossing.ts";
import { crossingsOf, type Lines, type Report } from "../record/report.ts";
import { timelinesOf } from "../record/timeline.ts";
import type { Thresholds } from "../status/evidence.ts";
import { type Standing, standingAt } from "../status/standing.ts";
import { compareInstants, startOf } from "../time/moment.ts";
import { wordsOf } from "./clauses.ts";

/** How the services of a crossing stand at an instant, and how they will once the record is another. */
export interface Turned {
  at: Temporal.Instant;
  before: Standing[];
  after: Standing[];
}

/** What becomes of one crossing: of its answer now, and of its answers for the instants at which something takes effect. */
export interface CrossingPreview {
  crossing: Crossing;
  now: Turned;
  others: Turned[];
}

/** The record of some crossings as it is, and as it is to be. */
export interface Alteration {
  lines: Lines;
  before: readonly Report[];
  after: readonly Report[];
}

/** What is the same for all that is previewed. */
export interface PreviewSurroundings {
  now: Temporal.Instant;
  /** What the feed last said, by service key. It belongs to answers about now. */
  observations: ReadonlyMap<string, Observation>;
  /** Whether a wait of a service was kept in the hour of an instant. It belongs to answers about then. */
  isSampled: (service: Service, at: Temporal.Instant) => boolean;
  thresholds: Thresholds;
}

/** What an alteration of the record makes of the answers about the crossings that its lines touch. */
export function previewOf(
  { lines, before, after }: Alteration,
  crossings: ReadonlyMap<string, Crossing>,
  around: PreviewSurroundings,
): CrossingPreview[] {
  return crossingsOf(lines).flatMap((slug) => {
    const crossing = crossings.get(slug);
    if (crossing === undefined) return [];
    const turned = (at: Temporal.Instant): Turned => ({
      at,
      before: standingsBy(crossing, before, at, around),
      after: standingsBy(crossing, after, at, around),
    });
    return [{ crossing, now: turned(around.now), others: startsOf(lines, crossing, around.now).map(turned) }];
  });
}

/** How the services of a crossing stand at an instant by some reports. */
function standingsBy(
  crossing: Crossing,
  reports: readonly Report[],
  at: Temporal.Instant,
  { now, observations, isSampled, thresholds }: PreviewSurroundings,
): Standing[] {
  const isNow = compareInstants(at, now) === 0;
  return [...timelinesOf(servicesOf(crossing), crossing.timeZone, reports, {})].map(([key, timeline]) =>
    isNow
      ? standingAt(timeline, at, observations.get(key) ?? null, thresholds)
      : standingAt(timeline, at, null, thresholds, isSampled(timeline.service, at)),
  );
}

/** The instants, other than now, from which lines on a crossing count, in their order. */
export function startsOf(lines: Lines, { slug, timeZone }: Crossing, now: Temporal.Instant): Temporal.Instant[] {
  const all = [...lines.statusChanges, ...lines.hoursChanges, ...lines.claims]
    .filter(({ service }) => service.crossing === slug)
    .map(({ effectiveAt }) => startOf(effectiveAt, timeZone));
  const byTime = new Map([...all].sort(compareInstants).map((start) => [start.epochMilliseconds, start]));
  byTime.delete(now.epochMilliseconds);
  return [...byTime.values()];
}

/** Services, by their place among those of the crossing, of which the same is answered, and the same will be. */
export interface TurnedGroup {
  places: number[];
  isAltered: boolean;
}

/** The services of a crossing, in groups of which one sentence can tell what is answered, and one what will be. */
export function groupsOf({ at, before, after }: Turned, messages: TextMessages): TurnedGroup[] {
  const tell = (standing: Standing | undefined) => told(standing, at, messages);
  const groups = groupBy([...before.keys()], (i) => `${tell(before[i])} ${tell(after[i])}`);
  return [...groups.values()].map((places) => {
    const [first = 0] = places;
    return { places, isAltered: tell(before[first]) !== tell(after[first]) };
  });
}

/** All that a standing tells people, to the minute: not of which service, by which report, and how long the wait is. */
function told(standing: Standing | undefined, at: Temporal.Instant, messages: TextMessages): string {
  if (standing === undefined) return "";
  const { service: _, wait: __, credits: ___, report, next, conflict, hours, ...rest } = standing;
  const facts = {
    ...rest,
    words: wordsOf(standing, at, messages),
    reason: report?.reason,
    hours: hours?.text,
    next: next && [next.status, next.limited, next.effectiveAt, next.report.source.publisher],
    conflict: conflict && [conflict.status, conflict.at, conflict.source?.publisher],
  };
  return JSON.stringify(facts, (_key, value) => (typeof value === "string" ? value.replace(SECONDS, "$1") : value));
}

/** An instant as it is written, with what is shown of it. */
const SECONDS = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):[\d.]+Z$/;
