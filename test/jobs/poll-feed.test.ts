import { connectionsOf } from "../../src/store/connections.ts";
import { jsonDocument, moving, type PortSample } from "../feeds/port-sample.ts";
import { CAPTURES_PRESENT, readCapture } from "../support/captures.ts";
import { loanPolledService, type PolledService } from "../support/polled-service.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let polled: PolledService;
let given: PolledService["given"];
let origin: string;
let service: LoanedService;
let admin: string;
let poll: PolledService["poll"];
beforeAll(async () => {
  polled = await loanPolledService();
  ({ given, origin, service, admin, poll } = polled);
});
afterAll(() => polled.release());
afterEach(() => {
  for (const path of Object.keys(given)) delete given[path];
});

const standing = async (crossing: string, mode: string) =>
  (await service.ask(`/v1/crossings/${crossing}/status?mode=${mode}&direction=northbound`)).body.services[0];

/**
 * Creates the row of Gateway in Brownsville, as the feed would print it on 10 November 2026, in Central Standard Time.
 */
const gateway = (time: string, minutes: string, stamp: string): PortSample => ({
  port_number: "535504",
  date: "11/10/2026",
  time,
  passenger: { standard: moving(minutes, stamp), ready: { operational_status: "Update Pending" } },
  pedestrian: { standard: { operational_status: "Update Pending" } },
});

describe("a poll of a current document", () => {
  test("confirms an open service by its traffic, and gives the waits of its lanes with traffic", async () => {
    given["/first"] = jsonDocument(gateway("13:20:00", "25", "At 1:00 pm CST"));
    const run = await poll("2026-11-10T19:20:00Z");
    expect(run).toMatchObject({
      outcome: "succeeded",
      error: null,
      counts: { source: `${origin}/first`, matchedRows: 1, moving: 1, silent: 1 },
    });
    expect(await standing("brownsville-gateway", "passenger")).toMatchObject({
      open: true,
      certainty: "confirmed",
      confirmedAt: "2026-11-10T19:00:00Z",
      wait: { lanes: [{ kind: "standard", minutes: 25, lanesOpen: 2, at: "2026-11-10T19:00:00Z" }] },
    });
  });

  test("gives no wait for a silent lane", async () => {
    expect(await standing("brownsville-gateway", "pedestrian")).toMatchObject({
      wait: null,
      // CBP's listing of August 2026 remains evidence for 90 days.
      certainty: "confirmed",
      confirmedBy: { kind: "publisher", at: "2026-08-17T23:00:00Z" },
    });
  });

  test("uses the next URL if the first has no document", async () => {
    given["/first"] = 503;
    given["/second"] = jsonDocument(gateway("13:30:00", "10", "At 1:00 pm CST"));
    expect(await poll("2026-11-10T19:30:00Z")).toMatchObject({
      outcome: "succeeded",
      counts: { source: `${origin}/second` },
    });
  });

  test("shows traffic under a suspension as a conflict, and lifts nothing", async () => {
    given["/first"] = jsonDocument(gateway("13:40:00", "5", "At 1:00 pm CST"));
    const recorder = await service.keyFor("desk", "recorder");
    const report = {
      source: { kind: "operator", publisher: "desk", title: "Told by radio" },
      changes: [
        {
          crossing: "brownsville-gateway",
          modes: ["passenger"],
          directions: ["northbound"],
          status: "suspended",
          effectiveAt: "2026-11-10T12:00:00-06:00",
        },
      ],
    };
    const { body } = await service.post("/v1/reports", report, recorder);
    await poll("2026-11-10T19:40:00Z");
    expect(await standing("brownsville-gateway", "passenger")).toMatchObject({
      open: false,
      status: "suspended",
      conflict: { status: "open", at: "2026-11-10T19:00:00Z", source: { kind: "feed" } },
    });
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "Wrong bridge" }, recorder);
  });

  test("confirms nothing once its traffic is too old, but the answer still gives the time of the traffic", async () => {
    service.clock.set("2026-11-10T21:30:00Z");
    expect(await standing("brownsville-gateway", "passenger")).toMatchObject({
      open: true,
      certainty: "announced",
      confirmedAt: "2026-11-10T19:00:00Z",
      wait: null,
    });
  });

  test("confirms an answer about a past time with the wait of that hour, and changes nothing else", async () => {
    const { body } = await service.ask(
      "/v1/crossings/brownsville-gateway/status?mode=passenger&direction=northbound&at=2026-11-10T19:20:00Z",
    );
    expect(body.services[0]).toMatchObject({
      wait: null,
      certainty: "confirmed",
      confirmedAt: "2026-11-10T19:00:00Z",
      confirmedBy: { kind: "traffic" },
    });
  });
});

