import { randomUUID } from "node:crypto";
import { retractionOf } from "../../../src/actions/record/retract-report.ts";
import { loadChainHead } from "../../../src/store/chain/chain-head.ts";
import { verifyChain } from "../../../src/store/chain/verify-chain.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../../src/store/database.ts";
import { appendReport, appendTogether, loadReport } from "../../../src/store/record/reports.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { append, makeLoggedCrossings } from "../../support/logs.ts";
import { soundNewReport } from "../../support/sound-new-report.ts";
import { tamper } from "../../support/tamper.ts";

let loan: LoanedDatabase;
let db: OpenedDatabase;
beforeEach(async () => {
  loan = await loanDatabase({ seeded: true });
  db = openDatabase(loan.url, () => undefined);
});
afterEach(async () => {
  await db.close();
  await loan.release();
});

const quiet = () => undefined;
const verify = () => verifyChain(db, quiet);
const rows = async (sql: string, values: unknown[] = []) => (await connectionsOf(db).pool.query(sql, values)).rows;

const reportOf = (change?: Record<string, unknown>) => soundNewReport(db, change);

describe("a log that nobody altered", () => {
  test("is confirmed: the seed, and reports appended alone, together and after a gap", async () => {
    const seeded = await loadChainHead(db);
    expect(await verify()).toEqual({ reports: seeded.reports, firstBreak: null, derivedFaults: [] });
    const { report, zoneOf } = await reportOf();
    const first = await appendReport(db, report, zoneOf);
    expect(first.hashes.previousHash).toBe(seeded.hash);
    expect((await loadReport(db, report.id))?.hashes).toEqual(first.hashes);
    // Takes a number of the log, and is rolled back.
    await expect(appendReport(db, report, zoneOf)).rejects.toThrow(/report_pkey/);
    const more = await Promise.all([reportOf(), reportOf()]);
    const together = await appendTogether(
      db,
      more.map((each) => each.report),
      zoneOf,
    );
    expect(together.map(({ seq }) => seq)).toEqual([first.seq + 2, first.seq + 3]);
    expect(together.map(({ hashes }) => hashes.previousHash)).toEqual([first.hashes.hash, together[0]?.hashes.hash]);
    await appendReport(
      db,
      retractionOf(report.id, "Wrong", { id: randomUUID(), recordedBy: "desk", publisher: "desk" }),
      zoneOf,
    );
    expect(await loadChainHead(db)).toMatchObject({ seq: first.seq + 4, reports: seeded.reports + 4 });
    expect(await verify()).toEqual({ reports: seeded.reports + 4, firstBreak: null, derivedFaults: [] });
  });

  test("is confirmed for random reports and retractions", async () => {
    const { reports } = await loadChainHead(db);
    const logged = await makeLoggedCrossings(db, 12 * Number(process.env.GARITA_RUNS ?? 1));
    for (const one of logged) for (const each of one.reports) await append(db, one, each);
    const appended = logged.flatMap((one) => one.reports).length;
    expect(appended).toBeGreaterThan(12);
    expect(await verify()).toEqual({ reports: reports + appended, firstBreak: null, derivedFaults: [] });
  });
});

test("an altered end of an exception or a claim is found, and an altered publication of a count", async () => {
  for (const [table, column] of [
    ["hours_exception", "ends_at"],
    ["claim", "ends_at"],
    ["traffic_count", "published_by"],
  ]) {
    const [line] = await rows(`SELECT seq FROM ${table} WHERE ${column} IS NOT NULL ORDER BY seq, line LIMIT 1`);
    await tamper(loan.url, `UPDATE ${table} SET ${column} = ${column} + INTERVAL '1 day' WHERE seq = ${line?.seq}`);
    const { derivedFaults } = await verify();
    expect(derivedFaults).toContainEqual({
      seq: Number(line?.seq),
      id: expect.any(String),
      where: expect.stringMatching(`^${table}, line`),
    });
  }
});
