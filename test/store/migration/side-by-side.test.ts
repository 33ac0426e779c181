import { join } from "node:path";
import pg from "pg";
import { ROOT } from "../../../src/root.ts";
import { documentOf } from "../../../src/store/append/report-document.ts";
import { verifyChain } from "../../../src/store/chain/verify-chain.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { readMigrations } from "../../../src/store/migration/migration-files.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { soundNewReport } from "../../support/sound-new-report.ts";
import { readOldDatabases } from "../../support/upgrades/old-databases.ts";

let database: LoanedDatabase;
let service: LoanedService;
beforeAll(async () => {
  database = await loanDatabase();
  service = await loanService();
});
afterAll(async () => {
  await service.release();
  await database.release();
});

/** The statement with which the version before `20261130160000_report_hash` recorded reports, without canonical texts. */
const EARLIER_APPEND = "SELECT new_seq, new_recorded_at, server_clock FROM append_in_time($1, $2, $3)";

test("a report that a process of the version before records is answered and hashed at once, without another report", async () => {
  const { db } = service.runtime;
  const { report, zoneOf } = await soundNewReport(db);
  const { canonical: _, ...document } = documentOf(report, zoneOf);
  const now = Date.now();
  const { rows } = await connectionsOf(db).pool.query(EARLIER_APPEND, [
    JSON.stringify([document]),
    new Date(now).toISOString(),
    new Date(now + 3_000).toISOString(),
  ]);
  const seq = Number(rows[0].new_seq);
  await eventually(async () => expect((await service.ask("/v1/log/head")).body.seq).toBe(seq));
  const { body } = await service.ask("/v1/crossings/lukeville/status?at=2026-03-03T18:00:00Z");
  expect(body.services).toContainEqual(
    expect.objectContaining({ mode: "passenger", direction: "northbound", status: "suspended", open: false }),
  );
  expect((await service.ask(`/v1/reports/${report.id}`)).body.hash).toMatch(/^[0-9a-f]{64}$/);
  expect((await verifyChain(db, () => undefined)).firstBreak).toBeNull();
});

test("every statement of the earlier versions that may run beside this one is valid in the present tables", async () => {
  const migrations = await readMigrations(join(ROOT, "prisma/migrations"));
  const beside = readOldDatabases().filter((old) =>
    migrations.every(({ name, allowsEarlier }) => allowsEarlier || old.migrations.includes(name)),
  );
  expect(beside.length).toBeGreaterThanOrEqual(2);
  const client = new pg.Client(database.url);
  await client.connect();
  const refused: string[] = [];
  for (const { commit, statements } of beside) {
    expect(statements.length).toBeGreaterThan(50);
    for (const statement of statements)
      await client.query(`PREPARE earlier AS ${statement}`).then(
        () => client.query("DEALLOCATE earlier"),
        (error: Error) => refused.push(`${commit}: ${error.message}: ${statement}`),
      );
  }
  await client.end();
  expect(refused).toEqual([]);
});

test("a migration that stops earlier versions says so in a line of its own", async () => {
  const migrations = await readMigrations(join(ROOT, "prisma/migrations"));
  const destructive = /\b(DROP (TABLE|COLUMN|TYPE)|RENAME (TO|COLUMN|VALUE)|ALTER COLUMN \S+ (TYPE|SET DATA TYPE))\b/i;
  const silent = migrations.filter(({ allowsEarlier, sql }) => allowsEarlier && destructive.test(sql));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
