import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { claim, FailedRun, type Job, perform } from "../../src/jobs/job.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ seeded: false });
});
afterAll(() => service.release());

const never = new AbortController().signal;
const job = (name: string, run: Job["run"], limitSeconds = 60): Job => ({
  name,
  schedule: "0 * * * *",
  limitSeconds,
  run,
});
const heedful = (name: string, limitSeconds?: number) =>
  job(
    name,
    (_ctx, signal) => new Promise((_done, fail) => signal.addEventListener("abort", () => fail(signal.reason))),
    limitSeconds,
  );
const last = async ({ name }: Job) => (await lastRuns(service.ctx.db, name, 1))[0];
const claimed = async (each: Job) => (await claim(service.ctx, each, null)) ?? "";

/** What a process that is gone, or that hangs, leaves on record. */
const leaveRunning = ({ name }: Job) =>
  service.ctx.db.pool.query(
    "INSERT INTO job_run (id, name, started_at, outcome, counts, process) VALUES (gen_random_uuid(), $1, now(), 'running', '{}', 'other')",
    [name],
  );

test("one run of a job is under way at a time, and another job does not mind", async () => {
  const one = job("one", async () => ({}));
  const id = await claimed(one);
  expect(await claim(service.ctx, one, null)).toBeNull();
  const other = job("other", async () => ({}));
  expect(await perform(service.ctx, other, await claimed(other), never)).toBe("succeeded");
  await perform(service.ctx, one, id, never);
  expect(await perform(service.ctx, one, await claimed(one), never)).toBe("succeeded");
});

test("a run at its limit is called off, with the reason on record", async () => {
  const slow = heedful("slow", 1);
  expect(await perform(service.ctx, slow, await claimed(slow), never)).toBe("failed");
  expect(await last(slow)).toMatchObject({ error: "it took longer than its limit of 1 seconds" });
});

test("a run that does not heed its limit is ended on record, and the next begins", async () => {
  const deaf = job("deaf", () => new Promise(() => undefined), 1);
  expect(await perform(service.ctx, deaf, await claimed(deaf), never)).toBe("failed");
  expect(await last(deaf)).toMatchObject({
    outcome: "failed",
    endedAt: expect.anything(),
    error: "it took longer than its limit of 1 seconds, and it did not end when it was called off",
  });
  expect(await claim(service.ctx, { ...deaf, name: "deaf" }, null)).not.toBeNull();
  await perform(
    service.ctx,
    job("deaf", async () => ({})),
    (await last(deaf))?.id ?? "",
    never,
  );
});

test("a failure that counted something has it on record", async () => {
  const counting = job("counting", async () => {
    throw new FailedRun("the server answered 429", { retryAfterSeconds: 1800 });
  });
  await perform(service.ctx, counting, await claimed(counting), never);
  expect(await last(counting)).toMatchObject({
    error: "the server answered 429",
    counts: { retryAfterSeconds: 1800 },
  });
});

test("a run on record whose process is gone is ended at the next claim", async () => {
  const orphaned = job("orphaned", async () => ({}));
  await leaveRunning(orphaned);
  await perform(service.ctx, orphaned, await claimed(orphaned), never);
  const runs = await lastRuns(service.ctx.db, "orphaned", 2);
  expect(runs.map(({ outcome, error }) => [outcome, error]).sort()).toEqual([
    ["failed", "its process ended or stood still"],
    ["succeeded", null],
  ]);
});

test("a run whose connection breaks is called off, for another process may have the job", async () => {
  const held = heedful("held");
  const id = await claimed(held);
  const run = perform(service.ctx, held, id, never);
  await service.ctx.db.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext('held')::oid",
  );
  expect(await run).toBe("failed");
  expect(await last(held)).toMatchObject({ error: "the connection broke that held the run" });
});

test("a process that hangs with a job in hand loses it; one that is at work does not", async () => {
  const hung = job("hung", async () => ({}), -8);
  const other = new pg.Client(service.databaseUrl);
  other.on("error", () => undefined);
  await other.connect();
  await other.query("SELECT pg_advisory_lock(72707372, hashtext('hung'))");
  await leaveRunning(hung);
  expect(await claim(service.ctx, { ...hung, limitSeconds: 60 }, null)).toBeNull();

  // As if the limit were past: two seconds are left of what a run may take.
  await new Promise((done) => setTimeout(done, 2100));
  let id: string | null = null;
  while (id === null) id = await claim(service.ctx, hung, null);
  expect(await perform(service.ctx, { ...hung, limitSeconds: 60 }, id, never)).toBe("succeeded");
  await other.end().catch(() => undefined);
});
