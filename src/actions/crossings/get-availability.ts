import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { availabilityOf, type MonthAccount } from "../../domain/availability/availability.ts";
import { type AccountedPeriod, availabilityPeriod } from "../../domain/availability/period.ts";
import { invalid } from "../../domain/errors.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { isInCounty } from "../../domain/places/county.ts";
import { type Crossing, type Service, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { compareInstants, type Moment } from "../../domain/time/moment.ts";
import { localMonths } from "../../domain/time/months.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { loadTrafficIntervals } from "../../store/feed/traffic-hours.ts";
import { loadMarks } from "../../store/record/marks.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "./all-crossings.ts";
import { refuseFuture } from "./answer-crossings.ts";
import { getCrossing } from "./get-crossing.ts";
import { noService } from "./get-status.ts";

/** Selects the services and the period. */
export interface AvailabilityQuestion extends RecordView {
  mode?: Mode | undefined;
  direction?: Direction | undefined;
  from?: Moment | undefined;
  to?: Moment | undefined;
}

/** Availability of one crossing's services. */
export interface CrossingAvailability extends AccountedPeriod {
  crossing: Crossing;
  services: { service: Service; months: MonthAccount[] }[];
}

interface Made {
  at: Temporal.Instant;
  /** Highest `seq` of the reports about these crossings. */
  asOf: number;
  /** Time at which the period grows by another hour. Null if it no longer grows. */
  expiresAt: Temporal.Instant | null;
  /** The answer can be cached until the next full hour, because it covers whole hours. */
  keptUntil: Temporal.Instant;
  /** Crossings that the answer depends on. */
  of: string[];
}

/**
 * Returns for each month how long each service was open, suspended, closed and so on.
 * @throws Refusal `not_found` if the crossing is unknown; `invalid` if it has no requested service, if the period is
 * invalid, or if `knownAt` is in the future
 */
export async function getAvailability(
  ctx: Context,
  slug: string,
  question: AvailabilityQuestion,
): Promise<Made & CrossingAvailability> {
  const crossing = await getCrossing(ctx, slug);
  const { crossings, ...made } = await account(ctx, [crossing], question, "one");
  const [only] = crossings;
  if (only === undefined) throw noService(slug, question);
  return { ...made, ...only };
}

/** Selects crossings. All given conditions must hold. */
interface AccountedPlaces {
  state?: string | undefined;
  /** FIPS code or name of a county. */
  county?: string | undefined;
  port?: string | undefined;
}

/**
 * Returns the availability of all crossings, or of those in a state, county or port. Leaves out crossings without a
 * requested service.
 */
export async function listAvailability(
  ctx: Context,
  { state, county, port, ...question }: AvailabilityQuestion & AccountedPlaces,
): Promise<Made & { crossings: CrossingAvailability[] }> {
  const crossings = [...(await allCrossings(ctx)).values()].filter(
    (crossing) =>
      isInState(crossing, state) && isInCounty(crossing, county) && (port ?? crossing.port) === crossing.port,
  );
  return account(ctx, crossings, question, "several");
}

/** Crossings loaded at once. Loading years of all crossings at once would block requests for a tenth of a second. */
const AT_ONCE = 8;

async function account(
  ctx: Context,
  asked: readonly Crossing[],
  question: AvailabilityQuestion,
  asks: "one" | "several",
): Promise<Made & { crossings: CrossingAvailability[] }> {
  const at = ctx.now;
  const { from, mode, direction, knownAt, publishedBefore } = question;
  refuseFuture(knownAt, at);
  const horizon = [at, knownAt ?? at, publishedBefore ?? at].sort(compareInstants)[0] ?? at;
  const periods = new Map(
    asked.map(({ timeZone }) => [timeZone, availabilityPeriod(question, timeZone, horizon, asks)] as const),
  );
  const months = new Map([...periods].map(([zone, period]) => [zone, localMonths(period, zone)] as const));
  const all = [...periods.values()];
  if (all.length > 0 && all.every((period) => period.from.equals(period.to)))
    throw invalid([{ path: "from", rule: ["beforeEndOfData", `${hourOf(horizon)}`], value: String(from) }]);
  const earliest = all.map((period) => period.from).sort(compareInstants)[0] ?? at;
  // Read the `seq` before the data, so that an answer never claims to be newer than its data.
  const slugs = asked.map(({ slug }) => slug);
  const marks = await loadMarks(ctx.db, slugs, knownAt);
  const latest =
    all
      .map((period) => period.to)
      .sort(compareInstants)
      .at(-1) ?? at;
  const timelinesOf = { mode, direction, view: question, at: earliest, onward: true, until: latest };
  // Traffic is evidence for `openEvidenceDays`, so earlier traffic is loaded too.
  const trafficOf = { from: earliest.subtract({ hours: 24 * ctx.thresholds.openEvidenceDays + 1 }), to: latest };
  const crossings: CrossingAvailability[] = [];
  let timelines: Awaited<ReturnType<typeof loadTimelines>> = new Map();
  let traffic: Awaited<ReturnType<typeof loadTrafficIntervals>> = new Map();
  for (const [i, crossing] of asked.entries()) {
    if (i % AT_ONCE === 0) {
      const some = asked.slice(i, i + AT_ONCE);
      [timelines, traffic] = await Promise.all([
        loadTimelines(ctx.db, some, timelinesOf),
        loadTrafficIntervals(ctx.db, slugs.slice(i, i + AT_ONCE), trafficOf, horizon),
      ]);
    }
    const period = periods.get(crossing.timeZone);
    const mine = servicesOf(crossing).flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    if (period === undefined || mine.length === 0) continue;
    const services: CrossingAvailability["services"] = [];
    for (const timeline of mine) {
      const moving = traffic.get(serviceKey(timeline.service)) ?? [];
      const account = availabilityOf(timeline, months.get(crossing.timeZone) ?? [], ctx.thresholds, moving);
      services.push({ service: timeline.service, months: account });
      // Years of availability for all crossings take a second, which would block other requests.
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
