import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../../src/clock.ts";
import { provideLogKey } from "../../src/store/chain/log-key.ts";
import { openDatabase } from "../../src/store/database.ts";
import { eventually } from "../support/eventually.ts";
import { makeLoggedCrossings } from "../support/logs.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { tamper } from "../support/tamper.ts";
import { makeVerifyingReader, type VerifyingReader } from "../support/verify-script.ts";

let data: string;
let service: LoanedService;
let reader: VerifyingReader;
let key: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "garita-log-"));
  service = await loanService({
    seeded: false,
    settings: { GARITA_DATA: data },
    by: async (url) => {
      const db = openDatabase(url, () => undefined);
      await provideLogKey(db, undefined, data, machineClock());
      await makeLoggedCrossings(db, 1);
      await db.close();
      return url;
    },
  });
  key = await service.keyFor("desk", "recorder");
  for (let i = 0; i < 12; i++) await record();
  reader = await makeVerifyingReader(service.url);
  await reader.keep();
});
afterEach(async () => {
  await reader.remove();
  await service.release();
  rmSync(data, { recursive: true });
});

async function record(): Promise<void> {
  const { body, status } = await service.post("/v1/reports", soundReport({ crossing: "puente-0" }), key);
  expect(status).toBe(201);
  const { hash } = body;
  await eventually(async () => expect((await service.ask("/v1/log/head")).body).toMatchObject({ hash }));
}

/** Alters the database. The service answers from memory until a report arrives. */
async function alter(sql: string): Promise<void> {
  await tamper(service.databaseUrl, sql);
  await record();
}

test.each([
  ["altered note", 10, "UPDATE report SET note = 'Nothing happened' WHERE seq = 10"],
  ["altered line", 10, "UPDATE status_change SET effective_at = '1999-01-01' WHERE seq = 10"],
  ["missing report", 11, "DELETE FROM report WHERE seq = 10"],
  [
    "report that is missing with its hash",
    11,
    "DELETE FROM report WHERE seq = 10; DELETE FROM report_hash WHERE seq = 10",
  ],
])("the script finds an %s", async (_, seq, sql) => {
  await alter(sql);
  const { code, err } = await reader.run();
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`^Report \\S+ \\(seq ${seq}\\), or the one before, was altered, added or removed`));
});

test("the script finds an added report, and a gap in the numbers is none", async () => {
  // Takes a number of the log, as a report does that cannot be recorded.
  await alter("SELECT nextval('report_seq')");
  expect(await reader.run()).toMatchObject({ code: 0 });
  const columns = "recorded_at, recorded_by, source_kind, publisher, title";
  await alter(`INSERT INTO report (id, seq, ${columns}) SELECT 'forged', 13, ${columns} FROM report WHERE seq = 1`);
  const { code, err } = await reader.run();
  expect([code, err]).toEqual([1, expect.stringMatching(/^Report forged .* was altered, added or removed/)]);
});

test("if somebody computed all hashes anew, the head that was kept proves the alteration", async () => {
  await alter("UPDATE report SET note = 'Nothing happened' WHERE seq = 10; DELETE FROM report_hash WHERE seq >= 10");
  expect(await reader.run()).toMatchObject({
    code: 1,
    err: "Something up to seq 12 was altered after the head was kept.",
  });
});

test("the script finds that the report which the head names was removed", async () => {
  await alter("DELETE FROM report WHERE seq = 12; DELETE FROM report_hash WHERE seq = 12");
  expect(await reader.run()).toMatchObject({
    code: 1,
    err: "The report with seq 12, which the head names, is no longer in the log.",
  });
});

test("the script refuses a head that the key did not sign", async () => {
  const head = JSON.parse(readFileSync(reader.headFile, "utf8"));
  writeFileSync(reader.headFile, JSON.stringify({ ...head, hash: "0".repeat(64) }));
  expect(await reader.run()).toMatchObject({ code: 1, err: "The head is not what the key signed." });
});
