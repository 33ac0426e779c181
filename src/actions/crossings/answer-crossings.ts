import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import type { TimedAnswer } from "../../domain/status/snapshot.ts";
import { earliestInstant } from "../../domain/time/moment.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { AT_ONCE, answerFromKept } from "./answer-from-kept.ts";
import { makersOnRecord } from "./make-answers.ts";
import { isLive, refuseFuture, type StatusQuestion } from "./status-question.ts";

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
  const { snapshot } = ctx;
  // Answers about the past of a few crossings are not kept: there would be too many of them.
  const areKept = isLive(question) || (question.at !== undefined && crossings.length > AT_ONCE);
  const answers =
    snapshot !== undefined && areKept
      ? await answerFromKept(ctx, snapshot, crossings, question)
      : await answersOnRecord(ctx, crossings, question);
  return {
    at,
    asOf: answers.reduce((highest, { asOf }) => Math.max(highest, asOf), 0),
    answers: answers.flatMap(({ status }) => status ?? []),
    expiresAt: question.at === undefined ? earliestInstant(answers.map(({ to }) => to)) : null,
    of: crossings.map(({ slug }) => slug),
  };
}

/** Returns answers from the record: about another instant, or about what was on record at another instant. */
async function answersOnRecord(
  ctx: Context,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<TimedAnswer[]> {
  return mapInTurns(await makersOnRecord(ctx, crossings, question), ({ make }) => make());
}
