import type { Context } from "../../../context.ts";
import { availabilityOf, type MonthAccount } from "../../../domain/availability/availability.ts";
import type { AccountedPeriod } from "../../../domain/availability/period.ts";
import { isInCounty } from "../../../domain/places/county.ts";
import type { Crossing, Service } from "../../../domain/places/crossing.ts";
import { isInState } from "../../../domain/places/region.ts";
import type { Thresholds } from "../../../domain/status/evidence.ts";
import { type LocalMonth, localMonths } from "../../../domain/time/months.ts";
import { allCrossings } from "../all-crossings.ts";
import { getCrossing } from "../get-crossing.ts";
import { noService } from "../get-status.ts";
import { crossingsAfter, type ListPage } from "../list-crossings.ts";
import { type AccountKind, type AccountMade, type AccountQuestion, accountTimelines } from "./account-timelines.ts";

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

/** The availability of several crossings. `next` is the `after` of the next page, or null on the last page. */
export type AvailabilityListed = AccountMade & { crossings: CrossingAvailability[]; next: string | null };

/**
 * Returns the availability of all crossings, or of the crossings of a state, county or port. The result omits crossings
 * without a requested service, so a page may have fewer than `limit`.
 * @throws Refusal `invalid` as {@link getAvailability}, or if `after` is not the slug of a crossing
 */
export async function listAvailability(
  ctx: Context,
  { state, county, port, ...question }: AccountQuestion & AccountedPlaces,
  { limit = Number.POSITIVE_INFINITY, after }: ListPage = {},
): Promise<AvailabilityListed> {
  const all = [...(await allCrossings(ctx)).values()];
  const asked = crossingsAfter(all, ({ slug }) => slug, after).filter(
    (crossing) =>
      isInState(crossing, state) && isInCounty(crossing, county) && (port ?? crossing.port) === crossing.port,
  );
  const page = asked.slice(0, limit);
  const next = asked.length > page.length ? (page.at(-1)?.slug ?? null) : null;
  return { ...(await account(ctx, page, question, "several")), next };
}

/** Approximate size of the account of a service in a month. */
const MONTH_BYTES = 2_000;

const monthAccounts = (thresholds: Thresholds): AccountKind<LocalMonth, MonthAccount[]> => ({
  name: "availability",
  bytesOf: (months) => MONTH_BYTES * months.length,
  partsOf: localMonths,
  isBeyond: false,
  accountOf: (timeline, months, traffic) => availabilityOf(timeline, months, thresholds, traffic),
});

async function account(
  ctx: Context,
  asked: readonly Crossing[],
  question: AccountQuestion,
  asks: "one" | "several",
): Promise<AccountMade & { crossings: CrossingAvailability[] }> {
  const { crossings, ...made } = await accountTimelines(ctx, asked, question, asks, monthAccounts(ctx.thresholds));
  return {
    ...made,
    crossings: crossings.map(({ services, ...rest }) => ({
      ...rest,
      services: services.map(({ service, account: months }) => ({ service, months })),
    })),
  };
}