describe("a poll", () => {
  test.each<[string, string, string | number, RegExp]>([
    ["an error of the server", "2026-11-10T20:01:00Z", 500, /500/],
    ["a web page instead of the feed", "2026-11-10T20:02:00Z", "<!doctype html><html><body>Sorry</body></html>", /./],
    ["an empty document", "2026-11-10T20:03:00Z", "[]", /./],
    [
      "a frozen document",
      "2026-11-10T20:04:00Z",
      jsonDocument(gateway("12:10:00", "99", "At Noon CST")),
      /is frozen: it was made at 2026-11-10T18:10:00Z/,
    ],
    [
      "a document dated tomorrow",
      "2026-11-10T20:05:00Z",
      jsonDocument({ ...gateway("13:00:00", "99", "At Noon CST"), date: "11/11/2026" }),
      /in the future/,
    ],
    [
      "only rows of unknown ports",
      "2026-11-10T20:06:00Z",
      jsonDocument({ ...gateway("14:00:00", "99", "At Noon CST"), port_number: "230103" }),
      /none of our port numbers/,
    ],
  ])("fails with the reason and changes nothing if it gets %s", async (_name, at, answer, reason) => {
    const before = await connectionsOf(service.ctx.db).prisma.observation.findMany();
    given["/first"] = answer;
    given["/second"] = answer;
    const run = await poll(at);
    expect(run.outcome).toBe("failed");
    expect(run.error).toMatch(reason);
    expect(run.error).toContain(`${origin}/first`);
    expect(run.error).toContain(`${origin}/second`);
    expect(await connectionsOf(service.ctx.db).prisma.observation.findMany()).toEqual(before);
    expect((await service.ask("/brownsville-gateway")).status).toBe(200);
  });

  test("fails, and states how long to wait, if the server sends Retry-After", async () => {
    given["/first"] = 429;
    given["/second"] = 429;
    expect(await poll("2026-11-10T20:08:00Z")).toMatchObject({ outcome: "failed", counts: { retryAfterSeconds: 120 } });
  });

  test("fails if the document has lost half of its rows", async () => {
    const rows = ["535501", "535502", "535503", "535504"].map((port_number) => ({
      ...gateway("14:00:00", "7", "At 2:00 pm CST"),
      port_number,
    }));
    given["/first"] = jsonDocument(...rows);
    expect((await poll("2026-11-10T20:10:00Z")).outcome).toBe("succeeded");
    given["/first"] = jsonDocument(...rows.slice(0, 2));
    const run = await poll("2026-11-10T20:15:00Z");
    expect(run.error).toMatch(/shrank: 2 of our rows, after 4/);
  });
});

describe("the list of runs", () => {
  test("shows the schedule, the last runs, and their processes", async () => {
    const { body } = await service.ask("/v1/jobs");
    expect(body.jobs[0]).toMatchObject({ name: "poll-feed", schedule: "*/10 * * * *", nextRunAt: null });
    expect(body.jobs[0].lastRuns[0]).toMatchObject({
      startedAt: expect.any(String),
      endedAt: expect.any(String),
      process: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  test("cannot be given a run of a job that does not exist", async () => {
    expect((await service.post("/v1/jobs/fly/runs", "", admin)).status).toBe(404);
  });
});

(CAPTURES_PRESENT ? describe : describe.skip)("real captures", () => {
  test.each([
    ["bwtnew-2022-06-29T172515Z.json", "2022-06-29T17:26:00Z"],
    ["bwtpublicmod-2022-07-01T003159Z.json", "2022-07-01T00:32:30Z"],
    ["bwt-2022-10-17T211436-Eastern.xml", "2022-10-18T01:15:00Z"],
  ])("%s never shows PedWest as open, because PedWest was suspended at the time", async (name, at) => {
    const own = await loanService({ settings: { BWT_URLS: `${origin}/first` } });
    const key = await own.keyFor("chief", "admin");
    given["/first"] = readCapture(name);
    own.clock.set(at);
    await own.post("/v1/jobs/poll-feed/runs", "", key);
    for (;;) {
      const { body } = await own.ask("/v1/jobs");
      if (body.jobs[0].lastRuns[0].outcome === "running") continue;
      expect(body.jobs[0].lastRuns[0]).toMatchObject({ outcome: "succeeded" });
      break;
    }
    const { body } = await own.ask("/v1/crossings/san-ysidro-pedwest/status");
    expect(body).toMatchObject({ open: false });
    for (const service of body.services)
      expect(service).toMatchObject({ status: "suspended", conflict: null, wait: null });
    await own.release();
  });
});
