import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { checkReady } from "../../../src/actions/jobs/check-ready.ts";
import { machineClock } from "../../../src/clock.ts";
import { makeLog } from "../../../src/log.ts";
import { makeAppendInTime, TooLate } from "../../../src/store/append/append-in-time.ts";
import { makeWriteHealth } from "../../../src/store/append/write-health.ts";
import { isAway } from "../../../src/store/away.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../../src/store/database.ts";
import { appendReport } from "../../../src/store/record/reports.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { plainReport } from "../../support/logs.ts";

let loan: LoanedDatabase;
let db: OpenedDatabase;
/** How far this process's clock is ahead of the database's. */
let ahead: Temporal.Duration;
beforeAll(async () => {
  loan = await loanDatabase();
});
afterAll(() => loan.release());
beforeEach(() => {
  ahead = new Temporal.Duration();
  db = openDatabase(
    loan.url,
    () => undefined,
    () => machineClock().add(ahead),
  );
});
afterEach(() => db.close());

const clockIs = (duration: Temporal.DurationLike) => {
  ahead = Temporal.Duration.from(duration);
};
const append = () => appendReport(db, plainReport("Agency", {}), () => "UTC");
const onRecord = async () =>
  (await connectionsOf(db).pool.query("SELECT count(*)::int AS count FROM report")).rows[0].count as number;
const ready = () =>
  checkReady({
    db,
    now: machineClock(),
    log: makeLog("silent"),
    thresholds: { freshMinutes: 120, openEvidenceDays: 90, overdueDoubtHours: 24 },
  });

test.each([
  ["five years behind", { hours: -5 * 365 * 24 }, "is 157680000 seconds ahead of"],
  ["three minutes behind", { minutes: -3 }, /is 1(79|80|81) seconds ahead of/],
  ["three minutes ahead", { minutes: 3 }, /is 1(79|80|81) seconds behind/],
])("nothing is appended if this machine's clock is %s, and readiness says so", async (_name, difference, sentence) => {
  clockIs(difference);
  const before = await onRecord();
  const error = await append().catch((thrown: Error) => thrown);
  expect([isAway(error), (error as Error).message]).toEqual([
    true,
    typeof sentence === "string" ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
  ]);
  expect(await onRecord()).toBe(before);
  const [reason] = await ready();
  expect(reason).toMatch(
    /^nothing can be recorded: The database's clock is \d+ seconds (ahead of|behind) this service's clock/,
  );

  clockIs({ seconds: 0 });
  await append();
  expect(await onRecord()).toBe(before + 1);
  expect(await ready()).toEqual([]);
});

test("a clock may differ or change by a minute", async () => {
  for (const seconds of [0, 60, -60, 0]) {
    clockIs({ seconds });
    await append();
  }
  expect(await ready()).toEqual([]);
});

test("readiness says so if the newest report was recorded in the future", async () => {
  clockIs({ minutes: 0 });
  await append();
  clockIs({ hours: -1 });
  expect((await ready()).at(-1)).toMatch(/^the newest report was recorded at .*, which is in the future/);
});

test("a statement that reaches the server too late is not appended, whichever client sends it", async () => {
  const before = await onRecord();
  const late = connectionsOf(db).pool.query(
    "SELECT * FROM append_in_time('[]', clock_timestamp(), clock_timestamp() - interval '1 second')",
  );
  await expect(late).rejects.toMatchObject({ code: "GA504" });
  expect(await onRecord()).toBe(before);
});

test("an append that reaches the server too late is refused as such, and readiness says so", async () => {
  const before = await onRecord();
  const { pool } = connectionsOf(db);
  // A network that delivers the append after 3.6 s, when the server has stopped accepting it.
  const slow = {
    query: async (statement: { name?: string }) => {
      if (statement.name === "append") await new Promise((done) => setTimeout(done, 3_600));
      return pool.query(statement as never);
    },
  };
  const health = makeWriteHealth();
  const append = makeAppendInTime(slow as unknown as pg.Pool, machineClock, async () => undefined);
  const error = await health.watch(append("[]")).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(TooLate);
  expect(health.fault()).toBe("the last write took too long");
  expect(await onRecord()).toBe(before);
});
