import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { Snapshot, TimedAnswer } from "../../domain/status/snapshot.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { type AnswerMaker, makersInSnapshot, makersOnRecord } from "./make-answers.ts";
import { isLive, type StatusQuestion } from "./status-question.ts";

/** A question whose answers are kept. */
interface KeptQuestion {
  key: string;
  load(slugs: readonly string[]): Promise<AnswerMaker[]>;
}

/** Returns the answers, and computes only those that are not kept. */
export async function answerFromKept(
  ctx: Context,
  snapshot: Snapshot,
  crossings: readonly Crossing[],
  question: StatusQuestion,
): Promise<TimedAnswer[]> {
  const bySlug = new Map(crossings.map((crossing) => [crossing.slug, crossing]));
  const slugs = [...bySlug.keys()];
  const kept: KeptQuestion = {
    key: keyOf(question),
    load: (some) =>
      isLive(question)
        ? makersInSnapshot(ctx, snapshot, some, question)
        : makersOnRecord(
            ctx,
            some.flatMap((slug) => bySlug.get(slug) ?? []),
            question,
          ),
  };
  return withWholeReports(snapshot, slugs, () => answersFor(ctx, snapshot, slugs, kept));
}

/**
 * Makes an answer about crossings, and makes it again if one of them changed meanwhile. A report may be about several
 * crossings, and an answer shows either all that it states or nothing.
 */
export async function withWholeReports<Answer>(
  snapshot: Snapshot,
  slugs: readonly string[],
  make: () => Promise<Answer>,
): Promise<Answer> {
  const touches = snapshot.touches();
  const answer = await make();
  return snapshot.isTouchedSince(slugs, touches) ? make() : answer;
}

/** Identifies a question about any crossing. */
const keyOf = ({ at, knownAt, publishedBefore, mode, direction, programme }: StatusQuestion): string =>
  [mode, direction, programme, at, knownAt, publishedBefore].map((each) => each ?? "").join("/");

/**
 * Number of answers computed at once. Requests that lack more compute such parts in turns, in the order in which they
 * came. Otherwise, requests that come while thousands of answers are computed would compute them again: an answer does
 * not hold for a request that came earlier.
 */
export const AT_ONCE = 100;

async function answersFor(
  ctx: Context,
  snapshot: Snapshot,
  slugs: readonly string[],
  question: KeptQuestion,
): Promise<TimedAnswer[]> {
  const compute = (some: readonly string[]) => computeAnswers(ctx, snapshot, some, question);
  const isMissing = (slug: string) => snapshot.answers.find(question.key, slug, ctx.now) === undefined;
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

async function computeAnswers(
  ctx: Context,
  snapshot: Snapshot,
  slugs: readonly string[],
  { key, load }: KeptQuestion,
): Promise<TimedAnswer[]> {
  const touches = snapshot.touches();
  const answers = new Map(slugs.map((slug) => [slug, snapshot.answers.find(key, slug, ctx.now)]));
  const missing = slugs.filter((slug) => answers.get(slug) === undefined);
  for (const { slug, make } of missing.length === 0 ? [] : await load(missing)) {
    // Another request may have computed the answer in the meantime.
    const found = snapshot.answers.find(key, slug, ctx.now);
    answers.set(slug, found ?? snapshot.answers.keep(key, slug, await make(), touches));
    await yieldTurn();
  }
  return slugs.flatMap((slug) => answers.get(slug) ?? []);
}
