import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { type WaitWeek, waitWeeks } from "../../domain/feed/wait-week.ts";
import { typicalPeriod } from "../../domain/feed/waits-period.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { entryDirection } from "../../domain/places/region.ts";
import { loadHourlyWaits } from "../../store/feed/wait-samples.ts";

/** Waits at a crossing by day of the week and hour. */
export interface WaitWeeks {
  /** Start of the period from which the waits come. It ends at the instant of the request. */
  from: Temporal.Instant;
  lanes: WaitWeek[];
}

/** Returns the recent waits to enter the port's country, by day of the week and hour. */
export async function getWaitWeeks({ db, now }: Context, crossing: Crossing): Promise<WaitWeeks> {
  const { slug, timeZone } = crossing;
  const period = typicalPeriod({ from: now, to: now }, timeZone, now);
  const samples = await loadHourlyWaits(db, slug, { ...period, direction: entryDirection(crossing) });
  return { from: period.from, lanes: waitWeeks(samples, timeZone) };
}
