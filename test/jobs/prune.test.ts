import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { claim, perform } from "../../src/jobs/job.ts";
import { prune } from "../../src/jobs/prune.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const NOW = "2028-06-01T09:41:00Z";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  const recorder = await service.keyFor("desk", "recorder");
  const report = await service.post("/v1/reports", soundReport(), recorder, { "idempotency-key": "old" });
  expect(report.status).toBe(201);
  // Everything is put at so many days before the job runs.
  await write(
    `INSERT INTO job_run (id, name, scheduled_for, started_at, ended_at, outcome, counts, process)
     SELECT gen_random_uuid(), 'take-effect', t, t, t, 'succeeded', '{}', 'x'
     FROM generate_series($1::timestamptz - interval '32 days', $1, interval '15 minutes') t`,
  );
  await write(
    `INSERT INTO job_run (id, name, scheduled_for, started_at, ended_at, outcome, counts, process)
     SELECT gen_random_uuid(), 'rare', t, t, t, 'failed', '{}', 'x'
     FROM generate_series($1::timestamptz - interval '300 days', $1, interval '2 days') t`,
  );
  await write(
    `INSERT INTO wait_sample (crossing, mode, direction, lane, hour, minutes, filed_at)
     SELECT 'lukeville', 'passenger', 'northbound', 'standard', h, 5, h
     FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '500 days', $1, interval '1 hour') h`,
  );
  await write(
    `INSERT INTO feed_hour (crossing, mode, direction, hour, polls, moving)
     SELECT 'lukeville', 'passenger', 'northbound', h, 6, 3
     FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '90 days', $1, interval '1 hour') h`,
  );
  await write(
    `INSERT INTO proposal (id, key, job, title, grounds, draft, state, created_at, expires_at, settled_at, settled_by)
     SELECT id, id, 'poll-feed', id, 'seen', '{}', state::"ProposalState", $1::timestamptz - interval '400 days',
       $1::timestamptz - expires * interval '1 day', $1::timestamptz - settled * interval '1 day', 'desk'
     FROM (VALUES ('waits', 'open', -1, NULL), ('over', 'open', 0, NULL), ('long-over', 'open', 390, NULL),
       ('dismissed-lately', 'dismissed', 390, 364), ('dismissed', 'dismissed', 390, 366), ('expired', 'expired', 390, 380),
       ('accepted', 'accepted', 390, 390)) AS p (id, state, expires, settled)`,
  );
});
afterAll(() => service.release());

const write = (sql: string) => service.ctx.db.pool.query(sql, [NOW]);
const count = async (from: string): Promise<number> =>
  (await service.ctx.db.pool.query(`SELECT count(*)::int AS n FROM ${from}`)).rows[0].n;
const RECORD = ["report", "status_change", "hours_change", "claim", "observation", "service", "api_key"];
const recordCounts = () => Promise.all(RECORD.map(count));

async function run() {
  service.clock.set(NOW);
  const id = (await claim(service.ctx, prune, null)) ?? "";
  expect(await perform(service.ctx, prune, id, new AbortController().signal)).toBe("succeeded");
  return (await lastRuns(service.ctx.db, "prune", 1))[0]?.counts;
}

test("what is past its keep is deleted, in batches, and counted; the record stays whole", async () => {
  const record = await recordCounts();
  expect(await run()).toEqual({
    // Two days of quarters of an hour; of the rare job, whose last hundred go back 198 days, 51.
    runs: 2 * 96 + 51,
    waitSamples: 100 * 24 + 1,
    feedHours: 60 * 24 + 1,
    idempotencyKeys: 1,
    proposals: 2,
    expired: 2,
  });
  expect(await recordCounts()).toEqual(record);
  expect(await count("job_run WHERE name = 'rare'")).toBe(100);
  expect(
    await count(`job_run WHERE name = 'take-effect' AND started_at < '${NOW}'::timestamptz - interval '30 days'`),
  ).toBe(0);
  expect(await count(`wait_sample WHERE hour >= '${NOW}'::timestamptz - interval '400 days'`)).toBe(
    await count("wait_sample"),
  );
});

test("proposals whose time is over have expired, with who settled them and why", async () => {
  const { rows } = await service.ctx.db.pool.query(
    "SELECT id, state, settled_at, settled_by, reason FROM proposal WHERE state <> 'accepted' ORDER BY id",
  );
  const expired = {
    state: "expired",
    settled_at: new Date(NOW),
    settled_by: "job:prune",
    reason: "nobody settled it in time",
  };
  expect(rows).toMatchObject([
    { id: "dismissed-lately", state: "dismissed" },
    { id: "long-over", ...expired },
    { id: "over", ...expired },
    { id: "waits", state: "open", settled_at: null },
  ]);
  expect(await count("proposal WHERE id = 'accepted'")).toBe(1);
});

test("a second time there is nothing left to do", async () => {
  expect(await run()).toEqual({ runs: 0, waitSamples: 0, feedHours: 0, idempotencyKeys: 0, proposals: 0, expired: 0 });
});

test("a run that is called off leaves the rest to the next", async () => {
  await expect(prune.run(service.ctx, AbortSignal.abort(new Error("the service is stopping")))).rejects.toThrow(
    "stopping",
  );
});

test("the database itself refuses to delete a report", async () => {
  await expect(service.ctx.db.pool.query("DELETE FROM report")).rejects.toThrow();
});
