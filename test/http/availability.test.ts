import { parse } from "csv-parse/sync";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

/**
 * The expected hours were counted by hand from the announcements of December 2023 (docs/article.md), in the local time
 * of each crossing.
 */
let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const NOTHING = { total: 0, open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 };

const of = (slug: string, query: string) => service.ask(`/v1/crossings/${slug}/availability?${query}`);
async function only(slug: string, query: string) {
  const { status, body } = await of(slug, query);
  expect(status).toBe(200);
  expect(body.services).toHaveLength(1);
  return { ...body, ...body.services[0] };
}

describe("The account of December 2023", () => {
  test("shows Lukeville as suspended from 4 December until 4 January at 06:00 in Arizona", async () => {
    const { months, hours, causes, reports } = await only(
      "lukeville",
      "from=2023-12&to=2024-01&mode=passenger&direction=northbound",
    );
    // Three days limited from 06:00 to 20:00, 28 days suspended, and the rest of the three days outside hours.
    expect(months[0]).toMatchObject({
      month: "2023-12",
      hours: { ...NOTHING, total: 744, limited: 42, suspended: 672, outsideHours: 30 },
      unconfirmed: 0,
    });
    // Three days and six hours suspended, 28 days of 14 hours open.
    expect(months[1]).toMatchObject({
      month: "2024-01",
      hours: { ...NOTHING, total: 744, open: 392, suspended: 78, outsideHours: 274 },
    });
    expect(hours).toEqual({ ...NOTHING, total: 1488, open: 392, limited: 42, suspended: 750, outsideHours: 304 });
    expect(causes).toContainEqual({
      share: "suspended",
      because: "suspended",
      reason: "staffing",
      hours: 750,
      withinHours: 31 * 14,
      hoursUnknown: 0,
      others: [],
    });
    const cited = reports.find(({ id }: { id: string }) => id === "seed-cbp-2023-12-01-lukeville");
    expect(cited.source).toMatchObject({ publisher: "U.S. Customs and Border Protection", url: /^https:/ });
    expect(months[0].reports).toContain(cited.id);
  });

  test("counts suspended time as `hoursUnknown` if no hours are on record", async () => {
    const { causes } = await only("lukeville", "from=2023-12&to=2023-12&mode=passenger&direction=southbound");
    expect(causes).toContainEqual(
      expect.objectContaining({ share: "suspended", hours: 672, withinHours: 0, hoursUnknown: 672 }),
    );
  });

  test.each([
    // 18 December 08:00 to 22 December 13:00, both in Central time.
    ["eagle-pass-rail", 101],
    // 18 December 08:00 to 22 December 12:00, both in Mountain time. Compared with Eagle Pass, the
    // suspension starts an hour later and ends at the same instant.
    ["el-paso-rail-bnsf", 100],
    ["el-paso-rail-up", 100],
  ])("shows the rail bridge %s as suspended for %d hours", async (slug, suspended) => {
    const { hours } = await only(slug, "from=2023-12&to=2023-12&direction=northbound");
    expect(hours).toMatchObject({ total: 744, suspended, open: 744 - suspended });
  });

  test("begins and ends exactly at the requested instants or days, in the crossing's local time", async () => {
    const one = await only("eagle-pass-rail", "from=2023-12-18&to=2023-12-18&direction=northbound");
    expect(one).toMatchObject({ from: "2023-12-18T06:00:00Z", to: "2023-12-19T06:00:00Z", clipped: false });
    expect(one.hours).toEqual({ ...NOTHING, total: 24, open: 8, suspended: 16 });
    const other = await only(
      "eagle-pass-rail",
      "from=2023-12-18T07:30:00-06:00&to=2023-12-18T08:10:00-06:00&direction=northbound",
    );
    // Forty minutes are 0.666… of an hour. Rounded to hundredths, the parts still add up.
    expect(other.hours).toEqual({ ...NOTHING, total: 0.67, open: 0.5, suspended: 0.17 });
  });

  test("with `publishedBefore` uses only reports published by then, and ends at the last full hour", async () => {
    const query = "from=2023-12&to=2024-01&mode=passenger&direction=northbound";
    const read = await only("lukeville", `${query}&publishedBefore=2024-01-01T12:30:00-07:00`);
    expect(read).toMatchObject({ to: "2024-01-01T19:00:00Z", clipped: true });
    expect(read.months[1].hours).toEqual({ ...NOTHING, total: 12, suspended: 12 });
    const before = await only("lukeville", `${query}&publishedBefore=2023-12-02T12:00:00-07:00`);
    expect(before.hours).toMatchObject({ total: 36, suspended: 0 });
  });
});

