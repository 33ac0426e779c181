import { Temporal } from "temporal-polyfill";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import { type Service, serviceKey } from "../places/crossing.ts";
import { exceptionsAt } from "../record/exceptions/kept-exceptions.ts";
import { type HistoryInterval, statusIntervalsInHistory } from "../record/history.ts";
import type { OpenLimits } from "../record/limits.ts";
import type { ReportHead, Source, StatusChange } from "../record/report.ts";
import { statusStatesOf } from "../record/restrictions.ts";
import { byEffect, isLastAtItsStart, lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { isSameStatus } from "../status/change-run.ts";
import { type ExpectedEnd, expectedEndOf, shownRestrictions } from "../status/restrictions.ts";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants, endOf, isInstant, type Moment } from "../time/moment.ts";
import type { Onset, Status } from "../vocabulary.ts";
import { type CalendarTime, calendarTimeAt, calendarTimeFrom, type DayInterval, daysBetween } from "./calendar-time.ts";
import { exceptionDays, hasLastDay, windowAround } from "./exception-days.ts";

/**
 * A calendar event: a restriction, a reopening, a change of hours, an exception to the hours, or a restriction whose
 * expected end has passed.
 */
export interface CalendarEvent extends OpenLimits {
  kind: "restriction" | "reopening" | "hours" | "exception" | "overdue";
  /** Identifies the event. The key stays the same when the event is confirmed, extended or ended. */
  key: string;
  /** The services that share the event, in the crossing's order. */
  services: Service[];
  status: Status | null;
  /** The new hours, if the event is a change of hours. Null then removes the hours on record. */
  hours: Hours | null;
  /** The exception, if the event is an exception to the hours. Null then ends all exceptions. */
  exception: ExceptionHours | null;
  /** Start of the event, with the precision of the source. */
  effectiveAt: Moment;
  onset: Onset;
  /** Recorded change that ends the event. */
  next: (OpenLimits & { status: Status; effectiveAt: Moment; source: Source }) | null;
  expectedUntil: Moment | null;
  /** Publisher of the expected end. */
  expectedBy: string | null;
  slot: CalendarTime;
  /** Reports behind the event, in the order in which they take effect. */
  reports: ReportHead[];
  /** Last time at which a report, a retraction or the passing of time changed the event. The value never decreases. */
  revisedAt: Temporal.Instant;
}

type Change = RecordedLine<StatusChange>;

/** A status interval, the interval after it, and the requested instant. `touchedAt` is when the record last changed. */
interface Asked {
  timeline: Timeline;
  span: HistoryInterval;
  after: HistoryInterval | undefined;
  at: Temporal.Instant;
  touchedAt: Temporal.Instant;
}

/**
 * Returns the events of one service at `at`, including all past ones. `touchedAt` is when the record last changed. A
 * restriction without any end on record lasts through today, because the past is known and the future is not. The
 * `overdue` event of a restriction also lasts through today.
 */
export function eventsOf(timeline: Timeline, at: Temporal.Instant, touchedAt: Temporal.Instant): CalendarEvent[] {
  const spans = statusIntervalsInHistory(timeline);
  const events = spans.flatMap((span, i): CalendarEvent[] => {
    const asked = { timeline, span, after: spans[i + 1], at, touchedAt };
    if (span.status !== "open") return [restriction(asked), ...overdue(asked)];
    const before = spans[i - 1];
    return before === undefined || before.status === "open" ? [] : [reopening(asked)];
  });
  return [...events, ...hoursEvents(timeline, touchedAt), ...exceptionEvents(timeline, at, touchedAt)];
}

const NOTHING = {
  status: null,
  limited: false,
  programmes: [],
  hours: null,
  exception: null,
  onset: "exact",
  next: null,
  expectedUntil: null,
  expectedBy: null,
} as const;

