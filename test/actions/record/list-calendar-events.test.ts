import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { listCalendarEvents } from "../../../src/actions/record/list-calendar-events.ts";
import { calendarOf } from "../../../src/domain/calendar/events.ts";
import type { CalendarEvent } from "../../../src/domain/calendar/service-events.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { loadRecord } from "../../../src/store/record/reports.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** Returns the contents of events as text, with reports by id. */
const said = (events: readonly CalendarEvent[]) =>
  events.map(({ reports, revisedAt: _, ...event }) =>
    JSON.stringify({ ...event, reports: reports.map(({ id }) => id) }),
  );

/** Compares the listed events with those of the whole record. Returns the number of events. */
async function compared(at: Temporal.Instant, filter: { crossing?: string } = {}): Promise<number> {
  const { ctx } = service;
  const listed = new Map<string, readonly CalendarEvent[]>();
  const write = ({ slug }: Crossing, events: readonly CalendarEvent[]) => {
    listed.set(slug, events);
    return "";
  };
  // A name of its own, so that each entry is written.
  const { crossings } = await listCalendarEvents({ ...ctx, now: at }, filter, {
    name: randomUUID(),
    hasAlarms: false,
    write,
  });
  const reports = await loadRecord(
    ctx.db,
    crossings.map(({ slug }) => slug),
  );
  let count = 0;
  for (const crossing of crossings) {
    const events = listed.get(crossing.slug) ?? [];
    const services = crossing.services.map((each) => ({ crossing: crossing.slug, ...each }));
    const timelines = [...timelinesOf(services, crossing.timeZone, reports, {}).values()];
    expect(said(events)).toEqual(said(calendarOf(timelines, at, at).events));
    count += events.length;
  }
  return count;
}

describe("the lines loaded for a calendar give the same events as the whole record", () => {
  test.each(["2018-11-25T22:00:00Z", "2023-12-20T19:00:00Z", "2026-11-24T19:00:00Z"])("at %s", async (now) => {
    expect(await compared(Temporal.Instant.from(now))).toBeGreaterThan(1);
  });

  const record = async (crossing: string, changes: Record<string, unknown>[]) => {
    const desk = await service.keyFor(crossing, "recorder");
    const all = { crossing, modes: undefined, directions: undefined };
    for (const change of changes)
      expect((await service.post("/v1/reports", soundReport({ ...all, ...change }), desk)).status).toBe(201);
  };

  test("with a change every nine days, some dated only by month", async () => {
    const first = Temporal.PlainDate.from("2025-01-03");
    const changes = Array.from({ length: 40 }, (_, i) => {
      const day = first.add({ days: 9 * i });
      return {
        status: ["suspended", "open", "closed", "open"][i % 4],
        effectiveAt: i % 7 === 5 ? String(day.toPlainYearMonth()) : i % 3 === 0 ? String(day) : `${day}T15:00:00Z`,
        ...(i % 4 === 0 ? { expectedUntil: String(day.add({ days: 4 })) } : {}),
      };
    });
    await record("naco", changes);
    for (const month of ["02", "04", "05", "07", "09", "12"])
      expect(await compared(Temporal.Instant.from(`2025-${month}-28T12:00:00Z`), { crossing: "naco" })).toBeGreaterThan(
        3,
      );
  });

  test("with many changes after a reopening that is dated only by month", async () => {
    await record("sasabe", [
      { effectiveAt: "2025-04-01" },
      { status: "open", effectiveAt: "2025-05" },
      ...Array.from({ length: 10 }, (_, i) => ({ status: "open", limited: i % 2 === 0, effectiveAt: `2025-05-1${i}` })),
    ]);
    expect(await compared(Temporal.Instant.from("2025-08-25T12:00:00Z"), { crossing: "sasabe" })).toBe(1);
  });
});
