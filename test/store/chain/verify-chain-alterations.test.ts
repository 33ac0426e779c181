import { hashMissing } from "../../../src/store/append/hash-missing.ts";
import { loadChainHead } from "../../../src/store/chain/chain-head.ts";
import { checkHead } from "../../../src/store/chain/check-head.ts";
import { hashOf, verifyChain } from "../../../src/store/chain/verify-chain.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../../src/store/database.ts";
import { appendReport, appendTogether, loadReport } from "../../../src/store/record/reports.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { makeLoggedCrossings } from "../../support/logs.ts";
import { soundNewReport } from "../../support/sound-new-report.ts";
import { tamper as tamperWith } from "../../support/tamper.ts";

let loan: LoanedDatabase;
let db: OpenedDatabase;
beforeEach(async () => {
  loan = await loanDatabase();
  db = openDatabase(loan.url, () => undefined);
  await makeLoggedCrossings(db, 1);
  const made = await Promise.all(Array.from({ length: 20 }, reportOf));
  await appendTogether(
    db,
    made.map(({ report }) => report),
    made[0]?.zoneOf ?? (() => "UTC"),
  );
});
afterEach(async () => {
  await db.close();
  await loan.release();
});

const quiet = () => undefined;
const verify = () => verifyChain(db, quiet);
const rows = async (sql: string, values: unknown[] = []) => (await connectionsOf(db).pool.query(sql, values)).rows;

const tamper = (sql: string) => tamperWith(loan.url, sql);

const reportOf = () => soundNewReport(db, { crossing: "puente-0" });

const idAt = async (seq: number): Promise<string> => (await rows("SELECT id FROM report WHERE seq = $1", [seq]))[0]?.id;

test("reports that are recorded during the check do not disturb it", async () => {
  let isOver = false;
  const recording = (async () => {
    while (!isOver) {
      const { report, zoneOf } = await reportOf();
      await appendReport(db, report, zoneOf);
    }
  })();
  let checked = 0;
  for (let i = 0; i < 30; i++) {
    const { reports, ...faults } = await verify();
    expect(faults).toEqual({ firstBreak: null, derivedFaults: [] });
    expect(reports).toBeGreaterThanOrEqual(checked);
    checked = reports;
  }
  isOver = true;
  await recording;
  expect(checked).toBeGreaterThan(20);
});