function restriction(asked: Asked): CalendarEvent {
  const { timeline, span, at } = asked;
  const { zone } = timeline;
  const end = span.to === null ? expectedAt(timeline, isStanding(asked) ? at : null) : null;
  const expected = expectedOf(end);
  const { expectedUntil } = expected;
  const { effectiveAt } = span.begunBy;
  const event = { ...eventOf("restriction", asked), ...expected };
  if (span.to !== null && span.endsAt !== null)
    return { ...event, slot: calendarTimeFrom(effectiveAt, span.endsAt, isInstant(span.to), zone) };
  if (expectedUntil !== null)
    return {
      ...event,
      slot: calendarTimeFrom(effectiveAt, endOf(expectedUntil, zone), isInstant(expectedUntil), zone),
    };
  if (compareInstants(at, span.startsAt) < 0) return { ...event, slot: calendarTimeAt(effectiveAt, zone) };
  return throughToday(event, span.startsAt, at, zone);
}

const expectedOf = (end: ExpectedEnd | null): Pick<CalendarEvent, "expectedUntil" | "expectedBy"> => ({
  expectedUntil: end?.until ?? null,
  expectedBy: end?.by ?? null,
});

/**
 * Returns the expected end of the restrictions in force at an instant. With null, returns the expected end after the
 * last change on record.
 */
function expectedAt(timeline: Timeline, at: Temporal.Instant | null): ExpectedEnd | null {
  const states = statusStatesOf(timeline);
  const index = at === null ? states.length - 1 : lastBegun(states, at);
  const state = states[index];
  return state === undefined
    ? null
    : expectedEndOf(shownRestrictions(state.restrictions, timeline.zone, at ?? state.startsAt));
}

/** Returns one event if the restriction is still in force after its expected end, otherwise none. */
function overdue(asked: Asked): CalendarEvent[] {
  const { zone } = asked.timeline;
  const end = isStanding(asked) ? expectedAt(asked.timeline, asked.at) : null;
  if (end === null || compareInstants(asked.at, end.at) < 0) return [];
  return [throughToday({ ...eventOf("overdue", asked), ...expectedOf(end) }, end.at, asked.at, zone)];
}

function reopening(asked: Asked): CalendarEvent {
  const { timeline, span } = asked;
  const { effectiveAt, report } = span.begunBy;
  return {
    ...eventOf("reopening", asked),
    next: null,
    slot: calendarTimeAt(effectiveAt, timeline.zone),
    reports: [report],
  };
}

function hoursEvents({ service, zone, hoursChanges }: Timeline, touchedAt: Temporal.Instant): CalendarEvent[] {
  const effective = hoursChanges.filter((_, i) => isLastAtItsStart(hoursChanges, i));
  const changed = effective.filter(({ hours }, i) => i === 0 || effective[i - 1]?.hours?.text !== hours?.text);
  return changed.map(({ hours, effectiveAt, startsAt, report }) => ({
    ...NOTHING,
    ...{ kind: "hours", key: keyOf("hours", service, startsAt), services: [service] },
    ...{ hours, effectiveAt, slot: calendarTimeAt(effectiveAt, zone), reports: [report], revisedAt: touchedAt },
  }));
}

/**
 * Returns one event for each run of consecutive days on which an exception with a last day applies. Any other exception
 * has one event at its start, if it is in force then.
 */
