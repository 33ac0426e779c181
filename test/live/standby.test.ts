import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { eventually } from "../support/eventually.ts";
import {
  makeTestServers,
  SERVER_PROGRAMS,
  type TestServer,
  untilReplayed,
  WHY_SKIPPED,
} from "../support/replicated-servers.ts";
import { fillDatabase, type PlacedService, placeService } from "../support/replicated-service.ts";
import { soundReport } from "../support/service.ts";

const WRITE_URL = "https://full.garita.example";
const STATUS = "/v1/crossings/lukeville/status";

const PATHS = [
  STATUS,
  `${STATUS}?at=2023-12-20T19:00:00Z`,
  `${STATUS}?at=2023-12-20T19:00:00Z&publishedBefore=2023-12-10T00:00:00Z`,
  "/v1/crossings",
  "/v1/crossings?at=2023-12-20T19:00:00Z&format=csv",
  "/v1/crossings/lukeville/history",
  "/v1/reports",
  "/v1/changes?after=10",
  "/v1/availability?from=2023-12&to=2024-01",
  "/lukeville",
  "/v1/jobs",
  "/openapi.json",
];

const PAGES = ["/", "/lukeville", "/history/december-2023", "/laredo", "/embed/board"];

/** Headers that differ between any two answers. */
const PASSING = ["date", "connection", "keep-alive"];

(SERVER_PROGRAMS === undefined ? describe.skip : describe)(`a process on a standby${WHY_SKIPPED}`, () => {
  const servers = makeTestServers();
  let now = machineClock();
  let primary: TestServer;
  let standby: TestServer;
  let full: PlacedService;
  let reader: PlacedService;
  let key: string;

  const answer = async (service: PlacedService, path: string, accept = "*/*") => {
    const response = await fetch(`${service.url}${path}`, { headers: { accept } });
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !PASSING.includes(name)));
    return { status: response.status, headers, text: await response.text() };
  };
  const staleness = async () => (await fetch(`${reader.url}${STATUS}`)).headers.get("garita-stale");
  const asOf = async (service: PlacedService) => JSON.parse((await answer(service, STATUS)).text).asOf as number;
  const record = async (title: string) => {
    const response = await fetch(`${full.url}/v1/reports`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(soundReport({}, { note: title })),
    });
    expect(response.status).toBe(201);
    now = machineClock();
  };

  beforeAll(async () => {
    primary = await servers.startPrimary("one");
    standby = await servers.startStandby("two", primary);
    key = await fillDatabase(primary.url);
    await primary.ask("CREATE ROLE reader LOGIN");
    await primary.ask("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    await untilReplayed(primary, standby);
    now = machineClock();
    full = await placeService(primary.url, {}, () => now);
    const settings = { GARITA_MODE: "read", GARITA_WRITE_URL: WRITE_URL };
    reader = await placeService(standby.url.replace("garita@", "reader@"), settings, () => now);
  }, 120_000);
  afterAll(async () => {
    await full.stop();
    await reader.stop();
    await servers.release();
  });

  test.each(PATHS)("gives the same answer as one on the primary, byte for byte: %s", async (path) => {
    const expected = await answer(full, path);
    expect(expected.status).toBe(200);
    expect(await answer(reader, path)).toEqual(expected);
  });

  test.each(PAGES)("shows the same page as one on the primary: %s", async (path) => {
    const expected = await answer(full, path, "text/html");
    expect(expected.status).toBe(200);
    expect(await answer(reader, path, "text/html")).toEqual(expected);
  });

  test("gives its metrics", async () => {
    expect((await answer(reader, "/metrics")).status).toBe(200);
  });

  test("follows the log by polling", async () => {
    await record("Seen on the standby");
    await eventually(async () => expect(await asOf(reader)).toBe(await asOf(full)));
    expect(await answer(reader, STATUS)).toEqual(await answer(full, STATUS));
    expect(await staleness()).toBeNull();
  });

  test("is not behind an idle primary", async () => {
    for (let i = 0; i < 30; i++) {
      expect(await staleness()).toBeNull();
      await sleep(100);
    }
  });

  test("says by how many seconds it is behind while the replay is paused and the primary writes", async () => {
    const before = await asOf(reader);
    await standby.ask("SELECT pg_wal_replay_pause()");
    await record("Not yet on the standby");
    await eventually(async () => expect(Number(await staleness())).toBeGreaterThan(1));
    expect(JSON.parse((await answer(reader, "/readyz")).text).reasons).toEqual([
      expect.stringMatching(/^answers may lack what was recorded in the last \d+ seconds$/),
    ]);
    await sleep(1_500);
    expect(Number(await staleness())).toBeGreaterThan(2);
    expect(Number(await staleness())).toBeLessThan(10);
    expect((await answer(reader, STATUS)).headers["cache-control"]).toMatch(/max-age=0/);
    expect(await asOf(reader)).toBe(before);
    await standby.ask("SELECT pg_wal_replay_resume()");
    await eventually(async () => expect(await staleness()).toBeNull());
    expect(await answer(reader, STATUS)).toEqual(await answer(full, STATUS));
  });

  test.each([
    ["POST", "/v1/reports"],
    ["POST", "/v1/reports/00000000-0000-4000-8000-000000000000/retraction"],
    ["GET", "/v1/subscriptions"],
    ["DELETE", "/v1/subscriptions/00000000-0000-4000-8000-000000000000"],
    ["GET", "/v1/proposals"],
    ["POST", "/v1/jobs/poll-feed/runs"],
  ])("refuses %s %s, and says where to send it", async (method, path) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = method === "POST" ? { body: JSON.stringify(soundReport()) } : {};
    const response = await fetch(`${reader.url}${path}`, { method, headers, ...body });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      type: "/problems/read_only",
      detail: `This process only reads. Send the request to ${WRITE_URL}${path}.`,
    });
  });

  test("redirects the pages of the desk to the full service, and explains why it takes no form", async () => {
    const page = await fetch(`${reader.url}/desk/reports?whose=all`, { redirect: "manual" });
    expect([page.status, page.headers.get("location")]).toEqual([307, `${WRITE_URL}/desk/reports?whose=all`]);
    const form = await fetch(`${reader.url}/desk/report`, {
      method: "POST",
      body: new URLSearchParams({ do: "record" }),
    });
    expect(form.status).toBe(503);
    expect(await form.text()).toContain(`<a href="${WRITE_URL}/desk">Open the desk there</a>`);
  });

  test("is ready", async () => {
    expect(JSON.parse((await answer(reader, "/readyz")).text)).toEqual({ status: "ready" });
  });

  test("tries nothing that a standby refuses, such as LISTEN or a write", () => {
    expect(standby.log()).not.toMatch(/ERROR/);
  });

  test("says that it may be behind once the primary is gone, until the standby is promoted", async () => {
    await primary.destroy();
    await eventually(async () => expect(Number(await staleness())).toBeGreaterThan(1), 20_000);
    expect((await answer(reader, "/lukeville")).status).toBe(200);
    await standby.ask("SELECT pg_promote()");
    await eventually(async () => expect(await staleness()).toBeNull(), 20_000);
  });
});
