import { Temporal } from "temporal-polyfill";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants, endOf, isInstant, type Moment, startOf } from "../time/moment.ts";

/** Whole local days of the crossing. `to` is exclusive. */
export interface DayInterval {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** An interval between two instants. `to` is null for an event at `from` without duration. */
export interface InstantInterval {
  from: Temporal.Instant;
  to: Temporal.Instant | null;
}

/**
 * Calendar time of an event: an interval of instants if all its times are instants, otherwise whole days. Days are
 * never converted to instants.
 */
export type CalendarTime = DayInterval | InstantInterval;

export const isInstantInterval = (slot: CalendarTime): slot is InstantInterval => slot.from instanceof Temporal.Instant;

/** Returns the calendar time of a single moment. */
export const calendarTimeAt = (moment: Moment, zone: string): CalendarTime =>
  isInstant(moment) ? { from: moment, to: null } : daysBetween(startOf(moment, zone), endOf(moment, zone), zone);

/** Returns the calendar time from a moment to an end. `isPrecise` is true if the end is known to the instant. */
export const calendarTimeFrom = (
  from: Moment,
  end: Temporal.Instant,
  isPrecise: boolean,
  zone: string,
): CalendarTime => (isInstant(from) && isPrecise ? { from, to: end } : daysBetween(startOf(from, zone), end, zone));

/** Returns the local days that an interval touches. An interval that ends at midnight does not touch the next day. */
export function daysBetween(from: Temporal.Instant, to: Temporal.Instant, zone: string): DayInterval {
  const first = localDay(from, zone);
  const last = localDay(to, zone);
  const end = compareInstants(startOfDay(last, zone), to) < 0 ? last.add({ days: 1 }) : last;
  return { from: first, to: Temporal.PlainDate.compare(first, end) < 0 ? end : first.add({ days: 1 }) };
}

/** Returns the first instant of a calendar time, and the instant at which it ends. */
export function boundsOf(slot: CalendarTime, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  if (isInstantInterval(slot)) return { from: slot.from, to: slot.to ?? slot.from };
  return { from: startOfDay(slot.from, zone), to: startOfDay(slot.to, zone) };
}
