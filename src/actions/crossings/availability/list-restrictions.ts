import type { Context } from "../../../context.ts";
import type { CrossingRestrictions } from "../../../domain/availability/restricted-crossing.ts";
import { type RestrictedTime, restrictedTimesOf } from "../../../domain/availability/restricted-days.ts";
import type { Thresholds } from "../../../domain/status/evidence.ts";
import { type LocalDay, localDays } from "../../../domain/time/months.ts";
import { allCrossings } from "../all-crossings.ts";
import { type AccountKind, type AccountMade, type AccountQuestion, accountTimelines } from "./account-timelines.ts";

/** Approximate sizes of a restricted time without its days, and of a day. */
const BYTES = { time: 2_000, day: 150 };

const bytesOf = (times: readonly RestrictedTime[]): number =>
  times.reduce((sum, { days, daysInDoubt }) => sum + BYTES.time + BYTES.day * (days.length + daysInDoubt.length), 0);

const restrictedTimes = (thresholds: Thresholds): AccountKind<LocalDay, RestrictedTime[]> => ({
  name: "restrictions",
  bytesOf,
  partsOf: localDays,
  isBeyond: true,
  accountOf: (timeline, days, traffic, beside) => restrictedTimesOf(timeline, days, thresholds, traffic, beside),
});

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
  const all = [...(await allCrossings(ctx)).values()];
  const { crossings, ...made } = await accountTimelines(ctx, all, question, "several", restrictedTimes(ctx.thresholds));
  return {
    ...made,
    crossings: crossings.map(({ services, ...rest }) => ({
      ...rest,
      times: services.flatMap(({ service, account }) => account.map((time) => ({ ...time, service }))),
    })),
  };
}
