import { machineClock } from "../../src/clock.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { openDatabase } from "../../src/store/database.ts";
import { claimRun, endRun, lastRuns } from "../../src/store/job-runs.ts";
import { loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";
import { loanService, soundReport } from "../support/service.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

/** Settings that an administrator may have set for all sessions of a database. */
const ELSEWHERE = [
  { timezone: "America/Chicago", datestyle: "German" },
  { timezone: "Europe/Berlin", datestyle: "SQL, DMY" },
  { timezone: "Asia/Tokyo", datestyle: "Postgres, DMY" },
];

async function alter(url: string, settings: Record<string, string>): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings))
    await ask(url, `ALTER DATABASE ${name} SET ${setting} TO '${value}'`);
}

describe.each(ELSEWHERE)("on a database in $timezone with dates as $datestyle", (settings) => {
  const others = {
    ...settings,
    intervalstyle: "iso_8601",
    search_path: "pg_catalog",
    statement_timeout: "60s",
    bytea_output: "escape",
    extra_float_digits: "-15",
    default_transaction_isolation: "serializable",
    idle_session_timeout: "2s",
  };
  const by = async (url: string) => {
    await alter(url, others);
    return url;
  };
  const loan = () => loanService({ by });

  test("answers, reports and the desk are the same as with UTC", async () => {
    const service = await loan();
    const desk = await service.keyFor("desk", "recorder");
    const before = machineClock().epochMilliseconds;
    const { status, body } = await service.post("/v1/reports", soundReport(), desk);
    expect(status).toBe(201);
    expect(Math.abs(Date.parse(body.recordedAt) - before)).toBeLessThan(60_000);
    const asked = await service.ask(`/v1/reports/${body.id}`);
    expect(asked.body.recordedAt).toBe(body.recordedAt);
    const visitor = makeVisitor(service.url);
    expect((await signIn(visitor, desk)).heading).toBe("To review");
    const now = machineClock();
    const headingAfter = async (minutes: number) => {
      service.clock.set(String(now.add({ minutes })));
      return (await visitor.open("/desk")).heading;
    };
    expect(await headingAfter(29)).toBe("To review");
    expect(await headingAfter(60)).toBe("Sign in to the desk");
    await service.release();
  });

  test("a job run has its correct duration", async () => {
    const service = await loan();
    const startedAt = machineClock();
    const claim = { name: "timed", scheduledFor: startedAt, startedAt, process: "test", hangsAfterSeconds: 60 };
    const id = (await claimRun(service.ctx.db, claim)) ?? "";
    await endRun(service.ctx.db, id, {
      endedAt: startedAt.add({ seconds: 3 }),
      outcome: "succeeded",
      counts: {},
      error: null,
    });
    const [run] = await lastRuns(service.ctx.db, "timed", 1);
    expect(String(run?.startedAt)).toBe(String(startedAt));
    expect(String(run?.endedAt)).toBe(String(startedAt.add({ seconds: 3 })));
    await service.release();
  });

  test("every connection has the same settings, and keeps them", async () => {
    const database = await loanDatabase();
    // This setting has existed since PostgreSQL 17.
    const knows = await ask(database.url, "SELECT count(*)::int FROM pg_settings WHERE name = 'transaction_timeout'");
    const limited = knows === 0 ? {} : { transaction_timeout: "7s" };
    await alter(database.url, { ...others, ...limited });
    const db = openDatabase(database.url, () => undefined);
    const read = `SELECT name, setting FROM pg_settings WHERE name IN
      ('TimeZone', 'DateStyle', 'IntervalStyle', 'search_path', 'statement_timeout', 'idle_session_timeout', 'default_transaction_isolation',
       'transaction_timeout')`;
    const expected = [
      { name: "DateStyle", setting: "ISO, MDY" },
      { name: "default_transaction_isolation", setting: "read committed" },
      { name: "idle_session_timeout", setting: "0" },
      { name: "IntervalStyle", setting: "postgres" },
      { name: "search_path", setting: "public" },
      { name: "statement_timeout", setting: "6000" },
      { name: "TimeZone", setting: "UTC" },
      ...Object.keys(limited).map((name) => ({ name, setting: "0" })),
    ];
    const sorted = (rows: { name: string }[]) => rows.toSorted((a, b) => a.name.localeCompare(b.name));
    for (const pool of [connectionsOf(db).pool, connectionsOf(db).planned])
      expect(sorted((await pool.query(read)).rows)).toEqual(expected);
    expect(sorted(await connectionsOf(db).prisma.$queryRawUnsafe(read))).toEqual(expected);
    await db.close();
    await database.release();
  });
});
