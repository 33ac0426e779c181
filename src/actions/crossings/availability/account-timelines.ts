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
import { loadTrafficOf } from "../load-traffic.ts";
import { partsOfAnswer } from "../parts-of-answer.ts";
import { horizonOf, refuseFuture } from "../status-question.ts";

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

/** What an account is, and how it is computed. */
export interface AccountKind<Part, Account> {
  name: string;
  /** Approximate size of the account of a service. */
  bytesOf(account: Account): number;
  /** Divides a period into parts in a time zone, such as its local months. */
  partsOf(period: AccountedPeriod, zone: string): Part[];
  /** True if the timelines must also contain changes after the period. */
  isBeyond: boolean;
  accountOf: AccountOf<Part, Account>;
}

/** The accounts of a crossing, and the highest `seq` of the reports on which they are based. */
interface KeptAccounts<Account> {
  services: { service: Service; account: Account }[];
  asOf: number;
}

/**
 * Computes the account of each requested service. Crossings without a requested service are left out.
 * @throws Refusal `invalid` if the period is invalid or has no data, or if `knownAt` is in the future
 */
export async function accountTimelines<Part, Account>(
  ctx: Context,
  asked: readonly Crossing[],
  question: AccountQuestion,
  asks: "one" | "several",
  kind: AccountKind<Part, Account>,
): Promise<AccountMade & { crossings: AccountedCrossing<Account>[] }> {
  const at = ctx.now;
  const { from, knownAt } = question;
  refuseFuture(knownAt, at);
  const horizon = horizonOf(question, at);
  const periods = new Map(
    timeZonesOf(asked).map((zone) => [zone, availabilityPeriod(question, zone, horizon, asks)] as const),
  );
  const all = [...periods.values()];
  if (all.length > 0 && all.every((period) => period.from.equals(period.to)))
    throw invalid([{ path: "from", rule: ["beforeEndOfData", `${hourOf(horizon)}`], value: String(from) }]);
  const keptUntil = hourOf(at).add({ hours: 1 });
  const parts = new Map([...periods].map(([zone, period]) => [zone, kind.partsOf(period, zone)] as const));
  const accounts = await partsOfAnswer<KeptAccounts<Account>>(ctx, asked, {
    kind: {
      name: kind.name,
      bytesOf: ({ services }) => services.reduce((sum, { account }) => sum + kind.bytesOf(account), 0),
    },
    question: keyOf(question),
    make: async (some) => {
      const made = await makeAccounts(ctx, some, { question, horizon, periods, parts }, kind);
      return new Map([...made].map(([slug, value]) => [slug, { value, to: keptUntil }] as const));
    },
  });
  const grows = all.some(({ clipped }) => clipped) && horizon.equals(at);
  return {
    at,
    asOf: [...accounts.values()].reduce((highest, { asOf }) => Math.max(highest, asOf), 0),
    expiresAt: grows ? keptUntil : null,
    keptUntil,
    of: asked.map(({ slug }) => slug),
    crossings: asked.flatMap((crossing) => {
      const period = periods.get(crossing.timeZone);
      const services = accounts.get(crossing.slug)?.services ?? [];
      return period === undefined || services.length === 0 ? [] : [{ crossing, ...period, services }];
    }),
  };
}

/** Identifies a question about accounts. */
const keyOf = ({ from, to, mode, direction, knownAt, publishedBefore }: AccountQuestion): string =>
  [from, to, mode, direction, knownAt, publishedBefore].map((each) => (each === undefined ? "" : `${each}`)).join(" ");

async function makeAccounts<Part, Account>(
  ctx: Context,
  crossings: readonly Crossing[],
  asked: {
    question: AccountQuestion;
    horizon: Temporal.Instant;
    periods: ReadonlyMap<string, AccountedPeriod>;
    /** Parts of the period by time zone. */
    parts: ReadonlyMap<string, readonly Part[]>;
  },
  { isBeyond, accountOf }: AccountKind<Part, Account>,
): Promise<Map<string, KeptAccounts<Account>>> {
  const { question, horizon, periods, parts } = asked;
  const { mode, direction, knownAt } = question;
  const own = timeZonesOf(crossings).flatMap((zone) => periods.get(zone) ?? []);
  const from = earliestInstant(own.map((period) => period.from)) ?? ctx.now;
  const to = latestInstant(own.map((period) => period.to)) ?? ctx.now;
  // The highest `seq` must be read before the data, so that an answer never claims to be newer than its data.
  const slugs = crossings.map(({ slug }) => slug);
  const marks = await recordIn(ctx).marks(slugs, knownAt);
  const until = isBeyond ? {} : { until: to };
  const [timelines, traffic] = await Promise.all([
    recordIn(ctx).timelines(crossings, { mode, direction, view: question, at: from, onward: true, ...until }),
    loadTrafficOf(ctx, slugs, { from, to }, horizon),
  ]);
  const accounts = new Map<string, KeptAccounts<Account>>();
  for (const crossing of crossings) {
    const mine = servicesOf(crossing).flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    const services: KeptAccounts<Account>["services"] = [];
    for (const timeline of mine) {
      const { service } = timeline;
      const moving = traffic.get(serviceKey(service)) ?? [];
      services.push({ service, account: accountOf(timeline, parts.get(crossing.timeZone) ?? [], moving, mine) });
      // Computing years of availability for all crossings takes a second, which would block other requests.
      await yieldTurn();
    }
    accounts.set(crossing.slug, { services, asOf: marks.get(crossing.slug) ?? 0 });
  }
  return accounts;
}
