import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connectionsOf } from "../../src/store/connections.ts";
import { jsonDocument, moving } from "../feeds/port-sample.ts";
import { eventually } from "../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

let service: LoanedService;
let feed: Server;
let admin: string;

beforeAll(async () => {
  const document = jsonDocument({
    port_number: "535504",
    date: "11/10/2026",
    time: "12:00:00",
    passenger: { standard: moving("20", "At 11:00 am CST") },
  });
  feed = createServer((_req, res) => res.writeHead(200, { "content-type": "application/json" }).end(document));
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const { port } = feed.address() as AddressInfo;
  service = await loanService({
    settings: { BWT_URLS: `http://127.0.0.1:${port}/`, NOTICE_POLL_SECONDS: "300" },
  });
  admin = await service.keyFor("chief", "admin");
});
afterAll(async () => {
  await service.release();
  await new Promise((done) => feed.close(done));
});

/** Runs some work three times. Returns the highest number of clock readings in a run. */
async function readings(work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 3; time++) {
    const before = service.clock.readings();
    await work();
    counts.push(service.clock.readings() - before);
  }
  return Math.max(...counts);
}

const PATHS = [
  "/",
  "/lukeville",
  "/lukeville?on=2023-12-20",
  "/v1/crossings",
  "/v1/crossings?format=csv",
  "/v1/crossings/lukeville/status",
  "/v1/crossings/lukeville/status?at=2023-12-20T12:00:00Z&knownAt=2026-01-01T00:00:00Z",
  "/v1/crossings/lukeville/history",
  "/v1/crossings/lukeville/waits",
  "/v1/crossings/lukeville/alternatives?mode=passenger&direction=northbound",
  "/v1/crossings/lukeville/availability?from=2023-12&to=2024-01",
  "/v1/crossings/lukeville/atom.xml",
  "/v1/crossings/lukeville/calendar.ics",
  "/v1/crossings/lukeville/badge.svg",
  "/v1/calendar.ics",
  "/v1/atom.xml",
  "/v1/ports",
  "/v1/changes",
  "/v1/reports",
  "/v1/jobs",
  "/readyz",
  "/metrics",
];

test.each(PATHS)("GET %s reads the clock at most once", async (path) => {
  for (const accept of ["text/html", "*/*"]) {
    expect(await readings(() => service.ask(path, { headers: { accept } }))).toBeLessThanOrEqual(1);
  }
});

test("recording and withdrawing read the clock at most once each", async () => {
  const recorded: string[] = [];
  const record = async () => {
    const headers = { "idempotency-key": `key ${recorded.length}` };
    recorded.push((await service.post("/v1/reports", soundReport(), admin, headers)).body.id);
  };
  expect(await readings(record)).toBeLessThanOrEqual(1);
  expect(
    await readings(() => service.post(`/v1/reports/${recorded.pop()}/retraction`, { note: "A mistake" }, admin)),
  ).toBeLessThanOrEqual(1);
});

test("the desk's pages read the clock at most once each", async () => {
  const visitor = makeVisitor(service.url);
  await signIn(visitor, admin);
  for (const path of ["/desk", "/desk/jobs", "/desk/report", "/desk/reports"])
    expect(await readings(() => visitor.open(path))).toBeLessThanOrEqual(1);
});

test("a whole run of the feed job reads the clock only once", async () => {
  service.clock.set("2026-11-10T18:00:00Z");
  const lastRun = async () => (await service.ask("/v1/jobs")).body.jobs[0].lastRuns[0];
  const before = service.clock.readings();
  expect((await service.post("/v1/jobs/poll-feed/runs", "", admin)).status).toBe(202);
  let asked = 0;
  const run = await eventually(async () => {
    asked++;
    const last = await lastRun();
    expect(last.outcome).not.toBe("running");
    return last;
  });
  expect([run.outcome, run.counts.moving, run.counts.confirmed]).toEqual(["succeeded", 1, 1]);
  // One reading for the run, and one for each request for the run's state.
  expect(service.clock.readings() - before).toBeLessThanOrEqual(1 + asked);
  const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT DISTINCT polled_at FROM observation");
  expect(rows.map(({ polled_at }) => polled_at.toISOString())).toEqual([new Date(run.startedAt).toISOString()]);
});
