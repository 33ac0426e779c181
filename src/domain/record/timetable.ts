import type { Temporal } from "temporal-polyfill";
import { type HoursState, hoursState } from "../hours/opening-hours.ts";
import { compareInstants } from "../time/moment.ts";
import { timetableAt, timetableBounds } from "./exceptions/kept-exceptions.ts";
import type { Timeline } from "./timeline.ts";

/**
 * Returns the state of a service's hours at `at`. If there are no hours on record, the state is `within`. `until` is
 * the end of that state, taking into account future changes of hours and exceptions, or null if no end was found.
 */
export function timetableState(timeline: Timeline, at: Temporal.Instant): HoursState {
  const known = lastStates.get(timeline);
  if (known !== undefined && known.otherHours === timeline.otherHours && known.at.equals(at)) return known.state;
  const state = searchState(timeline, at);
  lastStates.set(timeline, { at, otherHours: timeline.otherHours, state });
  return state;
}

/** Cache of the last state of each timeline, because an answer asks for the same state several times. */
const lastStates = new WeakMap<
  Timeline,
  { at: Temporal.Instant; otherHours: Timeline["otherHours"]; state: HoursState }
>();

function searchState(timeline: Timeline, at: Temporal.Instant): HoursState {
  const { state, until } = plainState(timeline, at);
  const boundaries = timetableBounds(timeline).filter((start) => compareInstants(at, start) < 0);
  for (const boundary of boundaries) {
    if (until !== null && compareInstants(until, boundary) < 0) break;
    const after = plainState(timeline, boundary);
    if (after.state !== state) return { state, until: boundary };
    const rest = timetableState(timeline, boundary);
    return { state, until: rest.until };
  }
  return { state, until };
}

function plainState(timeline: Timeline, at: Temporal.Instant): HoursState {
  const hours = timetableAt(timeline, at);
  return hours === null ? { state: "within", until: null } : hoursState(hours, timeline.zone, at);
}
