import { perform } from "../../src/jobs/job.ts";
import { prune } from "../../src/jobs/prune.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const NOW = "2028-06-01T09:41:00Z";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  const recorder = await service.keyFor("desk", "recorder");
  const report = await service.post("/v1/reports", soundReport(), recorder, { "idempotency-key": "old" });
  expect(report.status).toBe(201);
  // Rows of each kind at various ages.
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
    `INSERT INTO wait_sample (crossing, mode, direction, lane, hour, minutes, filed_at, recorded_at)
     SELECT 'lukeville', 'passenger', 'northbound', 'standard', h, 5, h, h
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
  await write(
    `INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, created_at, stopped_at)
     SELECT s.id, k.id, 'https://example.org', '{report}', '{}', '{}', '{}', '{}', 0, state::"SubscriptionState",
       $1::timestamptz - interval '99 days', $1::timestamptz - stopped * interval '1 day'
     FROM api_key k, (VALUES ('lives', 'active', NULL), ('died-lately', 'dead', 29), ('died', 'dead', 31),
       ('ended-lately', 'ended', 29), ('ended', 'ended', 31)) AS s (id, state, stopped) WHERE k.name = 'desk'`,
  );
  await write(
    `INSERT INTO delivery (id, subscription, kind, touches, occurred_at, delivered_at)
     SELECT s.id || coalesce(age::text, ''), s.id, 'verification', '{}', $1::timestamptz - interval '90 days',
       $1::timestamptz - age * interval '1 day'
     FROM subscription s, (VALUES (NULL), (29), (31)) AS d (age)`,
  );
  await write(
    `INSERT INTO desk_session (id, key_id, created_at, seen_at)
     SELECT hours, k.id, $1::timestamptz - hours::int * interval '1 hour', $1
     FROM api_key k, (VALUES ('23'), ('25')) AS s (hours) WHERE k.name = 'desk'`,
  );
  await write(
    `INSERT INTO asked_address (subscription, fingerprint, asked_at)
     SELECT hours, '\\x00', $1::timestamptz - hours::int * interval '1 hour' FROM (VALUES ('23'), ('25')) AS s (hours)`,
  );
});
afterAll(() => service.release());

const write = (sql: string) => connectionsOf(service.ctx.db).pool.query(sql, [NOW]);
const count = async (from: string): Promise<number> =>
  (await connectionsOf(service.ctx.db).pool.query(`SELECT count(*)::int AS n FROM ${from}`)).rows[0].n;
const RECORD = ["report", "status_change", "hours_change", "claim", "observation", "service", "api_key"];
const recordCounts = () => Promise.all(RECORD.map(count));

async function run() {
  service.clock.set(NOW);
  const run = await claimed(service.ctx, prune);
  expect(await perform(service.runtime, prune, run, new AbortController().signal)).toBe("succeeded");
  return (await lastRuns(service.ctx.db, "prune", 9)).find((each) => each.id === run.id)?.counts;
}

test("outdated data are deleted in batches and counted, and the record stays complete", async () => {
  const record = await recordCounts();
  expect(await run()).toEqual({
    // Deleted: two days of runs of the frequent job, one every 15 minutes, and 51 runs of the rare job. The last
    // hundred runs of the rare job stay; they go back 198 days.
    runs: 2 * 96 + 51,
    waitSamples: 100 * 24 + 1,
    feedHours: 60 * 24 + 1,
    idempotencyKeys: 1,
    proposals: 2,
    expired: 2,
    // One delivery per subscription. The subscription that ended long ago is deleted with all of its deliveries.
    deliveries: 5,
    subscriptions: 1,
    ended: 1,
    unconfirmed: 0,
    deskSessions: 1,
    askedAddresses: 1,
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

test("old proposals expire, and the record names the reason and the job", async () => {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
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

test("a dead subscription that nobody revived ends, and its waiting events are dropped", async () => {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    `SELECT s.id, state, array_agg(d.id ORDER BY d.id) AS deliveries FROM subscription s JOIN delivery d ON d.subscription = s.id
     GROUP BY s.id ORDER BY s.id`,
  );
  expect(rows).toEqual([
    { id: "died", state: "ended", deliveries: ["died29"] },
    { id: "died-lately", state: "dead", deliveries: ["died-lately", "died-lately29"] },
    { id: "ended-lately", state: "ended", deliveries: ["ended-lately", "ended-lately29"] },
    { id: "lives", state: "active", deliveries: ["lives", "lives29"] },
  ]);
});

test("a second run has nothing left to do", async () => {
  expect(Object.values((await run()) ?? {}).filter((count) => count !== 0)).toEqual([]);
});

test("an aborted run stops with the reason", async () => {
  await expect(prune.run(service.ctx, AbortSignal.abort(new Error("the service is stopping")))).rejects.toThrow(
    "stopping",
  );
});

test("the database itself refuses to delete a report", async () => {
  await expect(connectionsOf(service.ctx.db).pool.query("DELETE FROM report")).rejects.toThrow();
});
