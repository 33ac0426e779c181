import { Temporal } from "temporal-polyfill";
import { perform } from "../../src/jobs/job.ts";
import { takeEffect } from "../../src/jobs/take-effect.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

interface Notice {
  crossing: string;
  since: string;
  at: string;
  services: { mode: string; direction: string }[];
}

let service: LoanedService;
/** The last delivery of the previous test. */
let before: string;
let recorder: string;
let heard: Notice[];

beforeAll(async () => {
  service = await loanService();
  recorder = await service.keyFor("desk", "recorder");
  await connectionsOf(service.ctx.db).pool.query(
    `INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, created_at)
     SELECT 'all', id, 'https://example.org', '{standing}', '{}', '{}', '{}', '{}', 0, 'active', now() FROM api_key LIMIT 1`,
  );
});
afterAll(() => service.release());
beforeEach(forget);

/** Skips all earlier deliveries. */
async function forget(): Promise<void> {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT coalesce(max(place), 0) AS last FROM delivery",
  );
  before = rows[0].last;
  heard = [];
}

async function listenAgain(): Promise<void> {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT turn FROM delivery WHERE place > $1 ORDER BY place",
    [before],
  );
  heard = rows.map(({ turn }) => turn);
}

/**
 * Runs the job as if the current time were `at`. Returns the changes of `crossing` that are sent to a subscriber to
 * everything.
 */
async function runAt(at: string, crossing = "lukeville"): Promise<Notice[]> {
  // The clock is not set, because each reading moves it, and the snapshot might read it before the job does.
  const run = await claimed({ ...service.ctx, now: Temporal.Instant.from(at) }, takeEffect);
  expect(await perform(service.runtime, takeEffect, run, new AbortController().signal)).toBe("succeeded");
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT turn FROM delivery WHERE place > $1 ORDER BY place",
    [before],
  );
  heard = rows.map(({ turn }) => turn);
  return heard.filter((notice) => notice.crossing === crossing);
}

const record = async (change: Record<string, unknown>) => {
  const { status, body } = await service.post(
    "/v1/reports",
    soundReport({ modes: ["passenger"], ...change }),
    recorder,
  );
  expect(status).toBe(201);
  return body;
};
const vehicles = [{ mode: "passenger", direction: "northbound" }];

test("the first run has nothing to compare with", async () => {
  await runAt("2027-01-10T18:00:00Z");
  expect(heard).toEqual([]);
});

test("an announced change is sent once, in the minute in which it takes effect", async () => {
  await record({
    status: "suspended",
    effectiveAt: "2027-01-10T11:02:00-07:00",
    expectedUntil: "2027-01-10T11:30:00-07:00",
  });
  expect(await runAt("2027-01-10T18:01:00Z")).toEqual([]);
  const notice = {
    crossing: "lukeville",
    since: "2027-01-10T18:01:00Z",
    at: "2027-01-10T18:02:00.2Z",
    services: vehicles,
  };
  expect(await runAt("2027-01-10T18:02:00.2Z")).toEqual([notice]);
  expect((await lastRuns(service.ctx.db, "take-effect", 1))[0]?.counts).toMatchObject({
    until: "2027-01-10T18:02:00.2Z",
    services: heard.flatMap(({ services }) => services).length,
  });
  expect(await runAt("2027-01-10T18:03:00Z")).toEqual([notice]);
});

test("an event is sent when an expected end passes", async () => {
  await runAt("2027-01-10T18:29:00Z");
  expect(await runAt("2027-01-10T18:30:00Z")).toEqual([expect.objectContaining({ services: vehicles })]);
});

test("a reopening known only to the day is sent at the start and at the end of that day", async () => {
  await record({ status: "open", effectiveAt: "2027-01-12" });
  await runAt("2027-01-12T06:59:00Z");
  await forget();
  expect(await runAt("2027-01-12T07:00:00Z")).toHaveLength(1);
  await runAt("2027-01-13T06:59:00Z");
  await forget();
  expect(await runAt("2027-01-13T07:00:00Z")).toEqual([expect.objectContaining({ services: vehicles })]);
});

test("the beginning and the end of hours are sent, in the crossing's local time", async () => {
  await record({ status: "open", effectiveAt: "2027-01-14", onset: "unknown", hours: "06:00-20:00" });
  await runAt("2027-01-16T12:59:00Z");
  await forget();
  expect((await runAt("2027-01-16T13:00:00Z"))[0]?.services).toContainEqual(vehicles[0]);
  await runAt("2027-01-17T02:59:00Z");
  await forget();
  expect((await runAt("2027-01-17T03:00:00Z"))[0]?.services).toContainEqual(vehicles[0]);
});

test("a report recorded after its effective time is not a change caused by the clock", async () => {
  // Recording times come from the system clock, so the change takes effect before now, and the job runs after now.
  const before = connectionsOf(service.ctx.db).pool.query(
    "SELECT now() - interval '1 minute' AS at, now() + interval '1 minute' AS later",
  );
  const { at, later } = (await before).rows[0];
  await connectionsOf(service.ctx.db).pool.query("DELETE FROM job_run");
  await runAt(new Date(at.getTime() - 60_000).toISOString(), "roma");
  await service.post(
    "/v1/reports",
    soundReport({ crossing: "roma", modes: ["passenger"], status: "closed", effectiveAt: at.toISOString() }),
    recorder,
  );
  expect(await runAt(later.toISOString(), "roma")).toEqual([]);
});

test("after days without a run, only the difference is sent; a clock set back sends nothing again", async () => {
  await connectionsOf(service.ctx.db).pool.query("DELETE FROM job_run");
  await runAt("2027-02-01T18:00:00Z");
  await record({ status: "closed", effectiveAt: "2027-02-02T11:00:00-07:00" });
  await forget();
  expect(await runAt("2027-02-20T18:00:00Z")).toEqual([
    { crossing: "lukeville", since: "2027-02-01T18:00:00Z", at: "2027-02-20T18:00:00Z", services: vehicles },
  ]);
  await forget();
  expect(await runAt("2027-02-01T19:00:00Z")).toEqual([]);
  expect(await runAt("2027-02-20T18:01:00Z")).toEqual([]);
});

test("the job sends nothing without a run in progress, and its next run sends the change", async () => {
  await connectionsOf(service.ctx.db).pool.query("DELETE FROM job_run");
  await runAt("2027-02-20T18:00:00Z");
  await record({ status: "open", effectiveAt: "2027-02-21T11:00:00-07:00" });
  await forget();
  service.clock.set("2027-02-21T19:00:00Z");
  await takeEffect.run(service.ctx, new AbortController().signal);
  await listenAgain();
  expect(heard).toEqual([]);
  expect(await runAt("2027-02-21T19:01:00Z")).toHaveLength(1);
});
