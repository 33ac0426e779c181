import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
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
beforeEach(() => service.ctx.db.pool.query("DELETE FROM job_run WHERE name = 'poll-feed'"));

const later = (minutes: number) => service.clock.set(String(startedAt.add({ minutes })));
const ready = async () => {
  const { status, body } = await service.ask("/readyz");
  return [status, body];
};
const recordRun = (name: string, minutes: number, outcome: string, seconds = 3) =>
  service.ctx.db.pool.query(
    `INSERT INTO job_run (id, name, scheduled_for, started_at, ended_at, outcome, counts, process)
     VALUES (gen_random_uuid(), $1, $2, $2, $2::timestamptz + $4 * interval '1 second', $3::"RunOutcome", '{}', 'x')`,
    [name, String(startedAt.add({ minutes })), outcome, seconds],
  );

describe("readiness", () => {
  test("gives a fresh start its time, and then says that the feed is silent, with answers going on", async () => {
    later(89);
    expect(await ready()).toEqual([200, { status: "ready" }]);
    later(91);
    await recordRun("poll-feed", 90, "failed");
    expect(await ready()).toEqual([
      200,
      { status: "degraded", reasons: [expect.stringMatching(/^poll-feed did not succeed in the 90 minutes since/)] },
    ]);
    expect((await service.ask("/v1/crossings/lukeville/status")).status).toBe(200);
  });

  test("is whole again with the first poll that succeeds, until the next silence", async () => {
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

  test("does not mind silence where this process runs no jobs", async () => {
    const answering = await loanService({ seeded: false });
    answering.clock.set("2099-01-01T00:00:00Z");
    expect((await answering.ask("/readyz")).body).toEqual({ status: "ready" });
    await answering.release();
  });
});

describe("metrics", () => {
  const scrape = async () => (await service.ask("/metrics")).text;

  test("tell of each job its runs by outcome, how long the last one took, and when it last succeeded", async () => {
    later(2000);
    await recordRun("poll-feed", 100, "succeeded");
    for (const minutes of [1900, 1910, 1920]) await recordRun("poll-feed", minutes, "succeeded", 7);
    await recordRun("poll-feed", 1930, "failed", 30);
    const text = await scrape();
    expect(text).toContain('garita_job_runs{job="poll-feed",outcome="succeeded"} 3');
    expect(text).toContain('garita_job_runs{job="poll-feed",outcome="failed"} 1');
    expect(text).toContain('garita_job_last_run_seconds{job="poll-feed"} 30');
    expect(text).toContain(`garita_job_last_success_age_seconds{job="poll-feed"} ${80 * 60 - 7}`);
    expect(text).toContain('garita_proposals{state="open"} 0');
  });

  test("leave out what the database would tell while it is away, and tell the rest", async () => {
    const { pool } = service.ctx.db;
    const { query } = pool;
    Object.assign(pool, { query: () => Promise.reject(new Error("away")) });
    const text = await scrape();
    const [status] = await ready();
    Object.assign(pool, { query });
    expect(status).toBe(503);
    expect(text).not.toMatch(/^garita_(job|proposals)/m);
    expect(text).toContain("garita_http_request_seconds");
    expect(await ready()).toEqual([200, expect.anything()]);
  });
});