describe("The accounts of all crossings", () => {
  test("equal the accounts of each crossing alone", async () => {
    const all = (await service.ask("/v1/availability?state=AZ&from=2023-12&to=2023-12")).body;
    const slugs = all.crossings.map(({ crossing }: { crossing: string }) => crossing);
    expect(slugs).toEqual(expect.arrayContaining(["lukeville", "nogales-rail", "sasabe"]));
    for (const each of all.crossings) {
      const { at: _, asOf: __, reports: ___, ...alone } = (await of(each.crossing, "from=2023-12&to=2023-12")).body;
      expect(each).toEqual(alone);
    }
  });

  test("can be filtered by port, mode and direction, and cover the whole month in every time zone", async () => {
    const { crossings } = (await service.ask("/v1/availability?mode=rail&direction=northbound&from=2024-03&to=2024-03"))
      .body;
    expect(crossings.length).toBeGreaterThan(5);
    for (const { services, timeZone } of crossings) {
      expect(services).toHaveLength(1);
      expect(services[0]).toMatchObject({ mode: "rail", direction: "northbound" });
      const { total, ...shares } = services[0].hours;
      expect(total).toBe(timeZone === "America/Phoenix" ? 744 : 743);
      expect(Object.values<number>(shares).reduce((sum, each) => sum + each, 0)).toBe(total);
    }
    const port = (await service.ask("/v1/availability?port=2606&from=2023-12&to=2023-12")).body;
    expect(port.crossings.map(({ crossing }: { crossing: string }) => crossing)).toEqual(["sasabe"]);
    const none = (await service.ask("/v1/availability?port=9999")).body;
    expect(none).toMatchObject({ crossings: [], reports: [], asOf: 0 });
  });
});

describe("The account as CSV", () => {
  test("has one row per service and month, with its sources, and the columns add up", async () => {
    const query = "from=2023-12&to=2024-01";
    const { body } = await of("lukeville", query);
    const { text, headers } = await of("lukeville", `${query}&format=csv`);
    expect(headers.get("content-type")).toMatch(/^text\/csv/);
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows).toHaveLength(body.services.length * 2);
    const shares = ["open", "limited", "suspended", "closed", "outsideHours", "unknown"];
    for (const row of rows)
      expect(shares.reduce((sum, share) => sum + Number(row[share]), 0)).toBeCloseTo(Number(row.hours), 6);
    expect(rows.find(({ mode, direction }) => mode === "passenger" && direction === "northbound")).toMatchObject({
      crossing: "lukeville",
      month: "2023-12",
      hours: "744",
      suspended: "672",
      suspendedWithinHours: "392",
      suspendedHoursUnknown: "0",
      causes: "limited (staffing) 42; suspended (staffing) 672",
      reports: expect.stringContaining("seed-cbp-2023-12-01-lukeville"),
      publishers: expect.stringContaining("U.S. Customs and Border Protection"),
      urls: expect.stringContaining("https://"),
      timeZone: "America/Phoenix",
    });
    const all = await service.ask(`/v1/availability?${query}&port=2602`, { headers: { accept: "text/csv" } });
    expect(parse(all.text, { columns: true })).toHaveLength(rows.length);
  });
});

