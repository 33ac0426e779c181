import { Temporal } from "temporal-polyfill";
import type { Context } from "../../../context.ts";
import { type Crossing, serviceKey, servicesOf, timeZonesOf } from "../../../domain/places/crossing.ts";
import type { RecordView } from "../../../domain/record/timeline.ts";
import { type Standing, standingAt } from "../../../domain/status/standing.ts";
import { compareInstants } from "../../../domain/time/moment.ts";
import { recordIn } from "../../../store/record/record-reader.ts";
import { yieldTurn } from "../../../yield-turn.ts";
import { allCrossings } from "../all-crossings.ts";
import { loadTraffic, type TrafficAt } from "../load-traffic.ts";
import { horizonOf, refuseFuture } from "../status-question.ts";

/** A crossing's answers at one local time on several days. */
export interface CrossingDays {
  crossing: Crossing;
  days: { at: Temporal.Instant; standings: Standing[] }[];
}

/** Returns the time of a day's answers: noon, when most crossings are in service. */
export const noonOf = (day: Temporal.PlainDate, timeZone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone, plainTime: NOON }).toInstant();

const NOON = Temporal.PlainTime.from("12:00");

/** Answers about a single day include changes announced for the year after it. */
const AHEAD_HOURS = 366 * 24;

/** Number of answers, one per crossing and day, for which traffic is read at once. */
const AT_ONCE = 64;

/**
 * Returns the answers of all crossings at noon, in each crossing's own zone, on each of the given days. The record is
 * read once for all days. Observations of the feed are not used, as in every answer about a time other than now.
 * Answers about several days leave out changes after the last day, such as an announced reopening.
 * @throws Refusal `invalid` if `knownAt` is in the future
 */
export async function answerDays(
  ctx: Context,
  days: readonly Temporal.PlainDate[],
  view: RecordView,
): Promise<CrossingDays[]> {
  refuseFuture(view.knownAt, ctx.now);
  const crossings = [...(await allCrossings(ctx)).values()];
  const noons = new Map(timeZonesOf(crossings).map((zone) => [zone, days.map((day) => noonOf(day, zone))] as const));
  const all = [...noons.values()].flat().sort(compareInstants);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return [];
  const recordedBy = horizonOf(view, ctx.now);
  const timelines = await recordIn(ctx).timelines(crossings, {
    view,
    at: first,
    onward: true,
    until: days.length === 1 ? last.add({ hours: AHEAD_HOURS }) : last,
  });
  const answers: CrossingDays[] = [];
  const size = Math.max(1, Math.floor(AT_ONCE / days.length));
  let trafficAt: TrafficAt = () => null;
  for (const [i, crossing] of crossings.entries()) {
    if (i % size === 0) {
      const some = crossings.slice(i, i + size);
      const times = timeZonesOf(some).flatMap((zone) => noons.get(zone) ?? []);
      trafficAt = await loadTraffic(ctx, some.flatMap(servicesOf), times, recordedBy);
    }
    const instants = noons.get(crossing.timeZone) ?? [];
    const mine = servicesOf(crossing).flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    const answered: CrossingDays["days"] = [];
    for (const at of instants) {
      const standings = mine.map((timeline) =>
        standingAt(timeline, at, null, ctx.thresholds, trafficAt(timeline.service, at), null),
      );
      answered.push({ at, standings });
      await yieldTurn();
    }
    answers.push({ crossing, days: answered });
  }
  return answers;
}
