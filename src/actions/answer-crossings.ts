import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { type Crossing, serviceKey } from "../domain/crossing.ts";
import { invalid } from "../domain/errors.ts";
import { compareInstants } from "../domain/moment.ts";
import type { Observation } from "../domain/observation.ts";
import { type Standing, standingAt } from "../domain/standing.ts";
import { timelinesOf, type View } from "../domain/timeline.ts";
import { nextTurn } from "../domain/turn.ts";
import { type Verdict, verdictOf } from "../domain/verdict.ts";
import type { Direction, Mode } from "../domain/words.ts";
import { loadObservations } from "../store/observations.ts";
import { type CrossingRecord, loadRecord } from "../store/reports.ts";

/** What is asked of some crossings. Without `at`, now; without `mode` or `direction`, all. */
export interface Question extends View {
  at?: Temporal.Instant | undefined;
  mode?: Mode | undefined;
  direction?: Direction | undefined;
}

/** The answer for one crossing. */
export interface CrossingAnswer {
  crossing: Crossing;
  verdict: Verdict;
  standings: Standing[];
}

/** Answers for some crossings at one instant. */
export interface Answers {
  at: Temporal.Instant;
  /** The highest `seq` that touches the crossings answered for; 0 where nothing does. */
  asOf: number;
  answers: CrossingAnswer[];
  /** When the first of the answers may turn by itself; null where none does. */
  turnsAt: Temporal.Instant | null;
}

/**
 * Answers for the asked services of `crossings`; a crossing that has none of them is left out. What the feed observed
 * belongs to answers about now, by all that is known, only.
 * @throws Refusal `invalid` where `knownAt` is in the future
 */
export async function answerCrossings(
  ctx: Context,
  crossings: readonly Crossing[],
  question: Question,
): Promise<Answers> {
  const now = ctx.now();
  refuseFuture(question.knownAt, now);
  const live = question.at === undefined && question.knownAt === undefined && question.publishedBefore === undefined;
  const at = question.at ?? now;
  const slugs = crossings.map(({ slug }) => slug);
  const [record, observations] = await Promise.all([
    loadRecord(ctx.db, slugs),
    live ? loadObservations(ctx.db, slugs) : [],
  ]);
  const observed = new Map(observations.map((observation) => [serviceKey(observation.service), observation]));
  const turns: Temporal.Instant[] = [];
  const answers = crossings.flatMap((crossing) => {
    const standings = standingsOf(ctx, crossing, record, question, at, observed, turns);
    return standings.length === 0 ? [] : [{ crossing, standings, verdict: verdictOf(standings) }];
  });
  const turnsAt = turns.sort(compareInstants)[0] ?? null;
  return { at, asOf: asOf(record, question.knownAt), answers, turnsAt };
}

function standingsOf(
  ctx: Context,
  crossing: Crossing,
  record: CrossingRecord,
  question: Question,
  at: Temporal.Instant,
  observed: ReadonlyMap<string, Observation>,
  turns: Temporal.Instant[],
): Standing[] {
  const { mode, direction } = question;
  const services = crossing.services
    .filter(
      (service) => (mode ?? service.mode) === service.mode && (direction ?? service.direction) === service.direction,
    )
    .map((service) => ({ crossing: crossing.slug, ...service }));
  const timelines = timelinesOf(services, crossing.timeZone, record.reports, question);
  return [...timelines].map(([key, timeline]) => {
    const observation = observed.get(key) ?? null;
    const turn = nextTurn(timeline, at, observation, ctx.thresholds);
    if (turn !== null) turns.push(turn);
    return standingAt(timeline, at, observation, ctx.thresholds);
  });
}

/** The highest `seq` on record at `knownAt`. */
export function asOf(record: CrossingRecord, knownAt: Temporal.Instant | undefined): number {
  const marks = record.marks.filter((mark) => knownAt === undefined || compareInstants(mark.recordedAt, knownAt) <= 0);
  return marks.reduce((highest, mark) => Math.max(highest, mark.seq), 0);
}

/** @throws Refusal `invalid` where `knownAt` is after `now`: nobody knows yet what will be on record then */
export function refuseFuture(knownAt: Temporal.Instant | undefined, now: Temporal.Instant): void {
  if (knownAt !== undefined && compareInstants(knownAt, now) > 0)
    throw invalid([
      { path: "knownAt", message: `${knownAt} is in the future: what will be on record then is not known` },
    ]);
}
