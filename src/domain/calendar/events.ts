import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { Timeline } from "../record/timeline.ts";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants, earliestInstant, endOf, latestInstant } from "../time/moment.ts";
import { boundsOf } from "./calendar-time.ts";
import { type CalendarEvent, eventsOf } from "./service-events.ts";

/** Hours for which past events are kept: about a season, so that people can look back. */
const KEPT_HOURS = 24 * 90;

/**
 * Time before `at` that the timelines must cover. It is the time for which past events are kept, plus a month for a
 * change dated only to the month, plus a day for the time zone.
 */
export const CALENDAR_REACH = { hours: KEPT_HOURS + 24 * 32 };

/**
 * Returns the events of a crossing at `at`, from the timelines of its services in the crossing's order. `expiresAt` is
 * the next instant at which the passing of time may change the events. `touchedAt` is when a report on the crossing was
 * last recorded or withdrawn. It is one time for the whole crossing: if each service had its own, the revision of an
 * event could decrease when a service joins or leaves it.
 */
export function calendarOf(
  timelines: readonly Timeline[],
  touchedAt: Temporal.Instant,
  at: Temporal.Instant,
): { events: CalendarEvent[]; expiresAt: Temporal.Instant | null } {
  const kept = timelines.flatMap((timeline) =>
    eventsOf(timeline, at, touchedAt)
      .map((event) => ({ event, leavesAt: boundsOf(event.slot, timeline.zone).to.add({ hours: KEPT_HOURS }) }))
      .filter(({ leavesAt }) => compareInstants(at, leavesAt) < 0),
  );
  const turns = [...timelines.flatMap((timeline) => turnsOf(timeline, at)), ...kept.map(({ leavesAt }) => leavesAt)];
  const events = kept.map(({ event }) => event);
  return {
    events: [...groupBy(events, sameness).values()].flatMap(merged),
    expiresAt: earliestInstant(turns.filter((turn) => compareInstants(at, turn) < 0)),
  };
}

/** Returns the instants at which an announced change begins, an expected end passes, or the local day ends. */
const turnsOf = ({ statusChanges, zone }: Timeline, at: Temporal.Instant): Temporal.Instant[] => [
  startOfDay(localDay(at, zone).add({ days: 1 }), zone),
  ...statusChanges.flatMap(({ startsAt, expectedUntil }) => [
    startsAt,
    ...(expectedUntil === null ? [] : [endOf(expectedUntil, zone)]),
  ]),
];

/**
 * Returns a key that is equal for events with the same content and sources. Services whose events have the same key
 * share one event.
 */
function sameness(event: CalendarEvent): string {
  const {
    kind,
    status,
    limited,
    programmes,
    hours,
    exception,
    effectiveAt,
    onset,
    next,
    expectedUntil,
    expectedBy,
    slot,
    reports,
  } = event;
  const told = [hours?.text, exception?.text, effectiveAt, onset, expectedUntil, expectedBy];
  const said = [kind, status, limited, programmes, ...told];
  return [
    ...said,
    next?.status,
    next?.limited,
    next?.programmes,
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
  const services = same.flatMap((event) => event.services);
  return [{ ...first, services, revisedAt: latestInstant(same.map(({ revisedAt }) => revisedAt)) ?? first.revisedAt }];
}
