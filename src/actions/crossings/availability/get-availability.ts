import type { Context } from "../../../context.ts";
import { availabilityOf, type MonthAccount } from "../../../domain/availability/availability.ts";
import type { AccountedPeriod } from "../../../domain/availability/period.ts";
import { isInCounty } from "../../../domain/places/county.ts";
import type { Crossing, Service } from "../../../domain/places/crossing.ts";
import { isInState } from "../../../domain/places/region.ts";
import { localMonths } from "../../../domain/time/months.ts";
import { allCrossings } from "../all-crossings.ts";
import { getCrossing } from "../get-crossing.ts";
import { noService } from "../get-status.ts";
import { type AccountMade, type AccountQuestion, accountTimelines } from "./account-timelines.ts";

/** Availability of one crossing's services. */
export interface CrossingAvailability extends AccountedPeriod {
  crossing: Crossing;
  services: { service: Service; months: MonthAccount[] }[];
}

/**
 * Returns for each month how long each service of a crossing was open, suspended, closed and so on.
 * @throws Refusal `not_found` if the crossing is unknown; `invalid` if it has no requested service, if the period is
 * invalid, or if `knownAt` is in the future
 */
export async function getAvailability(
  ctx: Context,
  slug: string,
  question: AccountQuestion,
): Promise<AccountMade & CrossingAvailability> {
  const crossing = await getCrossing(ctx, slug);
  const { crossings, ...made } = await account(ctx, [crossing], question, "one");
  const [only] = crossings;
  if (only === undefined) throw noService(slug, question);
  return { ...made, ...only };
}

/** Selects the crossings of an answer. All given conditions must hold. */
interface AccountedPlaces {
  state?: string | undefined;
  /** FIPS code or name of a county. */
  county?: string | undefined;
  port?: string | undefined;
}

/**
 * Returns the availability of all crossings, or of the crossings of a state, county or port. The result omits crossings
 * without a requested service.
 */
export async function listAvailability(
  ctx: Context,
  { state, county, port, ...question }: AccountQuestion & AccountedPlaces,
): Promise<AccountMade & { crossings: CrossingAvailability[] }> {
  const crossings = [...(await allCrossings(ctx)).values()].filter(
    (crossing) =>
      isInState(crossing, state) && isInCounty(crossing, county) && (port ?? crossing.port) === crossing.port,
  );
  return account(ctx, crossings, question, "several");
}

async function account(
  ctx: Context,
  asked: readonly Crossing[],
  question: AccountQuestion,
  asks: "one" | "several",
): Promise<AccountMade & { crossings: CrossingAvailability[] }> {
  const { crossings, ...made } = await accountTimelines(
    ctx,
    asked,
    question,
    { asks },
    localMonths,
    (timeline, months, traffic) => availabilityOf(timeline, months, ctx.thresholds, traffic),
  );
  return {
    ...made,
    crossings: crossings.map(({ services, ...rest }) => ({
      ...rest,
      services: services.map(({ service, account: months }) => ({ service, months })),
    })),
  };
}
