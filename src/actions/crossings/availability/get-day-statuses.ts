import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../../context.ts";
import { type DayStatus, dayStatusesOf } from "../../../domain/availability/day-status.ts";
import { invalid } from "../../../domain/errors.ts";
import { hourOf } from "../../../domain/feed/waits.ts";
import { type Crossing, type Service, serviceKey } from "../../../domain/places/crossing.ts";
import { entryDirection } from "../../../domain/places/region.ts";
import type { RecordView } from "../../../domain/record/timeline.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { compareInstants, periodOf } from "../../../domain/time/moment.ts";
import type { Direction, Mode } from "../../../domain/vocabulary.ts";
import { recordIn } from "../../../store/record/record-reader.ts";
import { loadTrafficOf } from "../load-traffic.ts";
import { horizonOf, refuseFuture } from "../status-question.ts";

/** Selects the year and the service of a crossing's calendar. */
export interface YearQuestion extends RecordView {
  /**
   * Year of the calendar. Without it, the calendar is about the year of `at`, or about the last year with data if that
   * is earlier.
   */
  year: number | undefined;
  at: Temporal.Instant;
  /** Mode of the service. Without it, the calendar is about cars, or about the first service if cars cannot cross. */
  mode?: Mode | undefined;
  /**
   * Direction of the service. Without it, or if the mode lacks it, the calendar is about entering the country of the
   * port.
   */
  direction?: Direction | undefined;
}

/** Days of a year at a crossing, for one service. */
export interface YearOfDays {
  year: number;
  service: Service;
  /** Local days from 1 January to the last one for which data can exist. */
  days: DayStatus[];
  /** Last year for which data can exist. */
  lastYear: number;
}

/**
 * Returns the kind of each day of a year, for one service of a crossing.
 * @throws Refusal `invalid` if the crossing lacks the mode, or if the requested year begins after the end of the data,
 * or if `knownAt` is in the future
 */
export async function getDayStatuses(ctx: Context, crossing: Crossing, question: YearQuestion): Promise<YearOfDays> {
  const { slug, timeZone } = crossing;
  refuseFuture(question.knownAt, ctx.now);
  const service = { crossing: slug, ...calendarService(crossing, question) };
  const horizon = horizonOf(question, ctx.now);
  const lastYear = yearOf(horizon, timeZone);
  const year = question.year ?? Math.min(yearOf(question.at, timeZone), lastYear);
  const { from, to: end } = periodOf(year, timeZone);
  const to = compareInstants(end, horizon) < 0 ? end : horizon;
  if (compareInstants(from, to) >= 0)
    throw invalid([{ path: "year", rule: ["beforeEndOfData", `${hourOf(horizon)}`], value: String(year) }]);
  const [timelines, traffic] = await Promise.all([
    recordIn(ctx).timelines([crossing], {
      mode: service.mode,
      direction: service.direction,
      view: question,
      at: from,
      onward: true,
      until: to,
    }),
    loadTrafficOf(ctx, [slug], { from, to }, horizon),
  ]);
  const timeline = timelines.get(serviceKey(service));
  const moving = traffic.get(serviceKey(service)) ?? [];
  const days = timeline === undefined ? [] : dayStatusesOf(timeline, { from, to }, ctx.thresholds, moving);
  return { year, service, days, lastYear };
}

const yearOf = (instant: Temporal.Instant, zone: string): number => localDay(instant, zone).year;

/**
 * Returns the service of a mode in a direction, or else the only service of that mode. The default direction enters the
 * country of the port.
 */
function calendarService(
  crossing: Crossing,
  { mode, direction }: Pick<YearQuestion, "mode" | "direction">,
): Crossing["services"][number] {
  const into = direction ?? entryDirection(crossing);
  const entering = crossing.services.filter(({ direction }) => direction === into);
  const isOnly = direction !== undefined && mode === undefined && entering.length > 0;
  const all = isOnly ? entering : [...entering, ...crossing.services];
  const found = all.find((each) => each.mode === (mode ?? "passenger")) ?? (mode === undefined ? all[0] : undefined);
  if (found === undefined)
    throw invalid([{ path: "calendar", rule: ["noService", crossing.slug, `${mode}`], value: `${mode}` }]);
  return found;
}
