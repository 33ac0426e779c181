import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../../context.ts";
import { type AccountedPeriod, availabilityPeriod } from "../../../domain/availability/period.ts";
import { invalid } from "../../../domain/errors.ts";
import { hourOf } from "../../../domain/feed/waits.ts";
import { type Crossing, type Service, serviceKey, servicesOf, timeZonesOf } from "../../../domain/places/crossing.ts";
import type { RecordView, Timeline } from "../../../domain/record/timeline.ts";
import type { Interval } from "../../../domain/time/interval.ts";
import { earliestInstant, latestInstant, type Moment } from "../../../domain/time/moment.ts";
import type { Direction, Mode } from "../../../domain/vocabulary.ts";
import { recordIn } from "../../../store/record/record-reader.ts";
import { yieldTurn } from "../../../yield-turn.ts";
import { horizonOf, refuseFuture } from "../answer-crossings.ts";
import { loadTrafficOf } from "../load-traffic.ts";

/** Selects the services and the period of an account. */
export interface AccountQuestion extends RecordView {
  mode?: Mode | undefined;
  direction?: Direction | undefined;
  from?: Moment | undefined;
  to?: Moment | undefined;
}

/** Data about an answer, other than the accounts themselves. */
export interface AccountMade {
  at: Temporal.Instant;
  /** Highest `seq` of the reports that affect these crossings. */
  asOf: number;
  /** Time at which the period of the answer grows by another hour. Null if the period no longer grows. */
  expiresAt: Temporal.Instant | null;
  /** Time until which the answer can be cached: the next full hour, because the answer covers whole hours. */
  keptUntil: Temporal.Instant;
  /** Crossings on which the answer depends. */
  of: string[];
}

/** The accounts of one crossing's services. */
export interface AccountedCrossing<Account> extends AccountedPeriod {
  crossing: Crossing;
  services: { service: Service; account: Account }[];
}

/**
 * Computes the account of one service from the parts of the period, such as its local months. `traffic` holds the
 * unbroken intervals of hours for which a wait is stored. `beside` holds the timelines of all requested services of the
 * crossing.
 */
type AccountOf<Part, Account> = (
  timeline: Timeline,
  parts: readonly Part[],
  traffic: readonly Interval[],
  beside: readonly Timeline[],
) => Account;

/**
 * Number of crossings loaded at once. Assembling timelines that cover years for all crossings at once takes a tenth of
 * a second, which would block requests.
 */
const AT_ONCE = 8;

/**
 * Loads the timelines of the requested services and computes the account of each. `partsOf` divides the period into
 * parts in a time zone. Crossings without a requested service are left out. `beyond` is true if the timelines must also
 * contain changes after the period.
 * @throws Refusal `invalid` if the period is invalid or has no data, or if `knownAt` is in the future
 */
export async function accountTimelines<Part, Account>(
  ctx: Context,
  asked: readonly Crossing[],
  question: AccountQuestion,
  { asks, beyond = false }: { asks: "one" | "several"; beyond?: boolean },
  partsOf: (period: AccountedPeriod, zone: string) => Part[],
  accountOf: AccountOf<Part, Account>,
): Promise<AccountMade & { crossings: AccountedCrossing<Account>[] }> {
  const at = ctx.now;
  const { from, mode, direction, knownAt } = question;
  refuseFuture(knownAt, at);
  const horizon = horizonOf(question, at);
  const periods = new Map(
    timeZonesOf(asked).map((zone) => [zone, availabilityPeriod(question, zone, horizon, asks)] as const),
  );
  const all = [...periods.values()];
  if (all.length > 0 && all.every((period) => period.from.equals(period.to)))
    throw invalid([{ path: "from", rule: ["beforeEndOfData", `${hourOf(horizon)}`], value: String(from) }]);
  const parts = new Map([...periods].map(([zone, period]) => [zone, partsOf(period, zone)] as const));
  const earliest = earliestInstant(all.map((period) => period.from)) ?? at;
  // The highest `seq` must be read before the data, so that an answer never claims to be newer than its data.
  const slugs = asked.map(({ slug }) => slug);
  const marks = await recordIn(ctx).marks(slugs, knownAt);
  const latest = latestInstant(all.map((period) => period.to)) ?? at;
  const until = beyond ? {} : { until: latest };
  const timelinesOf = { mode, direction, view: question, at: earliest, onward: true, ...until };
  const crossings: AccountedCrossing<Account>[] = [];
  let timelines: ReadonlyMap<string, Timeline> = new Map();
  let traffic: Awaited<ReturnType<typeof loadTrafficOf>> = new Map();
  for (const [i, crossing] of asked.entries()) {
    if (i % AT_ONCE === 0) {
      const some = asked.slice(i, i + AT_ONCE);
      [timelines, traffic] = await Promise.all([
        recordIn(ctx).timelines(some, timelinesOf),
        loadTrafficOf(ctx, slugs.slice(i, i + AT_ONCE), { from: earliest, to: latest }, horizon),
      ]);
    }
    const period = periods.get(crossing.timeZone);
    const own = parts.get(crossing.timeZone) ?? [];
    const mine = servicesOf(crossing).flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    if (period === undefined || mine.length === 0) continue;
    const services: AccountedCrossing<Account>["services"] = [];
    for (const timeline of mine) {
      const { service } = timeline;
      services.push({ service, account: accountOf(timeline, own, traffic.get(serviceKey(service)) ?? [], mine) });
      // Computing years of availability for all crossings takes a second, which would block other requests.
      await yieldTurn();
    }
    crossings.push({ crossing, ...period, services });
  }
  const grows = all.some(({ clipped }) => clipped) && horizon.equals(at);
  const keptUntil = hourOf(at).add({ hours: 1 });
  return {
    at,
    asOf: Math.max(0, ...slugs.map((slug) => marks.get(slug) ?? 0)),
    expiresAt: grows ? keptUntil : null,
    keptUntil,
    of: slugs,
    crossings,
  };
}