function exceptionEvents(timeline: Timeline, at: Temporal.Instant, touchedAt: Temporal.Instant): CalendarEvent[] {
  const { service, zone, hoursExceptions } = timeline;
  const today = localDay(at, zone);
  const window = windowAround(today);
  const runs = exceptionDays(timeline, today);
  return hoursExceptions.flatMap((line) => {
    const { exception, effectiveAt, startsAt, until, report } = line;
    const key = `${keyOf("exception", service, startsAt)}/${report.id}`;
    const event = { ...NOTHING, kind: "exception" as const, key, services: [service], exception, effectiveAt };
    const reported = { ...event, reports: [report], revisedAt: touchedAt, expectedUntil: until };
    if (!hasLastDay(line)) {
      const isKept = exception === null || exceptionsAt(timeline, startsAt).some((kept) => kept.line === line);
      return isKept ? [{ ...reported, slot: calendarTimeAt(effectiveAt, zone) }] : [];
    }
    // The first run keeps the key of the exception, even if the window cuts off its start.
    const isCut = Temporal.PlainDate.compare(localDay(startsAt, zone), window.first) < 0;
    const isFirst = (slot: DayInterval, i: number) => i === 0 && (!isCut || slot.from.equals(window.first));
    const yearBegan = startOfDay(window.first.add({ years: 1 }), zone);
    return (runs.get(line) ?? []).map((slot, i) => ({
      ...reported,
      key: isFirst(slot, i) ? key : `${key}/${slot.from}`,
      slot,
      revisedAt: touchesNewYear(slot) ? latest(touchedAt, yearBegan) : touchedAt,
    }));
  });
}

/**
 * Returns true if an interval touches New Year (begins or ends there, or spans it). Such an interval may have been cut
 * short at the first or last day on which the calendar shows exceptions ({@link windowAround}).
 */
const touchesNewYear = ({ from, to }: DayInterval): boolean => from.subtract({ days: 1 }).year < to.year;

function eventOf(kind: CalendarEvent["kind"], asked: Asked): Omit<CalendarEvent, "slot"> {
  const { timeline, span, after, at, touchedAt } = asked;
  const { service, status, limited, programmes, startsAt, to } = span;
  const changes = changesWithin(timeline, span);
  const { effectiveAt, onset } = span.begunBy;
  return {
    ...NOTHING,
    ...{ kind, key: keyOf(kind, service, startsAt), services: [service], status, effectiveAt, onset },
    ...{ limited, programmes },
    next: to === null || after === undefined ? null : nextOf(after, to),
    reports: changes.filter((change) => change.status === status).map(({ report }) => report),
    // A change that continues the restriction alters the event, for example its expected end, when the change takes
    // effect.
    revisedAt: latest(
      touchedAt,
      ...changes.map((change) => change.startsAt).filter((each) => compareInstants(each, at) <= 0),
    ),
  };
}

function nextOf({ status, limited, programmes, begunBy }: HistoryInterval, effectiveAt: Moment): CalendarEvent["next"] {
  return { status, limited, programmes, effectiveAt, source: begunBy.report.source };
}

/**
 * Returns the changes behind a status interval, in the order in which they take effect: the changes to its status
 * within the interval, and the changes of the restrictions in force during it.
 */
function changesWithin(timeline: Timeline, span: HistoryInterval): Change[] {
  const { startsAt, endsAt } = span;
  const states = statusStatesOf(timeline).filter(
    (state) =>
      compareInstants(startsAt, state.startsAt) <= 0 &&
      (endsAt === null || compareInstants(state.startsAt, endsAt) < 0) &&
      isSameStatus(state, span),
  );
  const changes = states.flatMap(({ change, restrictions }) => [
    change,
    ...restrictions.flatMap((each) => each.changes),
  ]);
  return [...new Set(changes)].sort(byEffect);
}

const isStanding = ({ span: { startsAt, endsAt }, at }: Asked): boolean =>
  compareInstants(startsAt, at) <= 0 && (endsAt === null || compareInstants(at, endsAt) < 0);

function throughToday(
  event: Omit<CalendarEvent, "slot">,
  from: Temporal.Instant,
  at: Temporal.Instant,
  zone: string,
): CalendarEvent {
  const today = localDay(at, zone);
  return {
    ...event,
    slot: daysBetween(from, startOfDay(today.add({ days: 1 }), zone), zone),
    revisedAt: latest(event.revisedAt, from, startOfDay(today, zone)),
  };
}

const latest = (...instants: [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant =>
  instants.reduce((last, each) => (compareInstants(last, each) < 0 ? each : last));

const keyOf = (kind: CalendarEvent["kind"], service: Service, startsAt: Temporal.Instant): string =>
  `${kind}/${serviceKey(service)}/${startsAt}`;
