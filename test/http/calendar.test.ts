import { icsTrouble, type ReadEvent, readIcs } from "../support/ics.ts";
import { NASTY, NASTY_LINES } from "../support/nasty.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

async function fetchCalendar(path: string, headers: Record<string, string> = {}) {
  const { text, ...rest } = await service.ask(path, { headers });
  expect(icsTrouble(text)).toEqual([]);
  return { ics: text, ...readIcs(text), ...rest };
}

/** Returns the events of a crossing whose summary contains the given words. */
async function find(crossing: string, words: string): Promise<ReadEvent[]> {
  const { events } = await fetchCalendar(`/v1/crossings/${crossing}/calendar.ics`);
  return events.filter(({ summary }) => summary.includes(words));
}

const record = async (crossing: string, change: Record<string, unknown>, report: Record<string, unknown> = {}) =>
  (
    await service.post(
      "/v1/reports",
      soundReport({ crossing, modes: undefined, directions: undefined, ...change }, report),
      desk,
    )
  ).body;

const named = (title: string, more: Record<string, unknown> = {}) => ({
  source: { ...soundReport().source, title, ...more },
});

describe("a calendar", () => {
  test.each([
    ["/v1/calendar.ics", "Closures and reopenings: Texas – Arizona – California"],
    ["/v1/calendar.ics?state=AZ", "Closures and reopenings: Arizona"],
    ["/v1/calendar.ics?county=04019", "Closures and reopenings: Pima"],
    ["/v1/calendar.ics?lang=es", "Cierres y aperturas: Texas – Arizona – California"],
    ["/v1/crossings/lukeville/calendar.ics", "Closures and reopenings: Lukeville"],
    ["/v1/crossings/tecate-rail/calendar.ics", "Closures and reopenings: Campo-Tecate rail crossing"],
    [
      "/v1/calendar.ics?mode=commercial&direction=northbound",
      "Closures and reopenings: Texas – Arizona – California · commercial · northbound",
    ],
  ])("is valid according to RFC 5545 and can be parsed by another library: %s", async (path, title) => {
    for (const now of ["2023-12-20T19:00:00Z", "2024-05-28T19:00:00Z", "2026-11-24T19:00:00Z"]) {
      service.clock.set(now);
      const { headers, name } = await fetchCalendar(path);
      expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
      expect(name).toBe(title);
    }
  });

  test("would fail the check if it were invalid", async () => {
    service.clock.set("2023-12-20T19:00:00Z");
    const { ics } = await fetchCalendar("/v1/crossings/lukeville/calendar.ics");
    const broken = [
      ics.replaceAll("\r\n ", ""),
      ics.replaceAll("\r\n", "\n"),
      ics.replace(/UID:.*\r\n/, ""),
      ics.replace(/DTEND;VALUE=DATE:\d+/, "DTEND:20240105T000000Z"),
      ics.replace(/DTEND;VALUE=DATE:\d+/, "DTEND;VALUE=DATE:20231204"),
      ics.replace(/DTSTART:\d+T\d+Z/, "DTSTART:20240104T060000"),
      ics.replace("Lukeville\\,", "Lukeville,"),
      ics.replace(/BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/, ""),
    ];
    for (const each of broken) expect([each, icsTrouble(each)]).not.toEqual([each, []]);
  });

  test("shows the closure of December 2023 as one event in whole days, and its reopening at an exact time", async () => {
    service.clock.set("2023-12-20T19:00:00Z");
    const { events } = await fetchCalendar("/v1/crossings/lukeville/calendar.ics");
    const suspended = events.filter(({ summary }) => summary === "Suspended: Lukeville, both ways – staffing");
    expect(suspended).toMatchObject([
      {
        start: "2023-12-04",
        end: "2024-01-05",
        categories: ["restriction", "AZ", "lukeville"],
        location: "Lukeville, Lukeville, AZ / Sonoyta",
        url: expect.stringContaining("kyma.com"),
      },
    ]);
    expect(suspended[0]?.description.split("\n").slice(0, 2)).toEqual([
      "Suspended from 4 Dec 2023, open from 4 Jan 2024 06:00 MST.",
      "Reason: staffing.",
    ]);
    expect(events.filter(({ summary }) => summary.startsWith("Reopening"))).toMatchObject([
      { summary: "Reopening: Lukeville, both ways", start: "2024-01-04T13:00:00Z", end: null },
    ]);
  });

  test("shows a restriction as a timed event if its start and its end are exact", async () => {
    service.clock.set("2023-12-20T19:00:00Z");
    expect(await find("eagle-pass-rail", "Suspended: ")).toContainEqual(
      expect.objectContaining({ start: "2023-12-18T14:00:00Z", end: "2023-12-22T19:00:00Z" }),
    );
  });

  test("shows a restriction without a known end until the end of today, and says that no end is announced", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    await record("naco", { effectiveAt: "2026-03-02T18:00:00-07:00" });
    await expect(find("naco", "Suspended")).resolves.toMatchObject([
      {
        summary: "Suspended: Naco, both ways, no end announced – staffing",
        start: "2026-03-02",
        end: "2026-03-04",
      },
    ]);
    service.clock.set("2026-03-07T06:59:00Z");
    await expect(find("naco", "Suspended")).resolves.toMatchObject([{ start: "2026-03-02", end: "2026-03-07" }]);
  });

  test("changes with the clock when an expected end passes, and is cached only until then", async () => {
    service.clock.set("2026-03-05T06:59:29.010Z");
    await record("sasabe", { effectiveAt: "2026-03-02", expectedUntil: "2026-03-04" });
    const path = "/v1/crossings/sasabe/calendar.ics";
    const before = await fetchCalendar(path);
    expect(before.events).toMatchObject([
      { summary: expect.stringMatching(/^Suspended: /), start: "2026-03-02", end: "2026-03-05" },
    ]);
    expect(before.headers.get("cache-control")).toContain("max-age=30,");
    const tag = before.headers.get("etag") ?? "";
    const again = () => service.ask(path, { headers: { "if-none-match": tag, "cache-control": "max-age=0" } });
    expect((await again()).status).toBe(304);
    service.clock.set("2026-03-05T07:00:00Z");
    expect((await again()).status).toBe(200);
    const { events } = await fetchCalendar(path);
    expect(events).toMatchObject([
      { summary: expect.stringMatching(/^Suspended: /), start: "2026-03-02", end: "2026-03-05" },
      { summary: "Overdue, suspended: Sasabe, both ways", start: "2026-03-05", end: "2026-03-06" },
    ]);
    expect(events[1]?.description).toContain("expected until 4 Mar 2026, overdue, no reopening reported.");
    // The event for the announced period is unchanged, including its id and its revision.
    expect(events[0]).toEqual(before.events[0]);
  });

  test("keeps the id of an event that is extended or ends early, and never decreases its revision", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    const path = "andrade";
    await record(path, { effectiveAt: "2026-03-02", expectedUntil: "2026-03-04" });
    const [announced] = await find(path, "Suspended: ");
    await record(path, { effectiveAt: "2026-03-02", expectedUntil: "2026-03-10" });
    const [extended] = await find(path, "Suspended: ");
    await record(path, { status: "open", effectiveAt: "2026-03-08" });
    const [ended] = await find(path, "Suspended: ");
    expect([announced?.end, extended?.end, ended?.end]).toEqual(["2026-03-05", "2026-03-11", "2026-03-08"]);
    expect(new Set([announced?.uid, extended?.uid, ended?.uid]).size).toBe(1);
    expect(announced?.sequence).toBeLessThanOrEqual(extended?.sequence ?? 0);
    expect(extended?.sequence).toBeLessThanOrEqual(ended?.sequence ?? 0);
    await expect(find(path, "Reopening")).resolves.toMatchObject([
      {
        summary: "Reopening: Andrade, both ways, time not stated",
        start: "2026-03-08",
        end: "2026-03-09",
      },
    ]);
  });

  test("shows a reopening or a change of hours as an event of a whole month if only the month is known", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    await record("tecate", { modes: ["passenger"], effectiveAt: "2026-03-02" });
    await record("tecate", {
      modes: ["passenger"],
      status: "open",
      hours: "Mo-Fr 06:00-14:00",
      effectiveAt: "2026-05",
    });
    expect(await find("tecate", "day not stated")).toMatchObject([{ start: "2026-05-01", end: "2026-06-01" }]);
    const { events } = await fetchCalendar("/v1/crossings/tecate/calendar.ics?lang=es");
    const hours = events.filter(({ summary }) => summary.startsWith("Horario"));
    expect(hours).toMatchObject([{ start: "2026-05-01", end: "2026-06-01" }]);
    expect(hours[0]?.summary).toMatch(/^Horario lun-vie 06:00-14:00: .*, para autos, en ambos sentidos$/);
  });

  test("leaves out withdrawn reports", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    const { id } = await record("douglas", { effectiveAt: "2026-04-01", expectedUntil: "2026-04-02" });
    expect(await find("douglas", "Suspended")).toHaveLength(1);
    await service.post(`/v1/reports/${id}/retraction`, { note: "Wrong gate" }, desk);
    expect(await find("douglas", "Suspended")).toEqual([]);
  });

  test("can be filtered by mode and direction", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    await record("nogales-mariposa", { modes: ["commercial"], directions: ["northbound"], effectiveAt: "2026-03-02" });
    const suspended = async (query: string) =>
      (await fetchCalendar(`/v1/crossings/nogales-mariposa/calendar.ics${query}`)).events.filter(({ summary }) =>
        /^Suspended: .*, for trucks/.test(summary),
      ).length;
    expect(await suspended("?mode=commercial&direction=northbound")).toBe(1);
    expect(await suspended("?mode=commercial")).toBe(1);
    expect(await suspended("?mode=passenger")).toBe(0);
    expect(await suspended("?mode=commercial&direction=southbound")).toBe(0);
    const of = async (query: string) => (await fetchCalendar(`/v1/calendar.ics${query}`)).events.length;
    expect(await of("?mode=rail")).toBeLessThan(await of(""));
    for (const path of ["/v1/calendar.ics?mode=boat", "/v1/crossings/sasabe/calendar.ics?mode=rail"])
      expect((await service.ask(path)).status).toBe(400);
  });

  test("has an alarm in each event that has not begun, on request only", async () => {
    service.clock.set("2026-11-24T19:00:00Z");
    const at = { effectiveAt: "2026-12-01T13:00:00Z", expectedUntil: "2026-12-01T20:00:00Z" };
    await record("sasabe", at);
    await record("sasabe", { effectiveAt: "2026-11-20", status: "open", lifts: "all" });
    const eventsOf = async (query: string) => (await fetchCalendar(`/v1/crossings/sasabe/calendar.ics${query}`)).events;
    const events = await eventsOf("?alarm=30");
    const coming = events.find(({ start }) => start === "2026-12-01T13:00:00Z");
    expect(coming?.summary).toMatch(/suspended/i);
    expect(coming?.alarms).toEqual([{ action: "DISPLAY", text: coming?.summary, trigger: "-PT30M" }]);
    const begun = events.filter(({ start }) => start < "2026-11-24");
    expect(begun.length).toBeGreaterThan(0);
    expect([...begun, ...(await eventsOf(""))].flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  test.each([
    ["31x", "must be a whole number from 0 to 10080"],
    ["-5", "must be a whole number from 0 to 10080"],
    ["10081", "must be a whole number from 0 to 10080"],
  ])("refuses an alarm of %s minutes, and names the field, the rule and the value", async (value, rule) => {
    for (const path of ["/v1/calendar.ics", "/v1/crossings/sasabe/calendar.ics"]) {
      const { status, body } = await service.ask(`${path}?alarm=${value}`);
      expect([status, body.errors]).toEqual([400, [{ path: "alarm", message: `${rule}; got "${value}"` }]]);
    }
  });

  test("leaves out events that ended more than 90 days ago", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    await record("roma", { effectiveAt: "2026-04-01T08:00:00Z" });
    await record("roma", { status: "open", effectiveAt: "2026-04-02T08:00:00Z" });
    const count = async () => (await find("roma", "Roma")).length;
    expect(await count()).toBe(2);
    service.clock.set("2026-07-01T07:59:59Z");
    expect(await count()).toBe(2);
    service.clock.set("2026-07-01T08:00:00Z");
    expect(await count()).toBe(0);
  });

  test("preserves any title, publisher and URL of a report", async () => {
    service.clock.set("2026-03-03T20:00:00Z");
    const title = NASTY.slice(0, 500).trim();
    const publisher = title.slice(0, 199).trim();
    await record(
      "boquillas",
      { effectiveAt: "2026-03-02" },
      { note: NASTY_LINES, ...named(title, { publisher, url: "https://example.org/a,b;c?d=“e”" }) },
    );
    const [event] = await find("boquillas", "Suspended");
    expect(event?.description.split("\n")).toContain(`${publisher}: ${title}`);
    expect(event?.url).toBe("https://example.org/a,b;c?d=%E2%80%9Ce%E2%80%9D");
  });

  test("is in the language of the browser, and refuses unknown states and parameters", async () => {
    const spanish = await fetchCalendar("/v1/crossings/naco/calendar.ics", { "accept-language": "es" });
    expect(spanish.headers.get("content-language")).toBe("es");
    expect(spanish.events[0]?.summary).toMatch(/^Suspendido: Garita .*, en ambos sentidos/);
    for (const path of ["/v1/calendar.ics?state=NM", "/v1/calendar.ics?at=2023-12-20T19:00:00Z"])
      expect((await service.ask(path)).status).toBe(400);
    expect((await service.ask("/v1/crossings/atlantis/calendar.ics")).status).toBe(404);
  });
});
