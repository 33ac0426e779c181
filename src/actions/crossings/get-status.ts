import type { Context } from "../../context.ts";
import { invalid, type Refusal } from "../../domain/errors.ts";
import { type AskedServices, type Crossing, isAskedService } from "../../domain/places/crossing.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { answerCrossings, type CrossingsAnswered } from "./answer-crossings.ts";
import { getCrossing } from "./get-crossing.ts";
import type { StatusQuestion } from "./status-question.ts";

/** The answer about one crossing at an instant. */
export type StatusAtInstant = Omit<CrossingsAnswered, "answers"> & CrossingStatus;

/**
 * Returns the answer about one crossing, now or at `at`. With `knownAt`, only reports recorded by then are used.
 * @throws Refusal `not_found` if the crossing is unknown, `invalid` if it has no requested service
 */
export async function getStatus(ctx: Context, slug: string, question: StatusQuestion): Promise<StatusAtInstant> {
  const crossing = await getCrossing(ctx, slug);
  const { answers, ...rest } = await answerCrossings(ctx, [crossing], question);
  const [answer] = answers;
  if (answer === undefined) throw noService(slug, question);
  return { ...rest, ...answer };
}

/** Returns true if {@link getStatus} answers from memory, without a query. */
export const isStatusInMemory = (ctx: Context, slug: string, { at }: StatusQuestion): boolean =>
  at !== undefined && recordIn(ctx).hasState(slug, at);

/** Returns the refusal for a mode or direction that a crossing lacks. */
export function noService(slug: string, { mode, direction }: AskedServices): Refusal {
  const asked = [mode, direction].filter(Boolean).join(" ");
  return invalid([{ path: mode === undefined ? "direction" : "mode", rule: ["noService", slug, asked] }]);
}

/** @throws Refusal `invalid` if a crossing has no service of this mode and direction */
export function refuseNoService({ slug, services }: Crossing, asked: AskedServices): void {
  if (!services.some((service) => isAskedService(asked, service))) throw noService(slug, asked);
}
