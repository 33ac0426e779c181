import type { Context } from "../../context.ts";
import { invalid, type Refusal } from "../../domain/errors.ts";
import { type AskedServices, type Crossing, isAskedService } from "../../domain/places/crossing.ts";
import { type Answers, answerCrossings, type CrossingAnswer, type Question } from "./answer-crossings.ts";
import { getCrossing } from "./get-crossing.ts";

/** The answer for one crossing, with when it was made and until when it stands. */
export type StatusAnswer = Omit<Answers, "answers"> & CrossingAnswer;

/**
 * Is it open? For now, or for `at`; by all that is known, or by what was.
 * @throws Refusal `not_found` for the crossing, `invalid` for services that it has not
 */
export async function getStatus(ctx: Context, slug: string, question: Question): Promise<StatusAnswer> {
  const crossing = await getCrossing(ctx, slug);
  const { answers, ...rest } = await answerCrossings(ctx, [crossing], question);
  const [answer] = answers;
  if (answer === undefined) throw noService(slug, question);
  return { ...rest, ...answer };
}

/** The refusal of a mode or direction of which a crossing has no service. */
export function noService(slug: string, { mode, direction }: AskedServices): Refusal {
  const asked = [mode, direction].filter(Boolean).join(" ");
  return invalid([{ path: mode === undefined ? "direction" : "mode", message: `${slug} has no ${asked} service` }]);
}

/** @throws Refusal `invalid` where a crossing has no service of a mode and a direction */
export function refuseNoService({ slug, services }: Crossing, asked: AskedServices): void {
  if (!services.some((service) => isAskedService(asked, service))) throw noService(slug, asked);
}
