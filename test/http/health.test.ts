import type { Temporal } from "temporal-polyfill";
import { findOutage } from "../../src/actions/jobs/find-outage.ts";
import { machineClock } from "../../src/clock.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
let startedAt: Temporal.Instant;
beforeAll(async () => {
  service = await loanService({
    settings: {
      JOBS: "on",
      BWT_URLS: "file:///nowhere/bwt.json",
      BWT_CRON: "17 4 1 1 *",
      FEED_SILENT_READY_MINUTES: "90",
    },
  });
  startedAt = machineClock();
});
afterAll(() => service.release());
beforeEach(() => connectionsOf(service.ctx.db).pool.query("DELETE FROM job_run WHERE name = 'poll-feed'"));

const later = (minutes: number) => service.clock.set(String(startedAt.add({ minutes })));
const ready = async () => {
  const { status, body } = await service.ask("/readyz");
  return [status, body];
};
const recordRun = (name: string, minutes: number, outcome: string, seconds = 3) =>
  connectionsOf(service.ctx.db).pool.query(
    `INSERT INTO job_run (id, name, scheduled_for, started_at, ended_at, outcome, counts, process)
     VALUES (gen_random_uuid(), $1, $2, $2, $2::timestamptz + $4 * interval '1 second', $3::"RunOutcome", '{}', 'x')`,
    [name, String(startedAt.add({ minutes })), outcome, seconds],
  );

describe("readiness", () => {
  test("waits some time after the start before it reports a feed that was never polled, and requests are still answered then", async () => {
    later(89);
    expect(await ready()).toEqual([200, { status: "ready" }]);
    later(91);
    expect(await ready()).toEqual([
      200,
      { status: "degraded", reasons: [expect.stringMatching(/^poll-feed has not succeeded in the last 90 minutes/)] },
    ]);
    expect((await service.ask("/v1/crossings/lukeville/status")).status).toBe(200);
  });

  test("reports a feed at once if its first poll failed, or if three polls in a row failed", async () => {
    later(10);
    await recordRun("poll-feed", 9, "failed");
    expect(await ready()).toEqual([
      200,
      {
        status: "degraded",
        reasons: [
          expect.stringMatching(
            `^poll-feed has not succeeded yet, and was first tried at ${startedAt.add({ minutes: 9 })}`,
          ),
        ],
      },
    ]);
    await recordRun("poll-feed", 11, "succeeded");
    for (const minutes of [12, 13]) {
      await recordRun("poll-feed", minutes, "failed");
      later(minutes);
      expect(await ready()).toEqual([200, { status: "ready" }]);
    }
    await recordRun("poll-feed", 14, "failed");
    later(15);
    expect(await ready()).toEqual([
      200,
      {
        status: "degraded",
        reasons: [
          expect.stringMatching(
            `^poll-feed failed 3 times in a row, and last succeeded at ${startedAt.add({ minutes: 11, seconds: 3 })}`,
          ),
        ],
      },
    ]);
    expect(await findOutage(service.ctx, "poll-feed")).toMatchObject({ wasReached: true, failures: 3 });
    await recordRun("poll-feed", 16, "succeeded");
    later(17);
    expect(await ready()).toEqual([200, { status: "ready" }]);
    expect(await findOutage(service.ctx, "poll-feed")).toBeNull();
    expect(await findOutage(service.ctx, "never-ran")).toBeNull();
  });

  test("recovers with the first successful poll, and reports the feed again if no later poll succeeds", async () => {
    await recordRun("poll-feed", 100, "succeeded");
    later(101);
    expect(await ready()).toEqual([200, { status: "ready" }]);
    later(191);
    const [status, { reasons }] = await ready();
    expect([status, reasons]).toEqual([
      200,
      [expect.stringContaining(`since ${startedAt.add({ minutes: 100, seconds: 3 })}`)],
    ]);
  });

  test("ignores the feed in a process without jobs", async () => {
    const answering = await loanService({ seeded: false });
    answering.clock.set("2099-01-01T00:00:00Z");
    expect((await answering.ask("/readyz")).body).toEqual({ status: "ready" });
    await answering.release();
  });
});

describe("metrics", () => {
  const scrape = async () => (await service.ask("/metrics")).text;

  test("show for each job its runs by outcome, the duration of the last run, and the time of the last success", async () => {
    later(2000);
    await recordRun("poll-feed", 100, "succeeded");
    for (const minutes of [1900, 1910, 1920]) await recordRun("poll-feed", minutes, "succeeded", 7);
    await recordRun("poll-feed", 1930, "failed", 30);
    const text = await scrape();
    expect(text).toContain('garita_degraded{cause="jobs"} 0');
    expect(text).toContain('garita_job_runs{job="poll-feed",outcome="succeeded"} 3');
    expect(text).toContain('garita_job_runs{job="poll-feed",outcome="failed"} 1');
    expect(text).toContain('garita_job_last_run_seconds{job="poll-feed"} 30');
    expect(text).toContain(`garita_job_last_success_age_seconds{job="poll-feed"} ${80 * 60 - 7}`);
    expect(text).toContain('garita_proposals{state="open"} 0');
  });

  test("show the subscriptions by state, the waiting deliveries of active subscriptions, and the longest wait", async () => {
    later(3000);
    await service.keyFor("app", "subscriber");
    const at = (minutes: number) => String(startedAt.add({ minutes }));
    await connectionsOf(service.ctx.db).pool.query(
      `INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, created_at, stopped_at)
       SELECT s, k.id, 'https://example.org', '{report}', '{}', '{}', '{}', '{}', 0, s::"SubscriptionState", now(),
         CASE WHEN s = 'dead' THEN now() END
       FROM api_key k, unnest(ARRAY['active', 'dead']) s WHERE k.name = 'app'`,
    );
    await connectionsOf(service.ctx.db).pool.query(
      `INSERT INTO delivery (id, subscription, kind, touches, occurred_at, delivered_at)
       VALUES ('a', 'active', 'verification', '{}', $1, $1), ('b', 'active', 'verification', '{}', $2, NULL),
         ('c', 'dead', 'verification', '{}', $1, NULL)`,
      [at(1000), at(2000)],
    );
    const text = await scrape();
    expect(text).toContain('garita_degraded{cause="jobs"} 1');
    expect(text).toContain('garita_subscriptions{state="active"} 1');
    expect(text).toContain('garita_subscriptions{state="dead"} 1');
    expect(text).toContain('garita_subscriptions{state="ended"} 0');
    expect(text).toContain("garita_webhooks_waiting 1");
    expect(text).toContain(`garita_webhooks_oldest_seconds ${1000 * 60}`);
  });

  test("leave out the values that come from an unavailable database, and show the others", async () => {
    const { pool } = connectionsOf(service.ctx.db);
    const { query } = pool;
    Object.assign(pool, { query: () => Promise.reject(new Error("away")) });
    const text = await scrape();
    const [status] = await ready();
    Object.assign(pool, { query });
    expect(status).toBe(503);
    expect(text).not.toMatch(/^garita_(degraded|job|proposals|subscriptions|webhooks)/m);
    expect(text).toContain("garita_http_request_seconds");
    expect(await ready()).toEqual([200, expect.anything()]);
  });
});