describe("a log that a superuser altered", () => {
  test.each([
    ["the note of a report", "UPDATE report SET note = 'Nothing happened' WHERE seq = 10"],
    ["its time", "UPDATE report SET recorded_at = recorded_at - INTERVAL '1 ms' WHERE seq = 10"],
    ["the publisher", "UPDATE report SET publisher = 'Somebody' WHERE seq = 10"],
    ["a line of it", "UPDATE status_change SET effective_at = '1999-01-01' WHERE seq = 10"],
    [
      "the text of a line, so that it cannot be read",
      "ALTER TABLE status_change DROP CONSTRAINT status_change_effective_at_check; UPDATE status_change SET effective_at = 'x' WHERE seq = 10",
    ],
    ["its lines by deleting one", "DELETE FROM status_change WHERE seq = 10 AND line = 0"],
    [
      "its lines by moving them to another report",
      "DROP INDEX status_change_once_key; UPDATE status_change SET report_id = (SELECT id FROM report WHERE seq = 12), line = line + 50 WHERE seq = 10",
    ],
    ["its hash", "UPDATE report_hash SET hash = repeat('0', 64) WHERE seq = 10"],
  ])("is found out by %s", async (_, sql) => {
    expect(await rows("SELECT FROM status_change WHERE seq = 10")).not.toEqual([]);
    await tamper(sql);
    expect(await verify()).toEqual({
      reports: 9,
      firstBreak: { kind: "altered", seq: 10, id: await idAt(10) },
      derivedFaults: [],
    });
  });

  test("is found out by a missing report", async () => {
    await tamper("DELETE FROM report WHERE seq = 10");
    expect((await verify()).firstBreak).toEqual({ kind: "missing", seq: 10, next: null });
    await tamper("DELETE FROM report_hash WHERE seq = 10");
    expect((await verify()).firstBreak).toEqual({ kind: "missing", seq: null, next: 11 });
    // Numbers are not part of the hashes' own protection, but the previous hash is.
    await tamper("UPDATE report_hash SET position = position - 1 WHERE seq > 10");
    expect((await verify()).firstBreak).toEqual({ kind: "rehashed", seq: 9, id: await idAt(9) });
  });

  test("is found out by a report that takes the number of a gap, even with a hash", async () => {
    const { report, zoneOf } = await reportOf();
    const { seq } = await appendReport(db, report, zoneOf);
    await expect(appendReport(db, report, zoneOf)).rejects.toThrow(/report_pkey/);
    await appendReport(db, (await reportOf()).report, zoneOf);
    const columns = "recorded_at, recorded_by, source_kind, publisher, title, note";
    await tamper(
      `INSERT INTO report (id, seq, ${columns}) SELECT 'forged', ${seq + 1}, ${columns} FROM report WHERE seq = ${seq}`,
    );
    expect((await verify()).firstBreak).toEqual({ kind: "added", seq: seq + 1, id: "forged" });
    const forged = await loadReport(db, "forged");
    const [before] = await rows("SELECT * FROM report_hash WHERE seq = $1", [seq]);
    const hash = forged && hashOf(forged, { previousHash: before.hash });
    await tamper(
      `INSERT INTO report_hash VALUES (${seq + 1}, ${Number(before.position) + 1}, '${hash}', '${before.hash}')`,
    );
    expect((await verify()).firstBreak).toMatchObject({ kind: "added", seq: seq + 2 });
  });

  test("is found out by a report at the end that was not appended, until Garita continues the chain", async () => {
    const { seq, reports } = await loadChainHead(db);
    const columns = "recorded_at, recorded_by, source_kind, publisher, title, note";
    await tamper(
      `INSERT INTO report (id, seq, ${columns}) SELECT 'forged', nextval('report_seq'), ${columns} FROM report WHERE seq = 10`,
    );
    expect((await verify()).firstBreak).toEqual({ kind: "unhashed", seq: seq + 1, id: "forged" });
    const { report, zoneOf } = await reportOf();
    await appendReport(db, report, zoneOf);
    expect(await verify()).toEqual({ reports: reports + 2, firstBreak: null, derivedFaults: [] });
  });

  test.each([
    ["with", ""],
    ["without", ", recorded_at = (SELECT recorded_at FROM report WHERE seq = 24 - a.seq)"],
  ])("is found out by a changed order of reports, %s their times", async (_, time) => {
    const id = await idAt(14);
    // Numbers are unique at any moment, so both reports first get other ones.
    await tamper(`UPDATE report a SET seq = -seq${time} WHERE seq IN (10, 14);
      UPDATE report SET seq = CASE seq WHEN -10 THEN 14 ELSE 10 END WHERE seq < 0`);
    expect((await verify()).firstBreak).toEqual({ kind: "moved", seq: 10, id, from: 14 });
  });

  test("is found out by a hash that was computed anew, and, if all were, only by a head that was kept", async () => {
    const head = { ...(await loadChainHead(db)), time: null, keyId: null, signature: null };
    expect(await checkHead(db, head)).toEqual({ kind: "sound", isSigned: false });
    const id = await idAt(10);
    await tamper("UPDATE report SET note = 'Nothing happened' WHERE seq = 10");
    const altered = await loadReport(db, id);
    const hash = altered?.hashes && hashOf(altered, altered.hashes);
    await tamper(`UPDATE report_hash SET hash = '${hash}' WHERE seq = 10`);
    expect((await verify()).firstBreak).toEqual({ kind: "rehashed", seq: 10, id });
    await tamper("DELETE FROM report_hash WHERE seq >= 10");
    await hashMissing(connectionsOf(db));
    expect(await verify()).toEqual({ reports: head.reports, firstBreak: null, derivedFaults: [] });
    expect(await checkHead(db, head)).toEqual({ kind: "rewritten", now: (await loadChainHead(db)).hash });
  });

  test("is found out by a head that names a report which is gone", async () => {
    const { report, zoneOf } = await reportOf();
    await appendReport(db, report, zoneOf);
    const head = { ...(await loadChainHead(db)), time: null, keyId: null, signature: null };
    await tamper(`DELETE FROM report_hash WHERE seq = ${head.seq}; DELETE FROM report WHERE seq = ${head.seq}`);
    expect((await verify()).firstBreak).toBeNull();
    expect(await checkHead(db, head)).toEqual({ kind: "cut" });
  });

  test.each([
    [
      "status_change, line 0",
      "UPDATE status_change SET starts_at = starts_at + INTERVAL '1 year' WHERE seq = 10 AND line = 0",
    ],
    ["status_change, line 0", "UPDATE status_change SET ahead = true WHERE seq = 10 AND line = 0"],
    ["status_change, line 0", "UPDATE status_change SET seq = 11 WHERE seq = 10 AND line = 0"],
    ["mark", "DELETE FROM mark WHERE seq = 10"],
    ["mark", "UPDATE mark SET crossing = 'elsewhere' WHERE seq = 10"],
    ["count_report", "INSERT INTO count_report VALUES (10)"],
  ])("is found out by columns that queries use: %s, %s", async (where, sql) => {
    const { reports } = await loadChainHead(db);
    await tamper(sql);
    const derivedFaults = [{ seq: 10, id: await idAt(10), where }];
    expect(await verify()).toEqual({ reports, firstBreak: null, derivedFaults });
  });
});
