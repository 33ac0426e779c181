import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { CALENDAR_REACH, calendarOf } from "../../domain/calendar/events.ts";
import type { CalendarEvent } from "../../domain/calendar/service-events.ts";
import { isInCounty } from "../../domain/places/county.ts";
import { type Crossing, isAskedService, serviceKey } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import { earliestInstant } from "../../domain/time/moment.ts";
import { loadCrossings } from "../../store/record/crossings.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseNoService } from "../crossings/get-status.ts";
import type { NewsFilter } from "./list-news.ts";

/** Calendar of the requested crossings at one instant. */
export interface Calendar {
  at: Temporal.Instant;
  /** Requested crossings in order, including those without events. */
  crossings: { crossing: Crossing; events: CalendarEvent[] }[];
  /** First time at which the calendar may change without a new report, or null. */
  expiresAt: Temporal.Instant | null;
  /** Crossings that the calendar depends on. */
  of: string[];
}

/**
 * Lists restrictions, reopenings, changes of hours and overdue ends. Covers one crossing, the crossings of a state or
 * county, or all crossings, and only the given mode and direction.
 * @throws Refusal `not_found` for an unknown crossing, `invalid` if it has no requested service
 */
export async function listCalendarEvents(ctx: Context, filter: NewsFilter): Promise<Calendar> {
  const at = ctx.now;
  const asked =
    filter.crossing === undefined
      ? [...(await loadCrossings(ctx.db)).values()].filter(
          (crossing) => isInState(crossing, filter.state) && isInCounty(crossing, filter.county),
        )
      : [await getCrossing(ctx, filter.crossing)];
  if (filter.crossing !== undefined) for (const crossing of asked) refuseNoService(crossing, filter);
  const slugs = asked.map(({ slug }) => slug);
  // Load these times before the timelines. If a report arrives in between, its event has an earlier time until the next
  // request.
  const touchTimes = await recordIn(ctx).affectedTimes(slugs);
  const since = at.subtract(CALENDAR_REACH);
  const timelines = await recordIn(ctx).timelines(asked, { view: {}, at: since, onward: true });
  const turns: Temporal.Instant[] = [];
  const crossings: Calendar["crossings"] = [];
  for (const crossing of asked) {
    const { slug, services } = crossing;
    const mine = services
      .filter((service) => isAskedService(filter, service))
      .flatMap((service) => timelines.get(serviceKey({ crossing: slug, ...service })) ?? []);
    const touchedAt = touchTimes.get(slug);
    const { events, expiresAt } =
      touchedAt === undefined ? { events: [], expiresAt: null } : calendarOf(mine, touchedAt, at);
    crossings.push({ crossing, events });
    if (expiresAt !== null) turns.push(expiresAt);
    // Computing the events of all crossings takes long enough to block requests.
    await yieldTurn();
  }
  return { at, crossings, expiresAt: earliestInstant(turns), of: slugs };
}
