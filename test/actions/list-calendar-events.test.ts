import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { listCalendarEvents } from "../../src/actions/list-calendar-events.ts";
import { calendarOf } from "../../src/domain/calendar-events.ts";
import type { CalendarEvent } from "../../src/domain/service-events.ts";
import { timelinesOf } from "../../src/domain/timeline.ts";
import { loadRecord } from "../../src/store/reports.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** All that an event says, its reports by their ids. */
const said = (events: readonly CalendarEvent[]) =>
  events.map(({ reports, revisedAt: _, ...event }) => ({ ...event, reports: reports.map(({ id }) => id) }));

test.each([
  "2018-11-25T22:00:00Z",
  "2020-04-20T05:00:00Z",
  "2022-01-31T12:00:00Z",
  "2023-12-20T19:00:00Z",
  "2024-03-31T23:30:00Z",
  "2026-11-24T19:00:00Z",
])("the part of the record from which a calendar is made gives the same as all of it: %s", async (now) => {
  const { ctx } = service;
  const at = Temporal.Instant.from(now);
  const { crossings } = await listCalendarEvents({ ...ctx, now: () => at }, {});
  expect(crossings).toHaveLength(58);
  const slugs = crossings.map(({ crossing }) => crossing.slug);
  const { reports } = await loadRecord(ctx.db, slugs);
  let count = 0;
  for (const { crossing, events } of crossings) {
    const services = crossing.services.map((each) => ({ crossing: crossing.slug, ...each }));
    const timelines = [...timelinesOf(services, crossing.timeZone, reports, {}).values()];
    expect(said(events)).toEqual(said(calendarOf(timelines, at, at).events));
    count += events.length;
  }
  expect(count).toBeGreaterThan(1);
});
