import { Temporal } from "temporal-polyfill";
import { FailedRun, type Job, perform } from "../../src/jobs/job.ts";
import { makeScheduler } from "../../src/jobs/schedule.ts";
import { backoffUntil, jitterOf, missedTick, takeTick } from "../../src/jobs/take-tick.ts";
import { makeLog } from "../../src/log.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ seeded: false });
});
afterAll(() => service.release());

const never = new AbortController().signal;
const retryPolicy = { jitterSeconds: 60, minimumGapSeconds: 300, longestBackoffSeconds: 3600 };
const job = (name: string, more: Partial<Job> = {}): Job => ({
  name,
  schedule: "*/10 * * * *",
  limitSeconds: 60,
  run: async () => ({}),
  ...more,
});
const instant = (text: string) => Temporal.Instant.from(text);

/** Claims a tick at the time of the tick. Returns false if the tick was skipped or already taken. */
async function answer(each: Job, tick: string): Promise<boolean> {
  service.clock.set(tick);
  const run = await takeTick(service.ctx, each, instant(tick));
  if (run !== null) await perform(service.runtime, each, run, never);
  return run !== null;
}

describe("ticks missed while no process was running", () => {
  test("are caught up once, by one of ten processes that start together", async () => {
    const daily = job("daily", { schedule: "17 3 * * *" });
    await answer(daily, "2026-11-01T03:17:00Z");
    service.clock.set("2026-11-03T20:00:00Z");
    const runtime = { ...service.runtime, log: makeLog("silent") };
    const schedulers = Array.from({ length: 10 }, () => makeScheduler(runtime, [daily]));
    await Promise.all(schedulers.map((scheduler) => scheduler.start()));
    const caughtUp = async () => (await lastRuns(service.ctx.db, "daily", 10)).length > 1;
    while (!(await caughtUp())) await new Promise((done) => setTimeout(done, 20));
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    const runs = await lastRuns(service.ctx.db, "daily", 10);
    expect(runs.map(({ scheduledFor, outcome }) => [String(scheduledFor), outcome])).toEqual([
      ["2026-11-03T03:17:00Z", "succeeded"],
      ["2026-11-01T03:17:00Z", "succeeded"],
    ]);
  });

  test("are not caught up before the job has run on schedule for the first time", async () => {
    service.clock.set("2026-11-03T20:05:00Z");
    const fresh = job("fresh");
    expect(await missedTick(service.ctx, fresh)).toBeNull();
    await perform(service.runtime, fresh, await claimed(service.ctx, fresh), never);
    expect(await missedTick(service.ctx, fresh)).toBeNull();
  });

  test("are not caught up if the next tick is less than five minutes away", async () => {
    const polite = job("polite", { retryPolicy });
    await answer(polite, "2026-11-03T10:00:00Z");
    service.clock.set("2026-11-03T12:05:01Z");
    expect(await missedTick(service.ctx, polite)).toBeNull();
    service.clock.set("2026-11-03T12:05:00Z");
    expect(String(await missedTick(service.ctx, polite))).toBe("2026-11-03T12:00:00Z");
  });
});

describe("after failures, a job that polls a server", () => {
  const failing = (name: string, counts = {}) =>
    job(name, {
      retryPolicy,
      run: async () => {
        throw new FailedRun("no answer", counts);
      },
    });

  test("pauses for 10, 20, 40, and then 60 minutes, and continues normally after a success", async () => {
    const down = failing("down");
    const answered: string[] = [];
    for (let tick = instant("2026-11-03T00:00:00Z"); answered.length < 6; tick = tick.add({ minutes: 10 }))
      if (await answer(down, String(tick))) answered.push(String(tick).slice(11, 16));
    expect(answered).toEqual(["00:00", "00:10", "00:30", "01:10", "02:10", "03:10"]);
    expect(String(await backoffUntil(service.ctx, down))).toBe("2026-11-03T04:10:00Z");

    const up = { ...down, run: async () => ({}) };
    expect(await answer(up, "2026-11-03T04:10:00Z")).toBe(true);
    expect(await backoffUntil(service.ctx, up)).toBeNull();
    expect(await answer(up, "2026-11-03T04:20:00Z")).toBe(true);
  });

  test("pauses as long as the server asks, up to a day", async () => {
    const busy = failing("busy", { retryAfterSeconds: 7200 });
    await answer(busy, "2026-11-03T00:00:00Z");
    // The wait starts at the end of the run, which took a few milliseconds.
    expect(String(await backoffUntil(service.ctx, busy))).toMatch(/^2026-11-03T02:00:00/);
    const absurd = failing("absurd", { retryAfterSeconds: 1e9 });
    await answer(absurd, "2026-11-03T00:00:00Z");
    expect(String(await backoffUntil(service.ctx, absurd))).toMatch(/^2026-11-04T00:00:00/);
  });

  test("shows the first tick after the pause as its next, and runs at once if started manually", async () => {
    const down = failing("told");
    await answer(down, "2026-11-03T00:00:00Z");
    await answer(down, "2026-11-03T00:10:00Z");
    service.clock.set("2026-11-03T00:11:00Z");
    const scheduler = makeScheduler({ ...service.runtime, log: makeLog("silent") }, [down]);
    await scheduler.start();
    expect(String((await scheduler.list(service.ctx))[0]?.nextRunAt)).toBe("2026-11-03T00:30:00Z");
    expect(await scheduler.run(service.ctx, "told")).toEqual(expect.any(String));
    await scheduler.stop();
  });

  test("pauses, and other jobs do not", async () => {
    const { retryPolicy: _, ...own } = failing("own");
    for (const minute of ["00", "10", "20", "30"]) expect(await answer(own, `2026-11-03T05:${minute}:00Z`)).toBe(true);
  });
});

test("each machine polls a server at its own fixed offset within a minute after the tick", () => {
  const polite = job("polite", { retryPolicy });
  const delays = Array.from({ length: 600 }, (_, i) => jitterOf(polite, `machine-${i}`));
  expect(Math.min(...delays)).toBeLessThan(3000);
  expect(Math.max(...delays)).toBeGreaterThan(57_000);
  expect(Math.max(...delays)).toBeLessThan(60_000);
  expect(jitterOf(polite, "machine-1")).toBe(delays[1]);
  expect(jitterOf(job("own"), "machine-1")).toBe(0);
});
