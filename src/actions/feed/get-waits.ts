import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import { isMoving, type Lane } from "../../domain/feed/observation.ts";
import { hourOf, type TypicalWait, typicalWaits, type WaitSample } from "../../domain/feed/waits.ts";
import { typicalPeriod, waitsPeriod } from "../../domain/feed/waits-period.ts";
import { type Crossing, LANES_OF, type Service, serviceKey } from "../../domain/places/crossing.ts";
import { entryDirection } from "../../domain/places/region.ts";
import { compareInstants, type Moment } from "../../domain/time/moment.ts";
import type { LaneKind, Mode } from "../../domain/vocabulary.ts";
import { loadObservations } from "../../store/feed/observations.ts";
import { loadHourlyWaits, loadWaitSamples, type WaitKey } from "../../store/feed/wait-samples.ts";
import { getCrossing } from "../crossings/get-crossing.ts";

/** Selects a crossing's waits in the hours that begin between `from` and the end of `to`. */
export interface WaitsQuestion {
  mode?: Mode | undefined;
  lane?: LaneKind | undefined;
  from?: Moment | undefined;
  to?: Moment | undefined;
}

/** Northbound waits at a crossing: current, past and typical. */
export interface CrossingWaits {
  crossing: Crossing;
  at: Temporal.Instant;
  /** Requested services with the lanes that now have traffic. */
  current: { service: Service; lanes: Lane[] }[];
  samples: WaitSample[];
  typical: TypicalWait[];
  /** Key after which the next page of samples starts. Null on the last page. */
  next: WaitKey | null;
  /** Time at which the waits may change: when the first current wait is too old, or the next hour begins. */
  expiresAt: Temporal.Instant;
}

/**
 * Returns the waits at a crossing, with a page of its samples, oldest first. The feed reports northbound waits only.
 * @throws Refusal `not_found` if the crossing is unknown; `invalid` if it lacks the requested mode or kind of lane, or
 * if the period is not allowed
 */
export async function getWaits(
  ctx: Context,
  slug: string,
  question: WaitsQuestion,
  page: { limit: number; after?: WaitKey | undefined },
): Promise<CrossingWaits> {
  const at = ctx.now;
  const crossing = await getCrossing(ctx, slug);
  const { mode, lane } = question;
  const services = askedServices(crossing, mode, lane);
  const direction = entryDirection(crossing);
  const period = waitsPeriod(question, crossing.timeZone, at);
  const [observations, samples, recent] = await Promise.all([
    loadObservations(ctx.db, [slug]),
    loadWaitSamples(ctx.db, slug, { ...period, direction, mode, lane }, { after: page.after, limit: page.limit + 1 }),
    loadHourlyWaits(ctx.db, slug, { ...typicalPeriod(period, crossing.timeZone, at), direction, mode, lane }),
  ]);
  const lanesOf = new Map(observations.map(({ service, lanes }) => [serviceKey(service), lanes]));
  const { freshMinutes } = ctx.thresholds;
  const current = services.map((service) => ({
    service,
    lanes: (lanesOf.get(serviceKey(service)) ?? []).filter(
      (each) => (lane ?? each.kind) === each.kind && isMoving(each, at, freshMinutes),
    ),
  }));
  const shown = samples.slice(0, page.limit);
  const last = samples.length > page.limit ? shown.at(-1) : undefined;
  return {
    crossing,
    at,
    current,
    samples: shown,
    typical: typicalWaits(recent, crossing.timeZone),
    next: last === undefined ? null : { hour: last.hour, mode: last.service.mode, lane: last.lane },
    expiresAt: turnOf(current, at, freshMinutes),
  };
}

function askedServices(crossing: Crossing, mode: Mode | undefined, lane: LaneKind | undefined): Service[] {
  const entry = entryDirection(crossing);
  const ofMode = crossing.services.filter(
    (service) => service.direction === entry && (mode ?? service.mode) === service.mode,
  );
  if (mode !== undefined && ofMode.length === 0)
    throw invalid([{ path: "mode", rule: ["noService", crossing.slug, `${mode} ${entry}`] }]);
  const asked = ofMode.filter((service) => lane === undefined || LANES_OF[service.mode].includes(lane));
  if (lane !== undefined && asked.length === 0)
    throw invalid([
      {
        path: "lane",
        rule: ["noLane", crossing.slug, lane, mode ?? null],
      },
    ]);
  return asked.map((service) => ({ crossing: crossing.slug, ...service }));
}

/**
 * Returns the time at which the waits may change: just after a wait turns `freshMinutes` old, or just after the next
 * full hour, when the oldest samples drop out.
 */
function turnOf(current: CrossingWaits["current"], at: Temporal.Instant, freshMinutes: number): Temporal.Instant {
  const stamps = current.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.at ?? []));
  const stale = stamps.map((stamp) => stamp.add({ minutes: freshMinutes }));
  const first = [...stale, hourOf(at).add({ hours: 1 })].reduce((a, b) => (compareInstants(b, a) < 0 ? b : a));
  return first.add({ milliseconds: 1 });
}
