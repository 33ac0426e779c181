import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { type Crossing, isAskedService, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { UNKEPT_TEXTS, verdictOf } from "../../domain/status/crossing-status.ts";
import { nextChange } from "../../domain/status/next-change.ts";
import type { KnownCrossing, Snapshot, TimedAnswer } from "../../domain/status/snapshot.ts";
import { type Standing, standingAt } from "../../domain/status/standing.ts";
import { nextTextChange } from "../../domain/text/soon.ts";
import { compareInstants, FAR_AHEAD } from "../../domain/time/moment.ts";
import { loadKnownCrossings } from "./load-known-crossings.ts";
import { loadTraffic, type TrafficAt } from "./load-traffic.ts";
import { horizonOf, isLive, type StatusQuestion } from "./status-question.ts";

/** Makes the answer about one crossing. */
export interface AnswerMaker {
  slug: string;
  make(): TimedAnswer | Promise<TimedAnswer>;
}

/** Loads the data of some crossings from the snapshot, for answers about the present. */
export const makersInSnapshot = async (
  ctx: Context,
  snapshot: Snapshot,
  slugs: readonly string[],
  question: StatusQuestion,
): Promise<AnswerMaker[]> =>
  (await snapshot.known(slugs, ctx.now)).map(({ slug, unpack }) => ({
    slug,
    make: async () => answerOf(ctx, await unpack(), { question, at: ctx.now, trafficAt: NO_TRAFFIC }),
  }));

/** Loads the data of some crossings from the record, for answers about any instant and any state of the record. */
export async function makersOnRecord(
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<AnswerMaker[]> {
  const at = question.at ?? ctx.now;
  const asked = { ...question, view: question, at, onward: question.at === undefined };
  const [known, trafficAt] = await Promise.all([
    loadKnownCrossings(ctx, crossings, asked, isLive(question)),
    isLive(question) ? NO_TRAFFIC : trafficFor(ctx, crossings, question, at),
  ]);
  return known.map((each) => ({
    slug: each.crossing.slug,
    make: () => answerOf(ctx, each, { question, at, trafficAt }),
  }));
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

/** Returns the answer for one crossing, and the first instant after `at` at which it or its text may change. */
function answerOf(
  ctx: Context,
  { crossing, timelines, observations, asOf }: KnownCrossing,
  { question, at, trafficAt }: { question: StatusQuestion; at: Temporal.Instant; trafficAt: TrafficAt },
): TimedAnswer {
  const standings: Standing[] = [];
  let to = FAR_AHEAD;
  for (const service of servicesOf(crossing)) {
    const key = serviceKey(service);
    const timeline = timelines.get(key);
    if (timeline === undefined || !isAskedService(question, service)) continue;
    const observation = observations.get(key) ?? null;
    const traffic = trafficAt(service, at);
    standings.push(standingAt(timeline, at, observation, ctx.thresholds, traffic, question.programme ?? null));
    if (question.at !== undefined) continue;
    const turn = nextChange(timeline, at, observation, ctx.thresholds);
    // During unknown hours, a stored wait shows that the service is open until the end of the wait's hour.
    const waitEnd = traffic?.hour.add({ hours: 1 }) ?? null;
    for (const each of [turn, waitEnd])
      if (each !== null && compareInstants(at, each) < 0 && compareInstants(each, to) < 0) to = each;
  }
  if (question.at === undefined) {
    const turn = nextTextChange(standings, at, crossing.timeZone);
    if (compareInstants(turn, to) < 0) to = turn;
  }
  const status =
    standings.length === 0 ? null : { crossing, standings, verdict: verdictOf(standings), texts: UNKEPT_TEXTS };
  return { status, asOf, from: at, to };
}
