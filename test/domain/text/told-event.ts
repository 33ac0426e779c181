import { Temporal } from "temporal-polyfill";
import { calendarTimeAt } from "../../../src/domain/calendar/calendar-time.ts";
import type { CalendarEvent } from "../../../src/domain/calendar/service-events.ts";
import { formatEvent } from "../../../src/domain/text/event-text.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import type { Reason } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { SERVICES } from "../arbitrary.ts";
import { place, report } from "../telling.ts";

export const [WALKERS, CARS] = SERVICES;
const ZONE = "America/Denver";
const PUENTE = place([WALKERS, CARS], { name: { en: "Puente", es: "El Puente" } });

/** Makes the head of a report, with a source. */
export const by = (publisher: string, reason: Reason | null = null, title = "News", url: string | null = null) => {
  const made = report(1, publisher, {});
  return { ...made, reason, source: { ...made.source, title, url } };
};
/** Makes a change that follows an event. */
export const next = (status: "open" | "closed", effectiveAt: string, publisher = "CBP") => ({
  status,
  limited: false,
  programmes: [],
  effectiveAt: parseMoment(effectiveAt),
  source: by(publisher, null, "Reopening").source,
});

/** Describes an event in English and Spanish. It takes effect on 4 January, and its slot is at this time. */
export function told({ from = "2024-01-04", ...more }: Partial<CalendarEvent> & { from?: string } = {}) {
  const effectiveAt = parseMoment(from);
  const event: CalendarEvent = {
    kind: "restriction",
    key: "",
    services: [WALKERS, CARS],
    status: "suspended",
    limited: false,
    programmes: [],
    hours: null,
    exception: null,
    effectiveAt,
    onset: "exact",
    next: null,
    expectedUntil: null,
    expectedBy: null,
    slot: calendarTimeAt(effectiveAt, ZONE),
    reports: [by("CBP")],
    revisedAt: Temporal.Instant.from("2024-01-01T00:00:00Z"),
    ...more,
  };
  return [ENGLISH, SPANISH].map((messages) => formatEvent(event, PUENTE, messages));
}
