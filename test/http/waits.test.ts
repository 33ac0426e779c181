import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import type { Lane, Reading } from "../../src/domain/feed/observation.ts";
import type { Service } from "../../src/domain/places/crossing.ts";
import type { LaneKind } from "../../src/domain/vocabulary.ts";
import { saveWaitSamples } from "../../src/store/feed/wait-samples.ts";
import { countTypical, dice, type Filed, hoursOfDay, inOneOrder } from "../domain/waits-naive.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const ZONE = "America/Denver";
const bridge: Service = { crossing: "ysleta-zaragoza", mode: "passenger", direction: "northbound" };
const waits = `/v1/crossings/${bridge.crossing}/waits`;

/**
 * Twelve weeks of waits at El Paso, from 1 September to 23 November 2026, with gaps. The twelve weeks include the clock
 * change of 1 November.
 */
const filed: Filed[] = [];
const throws = dice(1901);
for (let day = 0; day < 84; day++)
  for (const { utc } of hoursOfDay(ZONE, [2026, 9, 1 + day]))
    for (const lane of ["standard", "ready"])
      if (throws(10) > 2) filed.push({ mode: "passenger", lane, utc, minutes: throws(180) });
/** Samples from before the twelve weeks. These samples must not be counted. */
const before = hoursOfDay(ZONE, [2026, 8, 31]).map(({ utc }) => ({
  mode: "passenger",
  lane: "standard",
  utc,
  minutes: 999,
}));

const number = (kind: LaneKind, minutes: number, at: string): Lane => ({
  kind,
  says: "number",
  minutes,
  lanesOpen: 3,
  at: Temporal.Instant.from(at),
});
const pending = (kind: LaneKind): Lane => ({ kind, says: "pending", minutes: null, lanesOpen: null, at: null });

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  const samples = [...filed, ...before].map(({ lane, utc, minutes }) => {
    const hour = Temporal.Instant.fromEpochMilliseconds(utc);
    return { service: bridge, lane: lane as LaneKind, hour, minutes, filedAt: hour.add({ minutes: 5 }) };
  });
  expect(await saveWaitSamples(service.ctx.db, samples, { recordedAt: service.ctx.now })).toBe(samples.length);
  service.clock.set("2026-11-24T19:30:00Z");
  const readings: Reading[] = [
    {
      service: bridge,
      lanes: [
        number("standard", 45, "2026-11-24T19:00:00Z"),
        number("ready", 20, "2026-11-24T16:00:00Z"),
        pending("sentri"),
      ],
      hoursText: null,
    },
    { service: { ...bridge, mode: "commercial" }, lanes: [pending("standard"), pending("fast")], hoursText: null },
  ];
  expect((await storeReadings(service.ctx, readings)).waits).toBe(1);
});
afterAll(() => service.release());

describe("Current waits", () => {
  test("are listed by northbound service; a silent lane is left out, not shown as 0", async () => {
    service.clock.set("2026-11-24T19:30:00Z");
    const { status, body } = await service.ask(waits);
    expect(status).toBe(200);
    // While it loads the feed's readings, the snapshot may be the first to read the test's clock, and so advance it.
    expect(body).toMatchObject({ at: expect.stringMatching(/^2026-11-24T19:30:00(\.00\d)?Z$/), timeZone: ZONE });
    expect(body.current).toEqual([
      { mode: "pedestrian", direction: "northbound", lanes: [] },
      {
        mode: "passenger",
        direction: "northbound",
        lanes: [{ kind: "standard", minutes: 45, lanesOpen: 3, at: "2026-11-24T19:00:00Z" }],
      },
      { mode: "commercial", direction: "northbound", lanes: [] },
    ]);
    expect(body.samples.some(({ mode }: { mode: string }) => mode === "commercial")).toBe(false);
  });

  test("equal the waits in the standing", async () => {
    const { body } = await service.ask(`/v1/crossings/${bridge.crossing}/status?mode=passenger&direction=northbound`);
    const asked = await service.ask(`${waits}?mode=passenger`);
    expect(asked.body.current[0].lanes).toEqual(body.services[0].wait.lanes);
  });

  test("expire when the first wait becomes too old, and then have another ETag", async () => {
    const seconds = ({ headers }: { headers: Headers }) => headers.get("cache-control");
    const fresh = await service.ask(waits);
    expect(seconds(fresh)).toBe("public, max-age=60, s-maxage=1, stale-while-revalidate=1, must-revalidate");
    service.clock.set("2026-11-24T20:59:39.010Z");
    const late = await service.ask(waits);
    // 20.99 seconds before the wait is too old. Generating the answer takes a part of them.
    expect(seconds(late)).toMatch(/^public, max-age=(1\d|20), s-maxage=1, stale-while-revalidate=1, must-revalidate$/);
    service.clock.set("2026-11-24T21:00:01Z");
    const stale = await service.ask(waits);
    expect(stale.body.current[1].lanes).toEqual([]);
    expect(stale.headers.get("etag")).not.toBe(late.headers.get("etag"));
    service.clock.set("2026-11-24T19:30:10Z");
    const tag = fresh.headers.get("etag") ?? "";
    const again = await service.ask(waits, { headers: { "if-none-match": tag, "cache-control": "max-age=0" } });
    expect(again.status).toBe(304);
    service.clock.set("2026-11-24T19:30:00Z");
  });

  test("are empty if the feed has no waits", async () => {
    const { body } = await service.ask("/v1/crossings/tecate-rail/waits");
    expect(body).toMatchObject({ samples: [], typical: [], next: null });
    expect(body.current).toEqual([{ mode: "rail", direction: "northbound", lanes: [] }]);
  });
});