describe("An account", () => {
  test("changes with a later report, but not with a `knownAt` before that report", async () => {
    const query = "mode=passenger&direction=northbound&from=2026-03&to=2026-03";
    const { at: _, ...before } = await only("lukeville", query);
    expect(before.hours).toMatchObject({ total: 744, suspended: 0, open: 31 * 14 });
    const key = await service.keyFor("desk", "recorder");
    const title = '=HYPERLINK("https://example.org")';
    const source = { kind: "operator", publisher: "+1 Pima County", title };
    const said = await service.post(
      "/v1/reports",
      soundReport({ effectiveAt: "2026-03-09T15:00:00-07:00" }, { source, reason: "weather" }),
      key,
    );
    expect(said.status).toBe(201);
    const after = await only("lukeville", query);
    // Suspended from 9 March 15:00 to the end of the month: 22 days and nine hours. The crossing opens for 14 hours a
    // day, of which five remained on 9 March.
    expect(after.hours).toMatchObject({ total: 744, suspended: 537, open: 8 * 14 + 9 });
    expect(after.causes).toEqual([
      expect.objectContaining({ reason: "weather", hours: 537, withinHours: 22 * 14 + 5 }),
    ]);
    expect(after.months[0].reports).toContain(said.body.id);
    const known = new Date(Date.parse(said.body.recordedAt) - 1).toISOString();
    const { at: __, ...then } = await only("lukeville", `${query}&knownAt=${known}`);
    expect(then).toEqual(before);
    const { text } = await of("lukeville", `${query}&format=csv`);
    const [row] = parse(text, { columns: true }) as Record<string, string>[];
    expect(row?.titles).toContain(title);
    expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
  });

  test("never covers the future: it ends at the last full hour before now, or before `knownAt`", async () => {
    service.clock.set("2027-03-10T12:45:00Z");
    const now = await only("lukeville", "mode=passenger&direction=northbound");
    expect(now).toMatchObject({ from: "2026-04-01T07:00:00Z", to: "2027-03-10T12:00:00Z", clipped: true });
    expect(now.months).toHaveLength(12);
    const known = await only("lukeville", "mode=passenger&direction=northbound&knownAt=2024-02-03T10:20:00Z");
    expect(known).toMatchObject({ from: "2023-03-01T07:00:00Z", to: "2024-02-03T10:00:00Z", clipped: true });
    // The seed had not yet been recorded at that time.
    expect(known.hours).toEqual({ ...NOTHING, total: known.hours.total, unknown: known.hours.total });
    expect(known.reports).toEqual([]);
    const whole = await only("lukeville", "from=2027-03&to=2027-06&mode=passenger&direction=northbound");
    expect(whole).toMatchObject({ to: "2027-03-10T12:00:00Z", clipped: true });
    expect(whole.months).toHaveLength(1);
    // 23:50 in California and 01:50 in Texas: the day has begun in Texas, but not in California.
    service.clock.set("2027-03-10T07:50:00Z");
    const { crossings } = (await service.ask("/v1/availability?mode=rail&direction=northbound&from=2027-03-10")).body;
    const hours = (zone: string) =>
      crossings
        .filter(({ timeZone }: { timeZone: string }) => timeZone === zone)
        .map(({ services }: { services: { hours: { total: number } }[] }) => services[0]?.hours.total);
    expect(new Set(hours("America/Chicago"))).toEqual(new Set([1]));
    expect(new Set(hours("America/Los_Angeles"))).toEqual(new Set([0]));
  });
});

describe("A cached account", () => {
  test("is valid until the end of the hour, with the same ETag until then", async () => {
    service.clock.set("2027-04-01T12:59:29.010Z");
    const first = await of("lukeville", "");
    expect(first.headers.get("cache-control")).toBe(
      "public, max-age=30, s-maxage=1, stale-while-revalidate=1, must-revalidate",
    );
    service.clock.set("2027-04-01T12:59:50Z");
    const same = await of("lukeville", "");
    expect(same.headers.get("etag")).toBe(first.headers.get("etag"));
    service.clock.set("2027-04-01T13:00:00Z");
    expect((await of("lukeville", "")).headers.get("etag")).not.toBe(first.headers.get("etag"));
    service.clock.set("2027-04-01T12:59:30Z");
    const past = await of("lukeville", "from=2023-12&to=2023-12");
    expect(past.headers.get("cache-control")).toBe(
      "public, max-age=60, s-maxage=1, stale-while-revalidate=1, must-revalidate",
    );
  });
});

describe("A request about availability", () => {
  test.each<[string, string, string, RegExp]>([
    ["lukeville", "from=2024-01&to=2023-12", "from", /before the end of `to` \(2023-12\); got 2024-01/],
    ["lukeville", "from=2013-12-31&to=2023-12-31", "from", /at most 10 years before 2023-12-31; got 2013-12-31/],
    ["lukeville", "from=2150-01", "from", /before .*, the end of the data; got 2150-01/],
    ["lukeville", "from=2150-01&to=2150-02", "from", /the end of the data/],
    ["lukeville", "from=yesterday", "from", /a day/],
    ["lukeville", "to=2023-13", "to", /a month/],
    ["lukeville", "mode=rail", "mode", /lukeville has no rail service/],
    ["lukeville", "mode=boat", "mode", /one of/],
    ["lukeville", "state=AZ", "state", /not a known field/],
    ["lukeville", "at=2023-12-20T12:00:00Z", "at", /not a known field/],
    ["lukeville", "knownAt=2150-01-01T00:00:00Z", "knownAt", /future/],
    ["lukeville", "format=xml", "format", /json, csv/],
    ["", "from=2020-12&to=2023-12", "from", /at most 3 years before 2023-12 \(10 for a single crossing\)/],
    ["", "state=NM", "state", /TX, AZ, CA/],
    ["", "port=abcd", "port", /four digits/],
    ["", "from=2150-01", "from", /the end of the data/],
  ])("is refused with the field and the rule if it is invalid: %s %s", async (slug, query, field, rule) => {
    const path = slug === "" ? "/v1/availability" : `/v1/crossings/${slug}/availability`;
    const { status, body } = await service.ask(`${path}?${query}`);
    expect(status).toBe(400);
    expect(body.errors.find(({ path: at }: { path: string }) => at === field)?.message).toMatch(rule);
  });

  test("is answered 404 for an unknown crossing", async () => {
    expect((await of("atlantis", "")).status).toBe(404);
  });
});
