import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import {
  type AskedServices,
  type Crossing,
  isAskedService,
  serviceKey,
  servicesOf,
} from "../../domain/places/crossing.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { type Verdict, verdictOf } from "../../domain/status/crossing-status.ts";
import { nextChange } from "../../domain/status/next-change.ts";
import type { KnownCrossing } from "../../domain/status/snapshot.ts";
import { type Standing, standingAt } from "../../domain/status/standing.ts";
import { nextTextChange } from "../../domain/text/soon.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Programme } from "../../domain/vocabulary.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { loadKnownCrossings } from "./load-known-crossings.ts";
import { loadTraffic, type TrafficAt } from "./load-traffic.ts";

/**
 * A question about crossings. Without `at`, it is about the present. Without `mode` or `direction`, it is about all
 * modes or directions.
 */
export interface StatusQuestion extends RecordView, AskedServices {
  at?: Temporal.Instant | undefined;
  /** Programme of the travellers. Without it, a service that admits only some travellers counts as open. */
  programme?: Programme | undefined;
}

/** The answer for one crossing. */
export interface CrossingStatus {
  crossing: Crossing;
  verdict: Verdict;
  standings: Standing[];
}

/** Answers about the requested crossings at one instant. */
export interface CrossingsAnswered {
  at: Temporal.Instant;
  /** Highest `seq` of the reports about these crossings, or 0. */
  asOf: number;
  answers: CrossingStatus[];
  /** First time at which an answer or its text may change without a new report. Null if the question has an `at`. */
  expiresAt: Temporal.Instant | null;
  /** Crossings that the answers depend on. */
  of: string[];
}

/**
 * Returns the answers about the requested services. Leaves out crossings without such a service. Readings of the feed
 * are used only for the present, and not if `knownAt` or `publishedBefore` limits the record.
 * @throws Refusal `invalid` if `knownAt` is in the future
 */
export async function answerCrossings(
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<CrossingsAnswered> {
  const now = ctx.now;
  refuseFuture(question.knownAt, now);
  const at = question.at ?? now;
  const [known, trafficAt] = await Promise.all([
    knownFor(ctx, crossings, question, at),
    isLive(question) ? NO_TRAFFIC : trafficFor(ctx, crossings, question, at),
  ]);
  const turns: Temporal.Instant[] = [];
  const answers: CrossingStatus[] = [];
  for (const each of known) {
    const standings = standingsOf(ctx, each, { question, at, trafficAt }, turns);
    if (question.at === undefined) turns.push(nextTextChange(standings, at, each.crossing.timeZone));
    if (standings.length > 0) answers.push({ crossing: each.crossing, standings, verdict: verdictOf(standings) });
    await yieldTurn();
  }
  return {
    at,
    asOf: Math.max(0, ...known.map(({ asOf }) => asOf)),
    answers,
    expiresAt: turns.reduce<Temporal.Instant | null>(
      (first, turn) => (first === null || compareInstants(turn, first) < 0 ? turn : first),
      null,
    ),
    of: crossings.map(({ slug }) => slug),
  };
}

/**
 * Returns true if a question is about the present and the whole record. Only such questions use the snapshot and the
 * readings.
 */
const isLive = ({ at, knownAt, publishedBefore }: StatusQuestion): boolean =>
  at === undefined && knownAt === undefined && publishedBefore === undefined;

async function knownFor(
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
  at: Temporal.Instant,
): Promise<KnownCrossing[]> {
  if (isLive(question) && ctx.snapshot !== undefined)
    return ctx.snapshot.known(
      crossings.map(({ slug }) => slug),
      ctx.now,
    );
  return loadKnownCrossings(
    ctx,
    crossings,
    { ...question, view: question, at, onward: question.at === undefined },
    isLive(question),
  );
}

const NO_TRAFFIC: TrafficAt = () => null;

const trafficFor = (
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
  at: Temporal.Instant,
): Promise<TrafficAt> =>
  loadTraffic(
    ctx,
    crossings.flatMap(servicesOf).filter((service) => isAskedService(question, service)),
    [at],
    horizonOf(question, ctx.now),
  );

function standingsOf(
  ctx: Context,
  { crossing, timelines, observations }: KnownCrossing,
  { question, at, trafficAt }: { question: StatusQuestion; at: Temporal.Instant; trafficAt: TrafficAt },
  turns: Temporal.Instant[],
): Standing[] {
  const services = servicesOf(crossing).filter((service) => isAskedService(question, service));
  return services.flatMap((service) => {
    const key = serviceKey(service);
    const timeline = timelines.get(key);
    if (timeline === undefined) return [];
    const observation = observations.get(key) ?? null;
    const traffic = trafficAt(service, at);
    if (question.at === undefined) {
      const turn = nextChange(timeline, at, observation, ctx.thresholds);
      // During unknown hours, a stored wait shows that the service is open until the end of the wait's hour.
      const waitEnd = traffic?.hour.add({ hours: 1 }) ?? null;
      for (const each of [turn, waitEnd]) if (each !== null && compareInstants(at, each) < 0) turns.push(each);
    }
    return [standingAt(timeline, at, observation, ctx.thresholds, traffic, question.programme ?? null)];
  });
}

/** @throws Refusal `invalid` if `knownAt` is after `now` */
export function refuseFuture(knownAt: Temporal.Instant | undefined, now: Temporal.Instant): void {
  if (knownAt !== undefined && compareInstants(knownAt, now) > 0)
    throw invalid([{ path: "knownAt", rule: ["notInFuture"], value: String(knownAt) }]);
}

/**
 * Returns the time up to which data are used: the earliest of `now`, `knownAt` and `publishedBefore`. Later waits are
 * not used, and nothing is known about later times.
 */
export const horizonOf = ({ knownAt, publishedBefore }: RecordView, now: Temporal.Instant): Temporal.Instant =>
  [now, knownAt ?? now, publishedBefore ?? now].sort(compareInstants)[0] ?? now;
