import { Temporal } from "temporal-polyfill";
import { compareInstants, endOf, isInstant, type Moment, startOf, startOfDay } from "../time/moment.ts";

/** Whole days of the crossing's clock, `to` not among them. */
export interface Days {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** A stretch between two instants; `to` null for what happens at `from` and takes no time. */
export interface Stretch {
  from: Temporal.Instant;
  to: Temporal.Instant | null;
}

/** Where something stands in a calendar: by the clock where all its times are instants, else by days, never padded. */
export type Slot = Days | Stretch;

export const isStretch = (slot: Slot): slot is Stretch => slot.from instanceof Temporal.Instant;

/** The slot of a moment by itself. */
export const slotAt = (moment: Moment, zone: string): Slot =>
  isInstant(moment) ? { from: moment, to: null } : daysBetween(startOf(moment, zone), endOf(moment, zone), zone);

/** The slot from the start of a moment to an end. `isPrecise`: whether that end is known to the instant. */
export const slotFrom = (from: Moment, end: Temporal.Instant, isPrecise: boolean, zone: string): Slot =>
  isInstant(from) && isPrecise ? { from, to: end } : daysBetween(startOf(from, zone), end, zone);

/** The days that a stretch touches; one that ends at midnight does not touch the day that begins then. */
export function daysBetween(from: Temporal.Instant, to: Temporal.Instant, zone: string): Days {
  const first = localDay(from, zone);
  const last = localDay(to, zone);
  const end = compareInstants(startOfDay(last, zone), to) < 0 ? last.add({ days: 1 }) : last;
  return { from: first, to: Temporal.PlainDate.compare(first, end) < 0 ? end : first.add({ days: 1 }) };
}

export const localDay = (instant: Temporal.Instant, zone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(zone).toPlainDate();

/** The first and the last instant of a slot. */
export function boundsOf(slot: Slot, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  if (isStretch(slot)) return { from: slot.from, to: slot.to ?? slot.from };
  return { from: startOfDay(slot.from, zone), to: startOfDay(slot.to, zone) };
}
