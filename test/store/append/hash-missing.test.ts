import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { hashMissing } from "../../../src/store/append/hash-missing.ts";
import { documentOf } from "../../../src/store/append/report-document.ts";
import { hashWholeLog } from "../../../src/store/chain/hash-whole-log.ts";
import { verifyChain } from "../../../src/store/chain/verify-chain.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { ask } from "../../support/embedded.ts";
import { append, type LoggedCrossing, makeLoggedCrossings } from "../../support/logs.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");
const HASHES = "20261130160000_report_hash";
const quiet = () => undefined;

let loan: LoanedDatabase;
let db: OpenedDatabase;
beforeEach(async () => {
  loan = await loanDatabase();
  db = openDatabase(loan.url, () => undefined);
});
afterEach(async () => {
  await db.close();
  await loan.release();
});

/** Records reports as a process of the version before hashes does. */
async function appendAsBefore(logged: LoggedCrossing): Promise<void> {
  for (const report of logged.reports) {
    const { canonical: _, ...document } = documentOf(report, () => logged.crossing.timeZone);
    const statement = "SELECT new_seq FROM append_in_time($1, clock_timestamp(), clock_timestamp() + INTERVAL '1 min')";
    await connectionsOf(db).pool.query(statement, [JSON.stringify([document])]);
  }
}

const intact = async (reports: number) =>
  expect(await verifyChain(db, quiet)).toEqual({ reports, firstBreak: null, derivedFaults: [] });
const lengthOf = (logged: readonly LoggedCrossing[]) => logged.flatMap(({ reports }) => reports).length;

test("reports of a database without hashes get them after the upgrade", async () => {
  await ask(loan.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const before = mkdtempSync(join(tmpdir(), "garita-migrations-"));
  for (const name of readdirSync(MIGRATIONS).filter((each) => each < HASHES))
    cpSync(join(MIGRATIONS, name), join(before, name), { recursive: true });
  await migrate(loan.url, before, quiet);
  rmSync(before, { recursive: true });
  const logged = await makeLoggedCrossings(db, 40);
  for (const one of logged) await appendAsBefore(one);
  await migrate(loan.url, MIGRATIONS, quiet);
  expect((await verifyChain(db, quiet)).firstBreak).toMatchObject({ kind: "unhashed", seq: 1 });
  await hashWholeLog(db, quiet);
  await intact(lengthOf(logged));
});

test("an interrupted start continues at the next one, and two starts at the same time do not disturb each other", async () => {
  const logged = await makeLoggedCrossings(db, 100);
  for (const one of logged) await appendAsBefore(one);
  const reports = lengthOf(logged);
  expect(reports).toBeGreaterThan(200);
  const { prisma, pool } = connectionsOf(db);
  const progress: number[] = [];
  const interrupted = hashMissing({ prisma, pool }, (added) => {
    progress.push(added);
    throw new Error("the power failed");
  });
  await expect(interrupted).rejects.toThrow(/power/);
  expect(progress).toEqual([100]);
  const added = await Promise.all([1, 2, 3].map(() => hashMissing({ prisma, pool })));
  expect(added.reduce((a, b) => a + b)).toBe(reports - 100);
  await intact(reports);
});

test("reports of a process of an earlier version get their hashes before the next report of this version", async () => {
  const logged = await makeLoggedCrossings(db, 12);
  for (const [i, one] of logged.entries())
    if (i % 2 === 0) await appendAsBefore(one);
    else for (const report of one.reports) await append(db, one, report);
  await hashMissing(connectionsOf(db));
  await intact(lengthOf(logged));
});

test("both versions can record at the same time, and every report gets a hash", async () => {
  const logged = await makeLoggedCrossings(db, 16);
  const [old, current] = [logged.slice(0, 8), logged.slice(8)];
  const work = [
    ...old.map((one) => appendAsBefore(one)),
    ...current.map(async (one) => {
      for (const report of one.reports) await append(db, one, report);
    }),
  ];
  await Promise.all(work);
  await hashMissing(connectionsOf(db));
  await intact(lengthOf(logged));
});
