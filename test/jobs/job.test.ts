import pg from "pg";
import { type ClaimedRun, claim, FailedRun, type Job, perform } from "../../src/jobs/job.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
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

/** Inserts the run of a process that has died or hangs. */
const leaveRunning = ({ name }: Job) =>
  connectionsOf(service.ctx.db).pool.query(
    "INSERT INTO job_run (id, name, started_at, outcome, counts, process) VALUES (gen_random_uuid(), $1, now(), 'running', '{}', 'other')",
    [name],
  );

test("a job has one run at a time, whatever other jobs do", async () => {
  const one = job("one", async () => ({}));
  const id = await claimed(service.ctx, one);
  expect(await claim(service.ctx, one, null)).toBeNull();
  const other = job("other", async () => ({}));
  expect(await perform(service.runtime, other, await claimed(service.ctx, other), never)).toBe("succeeded");
  await perform(service.runtime, one, id, never);
  expect(await perform(service.runtime, one, await claimed(service.ctx, one), never)).toBe("succeeded");
});

test("a run at its time limit is aborted, and the reason is recorded", async () => {
  const slow = heedful("slow", 1);
  expect(await perform(service.runtime, slow, await claimed(service.ctx, slow), never)).toBe("failed");
  expect(await last(slow)).toMatchObject({ error: "it took longer than its limit of 1 seconds" });
});

test("a run that ignores its time limit is recorded as ended, and the next run begins", async () => {
  const deaf = job("deaf", () => new Promise(() => undefined), 1);
  expect(await perform(service.runtime, deaf, await claimed(service.ctx, deaf), never)).toBe("failed");
  expect(await last(deaf)).toMatchObject({
    outcome: "failed",
    endedAt: expect.anything(),
    error: "it took longer than its limit of 1 seconds, and the run did not stop when it was aborted",
  });
  expect(await claim(service.ctx, { ...deaf, name: "deaf" }, null)).not.toBeNull();
  await perform(
    service.runtime,
    job("deaf", async () => ({})),
    { id: (await last(deaf))?.id ?? "", startedAt: service.ctx.now },
    never,
  );
});

test("the counts of a failed run are recorded", async () => {
  const counting = job("counting", async () => {
    throw new FailedRun("the server answered 429", { retryAfterSeconds: 1800 });
  });
  await perform(service.runtime, counting, await claimed(service.ctx, counting), never);
  expect(await last(counting)).toMatchObject({
    error: "the server answered 429",
    counts: { retryAfterSeconds: 1800 },
  });
});

test("the error of a run is recorded briefly, without private details", async () => {
  const failing = async (name: string, error: Error) => {
    const each = job(name, async () => {
      throw error;
    });
    await perform(service.ctx, each, await claimed(service.ctx, each), never);
    return last(each);
  };
  const address = "https://user:pw@feeds.example.org/bwt?apikey=s3cret";
  const long = await failing("long", new FailedRun(`${address}: not well formed: ${"<".repeat(18_000_000)}`, {}));
  expect(long?.error).toMatch(/^https:\/\/feeds\.example\.org\/bwt: not well formed: <+…$/);
  expect(long?.error).toHaveLength(400);
  const inside = await failing("inside", new TypeError("Cannot read properties of undefined (reading 'rows')"));
  expect(inside?.error).toBe("it failed on our side; the log says how");
  const refused = await failing("refused", Object.assign(new Error("relation x does not exist"), { code: "42P01" }));
  expect(refused?.error).toBe("it failed on our side; the log says how");
});

test("a run names its process by a code that reveals neither the machine nor the process id", async () => {
  const named = job("named", async () => ({}));
  await perform(service.ctx, named, await claimed(service.ctx, named), never);
  expect((await last(named))?.process).toMatch(/^[0-9a-f]{8}$/);
});

test("the run of a dead process is recorded as ended at the next claim", async () => {
  const orphaned = job("orphaned", async () => ({}));
  await leaveRunning(orphaned);
  await perform(service.runtime, orphaned, await claimed(service.ctx, orphaned), never);
  const runs = await lastRuns(service.ctx.db, "orphaned", 2);
  expect(runs.map(({ outcome, error }) => [outcome, error]).sort()).toEqual([
    ["failed", "its process ended or hung"],
    ["succeeded", null],
  ]);
});

test("a run whose connection breaks is aborted, because another process may have taken the job", async () => {
  const held = heedful("held");
  const id = await claimed(service.ctx, held);
  const run = perform(service.runtime, held, id, never);
  await connectionsOf(service.ctx.db).pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext('held')::oid",
  );
  expect(await run).toBe("failed");
  expect(await last(held)).toMatchObject({ error: "the connection that held the run broke" });
});

test("a process loses its job after the run's time limit, but not before", async () => {
  const hung = job("hung", async () => ({}), -8);
  const other = new pg.Client(service.databaseUrl);
  other.on("error", () => undefined);
  await other.connect();
  await other.query("SELECT pg_advisory_lock(72707372, hashtext('hung'))");
  await leaveRunning(hung);
  expect(await claim(service.ctx, { ...hung, limitSeconds: 60 }, null)).toBeNull();

  // A limit of -8 seconds plus ten for the end of the run leaves two.
  await new Promise((done) => setTimeout(done, 2100));
  let run: ClaimedRun | null = null;
  while (run === null) run = await claim(service.ctx, hung, null);
  expect(await perform(service.runtime, { ...hung, limitSeconds: 60 }, run, never)).toBe("succeeded");
  await other.end().catch(() => undefined);
});
