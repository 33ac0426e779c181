import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { boundsOf } from "../../domain/calendar/calendar-time.ts";
import { CALENDAR_REACH, calendarOf } from "../../domain/calendar/events.ts";
import type { CalendarEvent } from "../../domain/calendar/service-events.ts";
import { isInCounty } from "../../domain/places/county.ts";
import { type Crossing, isAskedService, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import type { PartKind } from "../../domain/status/snapshot.ts";
import { compareInstants, earliestInstant, FAR_AHEAD } from "../../domain/time/moment.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseNoService } from "../crossings/get-status.ts";
import { type MadePart, partsOfAnswer } from "../crossings/parts-of-answer.ts";
import type { NewsFilter } from "./list-news.ts";

/** Calendar of the requested crossings at one instant. */
export interface Calendar {
  at: Temporal.Instant;
  /** Requested crossings in order, including those without events. */
  crossings: Crossing[];
  /** Entries of these crossings, in the same order. An entry is the text of a crossing's events. */
  entries: string[];
  /** First time at which the calendar may change without a new report, or null. */
  expiresAt: Temporal.Instant | null;
}

/** Writes the events of a crossing. `name` must differ between writers that write different texts. */
export interface EntryWriter {
  name: string;
  /** True if the text of an event changes when the event begins. */
  hasAlarms: boolean;
  write(crossing: Crossing, events: readonly CalendarEvent[]): string;
}

/** The text of a crossing's events, and the time at which it may change without a new report. */
interface Entry {
  text: string;
  expiresAt: Temporal.Instant | null;
}

const ENTRIES: PartKind<Entry> = { name: "calendar", bytesOf: ({ text }) => text.length };

/**
 * Lists restrictions, reopenings, changes of hours and overdue ends. Covers one crossing, the crossings of a state or
 * county, or all crossings, and only the given mode and direction.
 * @throws Refusal `not_found` for an unknown crossing, `invalid` if it has no requested service
 */
export async function listCalendarEvents(ctx: Context, filter: NewsFilter, writer: EntryWriter): Promise<Calendar> {
  const { now: at } = ctx;
  const { crossing: slug, state, county, mode = "", direction = "" } = filter;
  const asked =
    slug === undefined
      ? [...(await allCrossings(ctx)).values()].filter(
          (crossing) => isInState(crossing, state) && isInCounty(crossing, county),
        )
      : [await getCrossing(ctx, slug)];
  if (slug !== undefined) for (const crossing of asked) refuseNoService(crossing, filter);
  const question = `${writer.name}/${mode}/${direction}`;
  const entries = await partsOfAnswer(ctx, asked, {
    kind: ENTRIES,
    question,
    make: (some) => makeEntries(ctx, some, filter, writer),
  });
  const found = asked.flatMap((crossing) => entries.get(crossing.slug) ?? []);
  return {
    at,
    crossings: asked,
    entries: found.map(({ text }) => text),
    expiresAt: earliestInstant(found.map(({ expiresAt }) => expiresAt)),
  };
}

async function makeEntries(
  ctx: Context,
  crossings: readonly Crossing[],
  filter: NewsFilter,
  { write, hasAlarms }: EntryWriter,
): Promise<Map<string, MadePart<Entry>>> {
  // Load these times before the timelines. If a report arrives in between, its event has an earlier time until the next
  // request.
  const touchTimes = await recordIn(ctx).affectedTimes(crossings.map(({ slug }) => slug));
  const since = ctx.now.subtract(CALENDAR_REACH);
  const timelines = await recordIn(ctx).timelines(crossings, { view: {}, at: since, onward: true });
  const entries = new Map<string, MadePart<Entry>>();
  for (const crossing of crossings) {
    const mine = servicesOf(crossing)
      .filter((service) => isAskedService(filter, service))
      .flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    const touchedAt = touchTimes.get(crossing.slug);
    const { events, expiresAt: turn } =
      touchedAt === undefined ? { events: [], expiresAt: null } : calendarOf(mine, touchedAt, ctx.now);
    const begins = hasAlarms ? events.map(({ slot }) => boundsOf(slot, crossing.timeZone).from) : [];
    const expiresAt = earliestInstant([turn, ...begins.filter((from) => compareInstants(ctx.now, from) < 0)]);
    entries.set(crossing.slug, {
      value: { text: write(crossing, events), expiresAt },
      to: expiresAt ?? FAR_AHEAD,
    });
    // Computing the events of all crossings takes long enough to block requests.
    await yieldTurn();
  }
  return entries;
}
