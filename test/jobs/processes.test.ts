import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { nextTick } from "../../src/jobs/ticks.ts";
import { ROOT } from "../../src/root.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import type { LateWrites, Order, Outcome } from "../support/ticker.ts";

/** Length of each interval in hours. Both intervals together have about 300 ticks, or 10,000 with GARITA_RUNS=30. */
const HOURS = 28 * Number(process.env.GARITA_RUNS ?? 1);
const SCHEDULE = "*/10 * * * *";

let loan: LoanedDatabase;
let db: OpenedDatabase;
let processes: ChildProcess[];

beforeAll(async () => {
  loan = await loanDatabase();
  db = openDatabase(loan.url, () => undefined);
  await connectionsOf(db).pool.query("CREATE TABLE work (tick text, pid int)");
  processes = [1, 2, 3].map(() => fork(join(ROOT, "dist/test/support/ticker.js"), [loan.url, SCHEDULE]));
});
afterAll(async () => {
  const living = processes.filter((each) => each.connected);
  const gone = living.map((each) => once(each, "exit"));
  for (const each of living) each.disconnect();
  await Promise.all(gone);
  await db.close();
  await loan.release();
});

/** Sends a command to a process and returns the tick for which it ran the job. */
async function tell(to: ChildProcess, at: Temporal.Instant, does: Order["does"]): Promise<string | null> {
  const reply = once(to, "message");
  to.send({ at: String(at), does } satisfies Order);
  return ((await reply)[0] as Outcome).answered;
}

/** Sends a command to all processes at once and returns the ticks for which they ran the job. */
const tellAll = async (at: Temporal.Instant, does: Order["does"]): Promise<string[]> =>
  (await Promise.all(processes.map((each) => tell(each, at, does)))).filter((tick) => tick !== null);

const worked = async (): Promise<string[]> =>
  (await connectionsOf(db).pool.query("SELECT tick FROM work ORDER BY tick")).rows.map(({ tick }) => tick);

/** Lists every tenth minute of an interval, without cron. */
function byHand(from: Temporal.Instant, hours: number): string[] {
  const first = Math.ceil(from.epochMilliseconds / 600_000);
  return Array.from({ length: hours * 6 }, (_, i) =>
    String(Temporal.Instant.fromEpochMilliseconds((first + i) * 600_000)),
  );
}

test("three processes run a job once per tick, across both clock changes, and catch up once after an outage", async () => {
  const stretches = ["2026-03-08T09:30:00Z", "2026-11-01T08:30:00Z"].map((night) =>
    Temporal.Instant.from(night).subtract({ hours: HOURS / 2 }),
  );
  const expected: string[] = [];
  for (const from of stretches) {
    const ticks = byHand(from, HOURS);
    // The time before the first interval was never scheduled. The months in between are an outage.
    if (expected.length > 0) {
      const due = String(from.subtract({ minutes: 10 }));
      expect(await tellAll(from.subtract({ minutes: 7 }), "start")).toEqual([due]);
      expected.push(due);
    }
    let tick = from.subtract({ minutes: 1 });
    for (const awaited of ticks) {
      tick = nextTick(SCHEDULE, tick) ?? tick;
      expect(String(tick)).toBe(awaited);
      expect(await tellAll(tick, "tick")).toEqual([awaited]);
    }
    expected.push(...ticks);
  }
  const end = Temporal.Instant.from(expected.at(-1) ?? "");

  const after = end.add({ hours: 48, minutes: 3 });
  const due = String(end.add({ hours: 48 }));
  expect(await tellAll(after, "start")).toEqual([due]);
  expect(await tellAll(after, "start")).toEqual([]);

  expect(await worked()).toEqual([...expected, due]);
  expect(new Set(expected).size).toBe(expected.length);
}, 900_000);

test("after a process is killed during a run, the next tick runs and nothing is done twice", async () => {
  await connectionsOf(db).pool.query("TRUNCATE work");
  const [victim] = processes as [ChildProcess];
  const at = Temporal.Instant.from("2027-05-01T12:00:00Z");
  const next = at.add({ minutes: 10 });
  expect(await tell(victim, at, "hang")).toBe(String(at));

  const dead = once(victim, "exit");
  victim.kill("SIGKILL");
  await dead;
  processes = processes.slice(1);
  // The server needs a moment to notice the death. The next tick is ten minutes later.
  while ((await locks()) > 0) await new Promise((done) => setTimeout(done, 20));

  expect(await tellAll(next, "tick")).toEqual([String(next)]);
  expect(await tellAll(at, "tick")).toEqual([]);
  expect(await worked()).toEqual([String(at), String(next)]);
  expect(await locks()).toBe(0);
  const { rows } = await connectionsOf(db).pool.query(
    "SELECT outcome, error, ended_at FROM job_run WHERE scheduled_for >= $1 ORDER BY scheduled_for",
    [String(at)],
  );
  expect(rows).toEqual([
    { outcome: "failed", error: "its process ended or hung", ended_at: expect.any(Date) },
    { outcome: "succeeded", error: null, ended_at: expect.any(Date) },
  ]);
});

test("if a process is suspended during a run, another takes over, and the first can no longer write", async () => {
  await connectionsOf(db).pool.query("TRUNCATE work");
  const [still, other] = processes as [ChildProcess, ChildProcess];
  const at = Temporal.Instant.from("2027-06-01T12:00:00Z");
  const next = at.add({ minutes: 10 });
  const order = (to: ChildProcess, tick: Temporal.Instant, does: Order["does"], limitSeconds: number) => {
    const reply = once(to, "message");
    to.send({ at: String(tick), does, limitSeconds } satisfies Order);
    return reply;
  };
  expect((await order(still, at, "write late", 600))[0]).toEqual({ answered: String(at) });
  still.kill("SIGSTOP");
  try {
    // Another process takes the job only once the time limit and ten more seconds have passed: two seconds in all,
    // because the limit is -8.
    expect((await order(other, next, "tick", 600))[0]).toEqual({ answered: null });
    await new Promise((done) => setTimeout(done, 2_100));
    expect((await order(other, next, "tick", -8))[0]).toEqual({ answered: String(next) });
  } finally {
    still.kill("SIGCONT");
  }
  // The run may end, and say so, before its late writes are done.
  const late = await new Promise<LateWrites["late"]>((done) => {
    still.on("message", (message: object) => {
      if ("late" in message) done((message as LateWrites).late);
    });
  });
  expect(late).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(await worked()).toEqual([String(at), String(next)]);
  expect(
    (await connectionsOf(db).pool.query("SELECT count(*)::int AS count FROM report WHERE publisher = 'Late'")).rows,
  ).toEqual([{ count: 0 }]);
  const { rows } = await connectionsOf(db).pool.query(
    "SELECT outcome, error FROM job_run WHERE scheduled_for >= $1 ORDER BY scheduled_for",
    [String(at)],
  );
  expect(rows[0]).toEqual({ outcome: "failed", error: "its process ended or hung" });
});

async function locks(): Promise<number> {
  const { rows } = await connectionsOf(db).pool.query(
    `SELECT count(*)::int AS held FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0].held;
}