describe("Sampled waits", () => {
  const hours = (from: string, to: string, lane: string) =>
    filed
      .filter((each) => each.lane === lane && Date.parse(from) <= each.utc && each.utc < Date.parse(to))
      .map(({ utc, minutes }) => [Temporal.Instant.fromEpochMilliseconds(utc).toString(), minutes]);
  const shown = (body: { samples: { hour: string; minutes: number }[] }) =>
    body.samples.map(({ hour, minutes }) => [hour, minutes]);

  test("are those of the requested days in local time, with both occurrences of a repeated hour", async () => {
    const { body } = await service.ask(`${waits}?from=2026-11-01&to=2026-11-01&lane=standard`);
    expect(shown(body)).toEqual(hours("2026-11-01T06:00:00Z", "2026-11-02T07:00:00Z", "standard"));
    expect(body.samples[0]).toEqual({
      mode: "passenger",
      lane: "standard",
      hour: expect.any(String),
      minutes: expect.any(Number),
      filedAt: body.samples[0].hour.replace(":00:00Z", ":05:00Z"),
    });
    const month = await service.ask(`${waits}?from=2026-10&to=2026-10&lane=ready`);
    expect(shown(month.body)).toEqual(hours("2026-10-01T06:00:00Z", "2026-11-01T06:00:00Z", "ready"));
  });

  test("default to the last seven days, including the newest poll", async () => {
    service.clock.set("2026-11-24T19:30:00Z");
    const { body } = await service.ask(`${waits}?lane=standard`);
    expect(shown(body)).toEqual([
      ...hours("2026-11-17T19:30:00Z", "2026-11-24T19:30:00Z", "standard"),
      ["2026-11-24T19:00:00Z", 45],
    ]);
  });

  test("come in pages without gap or overlap", async () => {
    const question = `${waits}?from=2026-10-30&to=2026-11-02`;
    const whole = (await service.ask(question)).body;
    expect(whole.next).toBeNull();
    const pages: unknown[] = [];
    let next = "";
    for (let asked = 0; asked < 100; asked++) {
      const { body } = await service.ask(`${question}&limit=7${next && `&cursor=${next}`}`);
      pages.push(...body.samples);
      if (body.next === null) break;
      next = body.next;
    }
    expect(pages).toEqual(whole.samples);
    expect(pages.length).toBeGreaterThan(100);
  });
});

test("Typical waits of twelve generated weeks, with gaps and a clock change, equal an independent count", async () => {
  const { body } = await service.ask(`${waits}?to=2026-11-23`);
  const expected = countTypical(filed, ZONE, [2026, 9, 1], 84);
  expect(expected.length).toBeGreaterThan(150);
  expect(inOneOrder(body.typical)).toEqual(inOneOrder(expected));
  const ready = await service.ask(`${waits}?to=2026-11-23&lane=ready&mode=passenger`);
  expect(ready.body.typical).toEqual(body.typical.filter(({ lane }: { lane: string }) => lane === "ready"));
});

describe("A request about waits", () => {
  test.each<[string, string, RegExp]>([
    ["from=2025-01-01&to=2026-01-02", "from", /at most 366 days before the end of `to` \(2026-01-02\).*2025-01-01/],
    ["from=2025-11-01", "from", /at most 366 days before now/],
    ["from=2026-11-02&to=2026-11-01", "from", /before the end of `to`/],
    ["from=2026-11-25", "from", /before now/],
    ["from=monday", "from", /a day/],
    ["to=2026-02-30", "to", /a day/],
    ["lane=slow", "lane", /one of standard, ready, sentri, fast.*"slow"/],
    ["lane=fast&mode=passenger", "lane", /no passenger service of ysleta-zaragoza has fast lanes/],
    ["mode=rail", "mode", /ysleta-zaragoza has no rail northbound service/],
    ["direction=southbound", "direction", /not a known field/],
    ["limit=5001", "limit", /1 to 5000/],
    ["limit=0", "limit", /1 to 5000/],
    ["cursor=abc", "cursor", /next/],
    ["cursor=99999999.passenger.standard", "cursor", /next/],
    ["knownAt=2026-11-01T00:00:00Z", "knownAt", /not a known field/],
    ["lane=ready&lane=fast", "lane", /more than once/],
  ])("is refused with the field and the rule if it is invalid: %s", async (query, field, rule) => {
    const { status, body } = await service.ask(`${waits}?${query}`);
    expect(status).toBe(400);
    expect(body.errors.find(({ path }: { path: string }) => path === field)?.message).toMatch(rule);
  });

  test("is answered 404 for an unknown crossing", async () => {
    expect((await service.ask("/v1/crossings/atlantis/waits")).status).toBe(404);
  });
});
