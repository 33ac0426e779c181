import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { CALENDAR_REACH, calendarOf } from "../../domain/calendar/events.ts";
import type { CalendarEvent } from "../../domain/calendar/service-events.ts";
import { type Crossing, isAskedService, serviceKey } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { loadCrossings } from "../../store/record/crossings.ts";
import { loadTouchTimes } from "../../store/record/marks.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseNoService } from "../crossings/get-status.ts";
import { yieldTurn } from "../yield-turn.ts";
import type { NewsFilter } from "./list-news.ts";

/** What is for a calendar of some crossings at one instant. */
export interface Calendar {
  at: Temporal.Instant;
  /** Those asked for, in their order, whether anything is to be told of them or not. */
  crossings: { crossing: Crossing; events: CalendarEvent[] }[];
  /** When the clock may first make it another; null where it never does. */
  turnsAt: Temporal.Instant | null;
  /** Their slugs: what touches one of them may make it another. */
  of: string[];
}

/**
 * The restrictions, reopenings, changes of hours and overdue ends of one crossing, of a state's, or of all: of all their services, or
 * of a mode and a direction.
 * @throws Refusal `not_found` for a crossing that there is not, `invalid` for services that it has not
 */
export async function listCalendarEvents(ctx: Context, filter: NewsFilter): Promise<Calendar> {
  const at = ctx.now;
  const asked =
    filter.crossing === undefined
      ? [...(await loadCrossings(ctx.db)).values()].filter((crossing) => isInState(crossing, filter.state))
      : [await getCrossing(ctx, filter.crossing)];
  if (filter.crossing !== undefined) for (const crossing of asked) refuseNoService(crossing, filter);
  const slugs = asked.map(({ slug }) => slug);
  // First when they were last touched, then what they say: an event may be newer than it claims, and is revised again then.
  const touchTimes = await loadTouchTimes(ctx.db, slugs);
  const since = at.subtract(CALENDAR_REACH);
  const timelines = await loadTimelines(ctx.db, asked, { view: {}, at: since, onward: true });
  const turns: Temporal.Instant[] = [];
  const crossings: Calendar["crossings"] = [];
  for (const crossing of asked) {
    const { slug, services } = crossing;
    const mine = services
      .filter((service) => isAskedService(filter, service))
      .flatMap((service) => timelines.get(serviceKey({ crossing: slug, ...service })) ?? []);
    const touchedAt = touchTimes.get(slug);
    const { events, turnsAt } =
      touchedAt === undefined ? { events: [], turnsAt: null } : calendarOf(mine, touchedAt, at);
    crossings.push({ crossing, events });
    if (turnsAt !== null) turns.push(turnsAt);
    // All crossings at once would keep requests waiting.
    await yieldTurn();
  }
  return { at, crossings, turnsAt: turns.sort(compareInstants)[0] ?? null, of: slugs };
}
