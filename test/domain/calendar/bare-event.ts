import { Temporal } from "temporal-polyfill";
import { type CalendarEvent, eventsOf } from "../../../src/domain/calendar/service-events.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { SERVICE, timeline } from "../telling.ts";

/** Part of the keys of events of the test service. */
export const KEY = "puente/pedestrian/northbound";
/** When the record last changed: before all events. */
export const TOUCHED = Temporal.Instant.from("2023-06-01T00:00:00Z");

/** Returns the events of the test service at an instant. */
export const eventsAt = (reports: readonly Report[], now: string, touchedAt = TOUCHED): CalendarEvent[] =>
  eventsOf(timeline("America/Denver", reports), Temporal.Instant.from(now), touchedAt);

/** An event of the test service without any of its optional parts. */
export const BARE = {
  services: [SERVICE],
  status: null,
  limited: false,
  programmes: [],
  hours: null,
  exception: null,
  onset: "exact",
  next: null,
  expectedUntil: null,
  expectedBy: null,
};
