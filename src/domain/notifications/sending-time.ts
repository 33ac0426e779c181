import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";
import type { QuietHours, SendingTimes } from "./follower.ts";

/**
 * Returns the first instant from `now` at which a change that occurred at `occurredAt` may be sent: after the next
 * digest, and outside the quiet hours.
 */
export function sendingTime(
  { timeZone, quiet, digestAt }: SendingTimes,
  occurredAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant {
  const digest = digestAt === null ? now : nextTimeOfDay(occurredAt, digestAt, timeZone);
  const due = compareInstants(digest, now) > 0 ? digest : now;
  return quiet !== null && isQuiet(due, quiet, timeZone) ? nextTimeOfDay(due, quiet.until, timeZone) : due;
}

const minuteOf = ({ hour, minute }: { hour: number; minute: number }): number => hour * 60 + minute;

function isQuiet(at: Temporal.Instant, { from, until }: QuietHours, zone: string): boolean {
  const minute = minuteOf(at.toZonedDateTimeISO(zone));
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * Returns the first instant after `after` at which local clocks show `minute`. A skipped hour counts from its end. In an
 * hour that clocks show twice, both times count.
 */
function nextTimeOfDay(after: Temporal.Instant, minute: number, zone: string): Temporal.Instant {
  const time = { hour: Math.floor(minute / 60), minute: minute % 60 };
  const today = after.toZonedDateTimeISO(zone).toPlainDate();
  const on = (day: Temporal.PlainDate, disambiguation: "compatible" | "later") =>
    day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).toInstant();
  const ahead = [on(today, "compatible"), on(today, "later")].find((at) => compareInstants(at, after) > 0);
  return ahead ?? on(today.add({ days: 1 }), "compatible");
}
