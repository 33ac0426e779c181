import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { type Alternatives, alternativesTo } from "../../domain/status/alternatives.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { allCrossings } from "./all-crossings.ts";
import { answerCrossings, type CrossingsAnswered } from "./answer-crossings.ts";
import { getCrossing } from "./get-crossing.ts";
import type { StatusQuestion } from "./status-question.ts";

/** Alternatives to a crossing, with the crossing's own standing. */
export interface FoundAlternatives extends Omit<CrossingsAnswered, "answers">, Alternatives {
  crossing: Crossing;
  /** Standing of the requested service at the crossing itself. Null if it lacks the service. */
  standing: Standing | null;
}

/**
 * Finds the nearest crossings that are open for a mode and direction, at `at` or now. Crossings without that mode and
 * direction are left out, so a truck is never sent to a bridge for cars.
 * @throws Refusal `not_found` if the crossing is unknown, `invalid` if `knownAt` is in the future
 */
export async function findAlternatives(
  ctx: Context,
  slug: string,
  question: StatusQuestion & { mode: Mode; direction: Direction },
  limit: number,
): Promise<FoundAlternatives> {
  const crossing = await getCrossing(ctx, slug);
  const { answers, ...rest } = await answerCrossings(ctx, [...(await allCrossings(ctx)).values()], question);
  const candidates = answers.flatMap(({ crossing, standings: [standing] }) =>
    standing === undefined ? [] : [{ crossing, standing }],
  );
  const own = candidates.find((each) => each.crossing.slug === slug);
  return {
    ...rest,
    crossing,
    standing: own?.standing ?? null,
    ...alternativesTo(crossing, candidates, { most: limit }),
  };
}
