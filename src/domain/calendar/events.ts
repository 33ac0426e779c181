import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { Timeline } from "../record/timeline.ts";
import { compareInstants, endOf, startOfDay } from "../time/moment.ts";
import { type CalendarEvent, eventsOf } from "./service-events.ts";
import { boundsOf, localDay } from "./slot.ts";

/** How long what is over stays: a season, in which people look back. */
const KEPT_HOURS = 24 * 90;

/**
 * How far back timelines must reach for the events of an instant: as long as what is over stays, a month that something
 * took some moment of, and a day for the clock.
 */
export const CALENDAR_REACH = { hours: KEPT_HOURS + 24 * 32 };

/**
 * The events of a crossing at `at`, by the timelines of its services in its own order, and the next instant at which the
 * clock may make them others. `touchedAt`: when a report that touches the crossing was last recorded or withdrawn. It is
 * of the whole crossing, for services come into an event and leave it, and an event's revision never goes back.
 */
export function calendarOf(
  timelines: readonly Timeline[],
  touchedAt: Temporal.Instant,
  at: Temporal.Instant,
): { events: CalendarEvent[]; turnsAt: Temporal.Instant | null } {
  const kept = timelines.flatMap((timeline) =>
    eventsOf(timeline, at, touchedAt)
      .map((event) => ({ event, leavesAt: boundsOf(event.slot, timeline.zone).to.add({ hours: KEPT_HOURS }) }))
      .filter(({ leavesAt }) => compareInstants(at, leavesAt) < 0),
  );
  const turns = [...timelines.flatMap((timeline) => turnsOf(timeline, at)), ...kept.map(({ leavesAt }) => leavesAt)];
  const events = kept.map(({ event }) => event);
  return {
    events: [...groupBy(events, sameness).values()].flatMap(merged),
    turnsAt: turns.filter((turn) => compareInstants(at, turn) < 0).sort(compareInstants)[0] ?? null,
  };
}

/** When what is announced begins, what is expected passes, and today is over. */
const turnsOf = ({ statusChanges, zone }: Timeline, at: Temporal.Instant): Temporal.Instant[] => [
  startOfDay(localDay(at, zone).add({ days: 1 }), zone),
  ...statusChanges.flatMap(({ startsAt, expectedUntil }) => [
    startsAt,
    ...(expectedUntil === null ? [] : [endOf(expectedUntil, zone)]),
  ]),
];

/** What makes services share an event: all that is said of them, and who says it. */
function sameness(event: CalendarEvent): string {
  const { kind, status, limited, hours, effectiveAt, onset, next, expectedUntil, expectedBy, slot, reports } = event;
  const said = [kind, status, limited, hours?.text, effectiveAt, onset, expectedUntil, expectedBy];
  return [
    ...said,
    next?.status,
    next?.limited,
    next?.effectiveAt,
    next?.source.publisher,
    next?.source.title,
    slot.from,
    slot.to,
    ...reports.map(({ id }) => id),
  ].join("|");
}

function merged(same: CalendarEvent[]): CalendarEvent[] {
  const [first] = same;
  if (first === undefined) return [];
  const revisions = same.map(({ revisedAt }) => revisedAt).sort(compareInstants);
  const services = same.flatMap((event) => event.services);
  return [{ ...first, services, revisedAt: revisions.at(-1) ?? first.revisedAt }];
}
