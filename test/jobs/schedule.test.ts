import { Temporal } from "temporal-polyfill";
import { type ClaimedRun, claim, type Job, perform } from "../../src/jobs/job.ts";
import { makeScheduler } from "../../src/jobs/schedule.ts";
import { makeLog } from "../../src/log.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ seeded: false });
});
afterAll(() => service.release());

const job = (name: string, run: Job["run"]): Job => ({ name, schedule: "* * * * * *", limitSeconds: 5, run });

test("a tick is claimed once, regardless of the number of processes", async () => {
  const tick = Temporal.Instant.from("2026-11-01T12:00:00Z");
  const counting = job("counting", async () => ({}));
  const claims = await Promise.all(Array.from({ length: 10 }, () => claim(service.ctx, counting, tick)));
  const [won, ...others] = claims.filter((run) => run !== null);
  expect(others).toEqual([]);
  await perform(service.runtime, counting, won as ClaimedRun, new AbortController().signal);
  expect(await claim(service.ctx, counting, tick)).toBeNull();
});

test("two schedulers on one database run once for each second's tick, and stop on request", async () => {
  let runs = 0;
  const ticking = job("ticking", async () => {
    runs++;
    return { run: runs };
  });
  const schedulers = [makeScheduler(service.runtime, [ticking]), makeScheduler(service.runtime, [ticking])];
  await Promise.all(schedulers.map((scheduler) => scheduler.start()));
  expect((await schedulers[0]?.list(service.ctx))?.[0]?.nextRunAt).toBeInstanceOf(Temporal.Instant);
  await new Promise((done) => setTimeout(done, 3200));
  await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
  const ended = await lastRuns(service.ctx.db, "ticking", 100);
  const ticks = ended.map((run) => String(run.scheduledFor));
  expect(new Set(ticks).size).toBe(ticks.length);
  expect(ended.length).toBe(runs);
  expect(runs).toBeGreaterThanOrEqual(2);
  expect(ended.every((run) => run.outcome === "succeeded")).toBe(true);
  await new Promise((done) => setTimeout(done, 1200));
  expect(runs).toBe(ended.length);
});

test("a run that is aborted by a stop is recorded as failed, with the reason", async () => {
  const slow = job(
    "slow",
    (_ctx, signal) => new Promise((_done, fail) => signal.addEventListener("abort", () => fail(signal.reason))),
  );
  const scheduler = makeScheduler({ ...service.runtime, log: makeLog("silent") }, [slow]);
  await scheduler.run(service.ctx, "slow");
  await scheduler.stop();
  expect(await lastRuns(service.ctx.db, "slow", 1)).toMatchObject([
    { outcome: "failed", error: "the service is stopping" },
  ]);
});

test("a stop waits for a run that ends soon", async () => {
  let ended = false;
  const short = job("short", async () => {
    await new Promise((done) => setTimeout(done, 300));
    ended = true;
    return {};
  });
  const scheduler = makeScheduler(service.runtime, [short]);
  await scheduler.run(service.ctx, "short");
  await scheduler.stop();
  expect(ended).toBe(true);
  expect(await lastRuns(service.ctx.db, "short", 1)).toMatchObject([{ outcome: "succeeded" }]);
});

test("a tick during a run of the job is skipped, and the next tick runs", async () => {
  const long = job("long", async () => ({}));
  const [first, second, third] = ["12:00", "12:01", "12:02"].map((time) =>
    Temporal.Instant.from(`2026-11-01T${time}:00Z`),
  ) as [Temporal.Instant, Temporal.Instant, Temporal.Instant];
  const run = await claimed(service.ctx, long, first);
  expect(await claim(service.ctx, long, second)).toBeNull();
  await perform(service.runtime, long, run, new AbortController().signal);
  const next = await claimed(service.ctx, long, third);
  await perform(service.runtime, long, next, new AbortController().signal);
});
