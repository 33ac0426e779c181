import { Temporal } from "temporal-polyfill";
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
import { type CrossingStatus, UNKEPT_TEXTS, verdictOf } from "../../domain/status/crossing-status.ts";
import { nextChange } from "../../domain/status/next-change.ts";
import type { KnownCrossing, Snapshot, TimedAnswer } from "../../domain/status/snapshot.ts";
import { type Standing, standingAt } from "../../domain/status/standing.ts";
import { nextTextChange } from "../../domain/text/soon.ts";
import { compareInstants, earliestInstant } from "../../domain/time/moment.ts";
import type { Programme } from "../../domain/vocabulary.ts";
import { mapInTurns, yieldTurn } from "../../yield-turn.ts";
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
  refuseFuture(question.knownAt, ctx.now);
  const at = question.at ?? ctx.now;
  const answers =
    isLive(question) && ctx.snapshot !== undefined
      ? await answersInSnapshot(ctx, ctx.snapshot, crossings, question)
      : await answersOnRecord(ctx, crossings, question);
  return {
    at,
    asOf: answers.reduce((highest, { asOf }) => Math.max(highest, asOf), 0),
    answers: answers.flatMap(({ status }) => status ?? []),
    expiresAt: question.at === undefined ? earliestInstant(answers.map(({ to }) => to)) : null,
    of: crossings.map(({ slug }) => slug),
  };
}

/** Returns the answers about the present. Computes only those that are not kept. */
async function answersInSnapshot(
  ctx: Context,
  snapshot: Snapshot,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<TimedAnswer[]> {
  const slugs = crossings.map(({ slug }) => slug);
  const touches = snapshot.touches();
  const answers = await answersFor(ctx, snapshot, slugs, question);
  // A report may be about several crossings. A list shows either all that it states or nothing.
  return snapshot.isTouchedSince(slugs, touches) ? answersFor(ctx, snapshot, slugs, question) : answers;
}

/**
 * Number of answers computed at once. Requests that lack more compute such parts in turns, in the order in which they
 * came. Otherwise, requests that come while thousands of answers are computed would compute them again: an answer does
 * not hold for a request that came earlier.
 */
const AT_ONCE = 100;

async function answersFor(
  ctx: Context,
  snapshot: Snapshot,
  slugs: readonly string[],
  question: StatusQuestion,
): Promise<TimedAnswer[]> {
  const { mode = "", direction = "", programme = "" } = question;
  const key = `${mode}/${direction}/${programme}`;
  const compute = (some: readonly string[]) => computeAnswers(ctx, snapshot, some, question, key);
  const isMissing = (slug: string) => snapshot.answers.find(key, slug, ctx.now) === undefined;
  if (slugs.length <= AT_ONCE || slugs.filter(isMissing).length <= AT_ONCE) return compute(slugs);
  const answers: TimedAnswer[] = [];
  for (let i = 0; i < slugs.length; i += AT_ONCE) {
    const part = slugs.slice(i, i + AT_ONCE);
    answers.push(...(await inTurn(snapshot, () => compute(part))));
  }
  return answers;
}

/** The end of the last turn, by snapshot. */
const turns = new WeakMap<Snapshot, Promise<unknown>>();

/** Does work after all work that came before it for the same snapshot. */
function inTurn<Result>(snapshot: Snapshot, work: () => Promise<Result>): Promise<Result> {
  const done = (turns.get(snapshot) ?? Promise.resolve()).then(work);
  turns.set(
    snapshot,
    done.catch(() => undefined),
  );
  return done;
}

/** Returns the answers, and computes those that are not kept. `key` identifies the question. */
async function computeAnswers(
  ctx: Context,
  snapshot: Snapshot,
  slugs: readonly string[],
  question: StatusQuestion,
  key: string,
): Promise<TimedAnswer[]> {
  const touches = snapshot.touches();
  const answers = new Map(slugs.map((slug) => [slug, snapshot.answers.find(key, slug, ctx.now)]));
  const missing = slugs.filter((slug) => answers.get(slug) === undefined);
  const known = missing.length === 0 ? [] : await snapshot.known(missing, ctx.now);
  for (const { slug, unpack } of known) {
    // Another request may have computed the answer in the meantime.
    let answer = snapshot.answers.find(key, slug, ctx.now);
    if (answer === undefined) {
      const made = answerOf(ctx, await unpack(), { question, at: ctx.now, trafficAt: NO_TRAFFIC });
      answer = snapshot.answers.keep(key, slug, made, touches);
    }
    answers.set(slug, answer);
    await yieldTurn();
  }
  return slugs.flatMap((slug) => answers.get(slug) ?? []);
}

/** Returns answers from the record: about another instant, or about what was on record at another instant. */
async function answersOnRecord(
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<TimedAnswer[]> {
  const at = question.at ?? ctx.now;
  const asked = { ...question, view: question, at, onward: question.at === undefined };
  const [known, trafficAt] = await Promise.all([
    loadKnownCrossings(ctx, crossings, asked, isLive(question)),
    isLive(question) ? NO_TRAFFIC : trafficFor(ctx, crossings, question, at),
  ]);
  return mapInTurns(known, (each) => answerOf(ctx, each, { question, at, trafficAt }));
}

/**
 * Returns true if a question is about the present and the whole record. Only such questions use the snapshot and the
 * readings.
 */
const isLive = ({ at, knownAt, publishedBefore }: StatusQuestion): boolean =>
  at === undefined && knownAt === undefined && publishedBefore === undefined;

const NO_TRAFFIC: TrafficAt = () => null;

/** A time later than any change of an answer. */
const FAR_AHEAD = Temporal.Instant.fromEpochMilliseconds(8.64e15);

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
  earliestInstant([now, knownAt ?? null, publishedBefore ?? null]) ?? now;
