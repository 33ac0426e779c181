import type { Context } from "../../../context.ts";
import type { CrossingRestrictions } from "../../../domain/availability/restricted-crossing.ts";
import { restrictedTimesOf } from "../../../domain/availability/restricted-days.ts";
import { localDays } from "../../../domain/time/months.ts";
import { allCrossings } from "../all-crossings.ts";
import { type AccountMade, type AccountQuestion, accountTimelines } from "./account-timelines.ts";

/**
 * Returns the restricted times of all crossings in a period, counted in each crossing's local days. A crossing without
 * restricted times has an empty list.
 * @throws Refusal `invalid` if the period is invalid, longer than three years or in the future, or if `knownAt` is in
 * the future
 */
export async function listRestrictions(
  ctx: Context,
  question: AccountQuestion,
): Promise<AccountMade & { crossings: CrossingRestrictions[] }> {
  const { crossings, ...made } = await accountTimelines(
    ctx,
    [...(await allCrossings(ctx)).values()],
    question,
    { asks: "several", beyond: true },
    localDays,
    (timeline, days, traffic, beside) => restrictedTimesOf(timeline, days, ctx.thresholds, traffic, beside),
  );
  return {
    ...made,
    crossings: crossings.map(({ services, ...rest }) => ({
      ...rest,
      times: services.flatMap(({ service, account }) => account.map((time) => ({ ...time, service }))),
    })),
  };
}
