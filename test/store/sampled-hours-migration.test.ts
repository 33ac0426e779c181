import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { migrate } from "../../src/store/migrate.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");
const SAMPLED_HOURS = "20261128234200_sampled_hours";

let database: LoanedDatabase;
let before: string;
beforeEach(async () => {
  database = await loanDatabase();
  await ask(database.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  before = mkdtempSync(join(tmpdir(), "garita-migrations-"));
  for (const name of readdirSync(MIGRATIONS).filter((each) => each < SAMPLED_HOURS))
    cpSync(join(MIGRATIONS, name), join(before, name), { recursive: true });
});
afterEach(async () => {
  rmSync(before, { recursive: true });
  await database.release();
});

const quiet = () => undefined;

test("a wait from an earlier version counts as recorded two hours after its timestamp", async () => {
  await migrate(database.url, before, quiet);
  await ask(
    database.url,
    `SET session_replication_role = replica;
     INSERT INTO wait_sample (crossing, mode, direction, lane, hour, minutes, filed_at)
     VALUES ('lukeville', 'passenger', 'northbound', 'standard', '2026-11-20T12:00Z', 30, '2026-11-20T12:00Z'),
       ('lukeville', 'passenger', 'northbound', 'ready', '2026-11-20T12:00Z', 10, '2026-11-20T12:45Z'),
       ('lukeville', 'passenger', 'northbound', 'sentri', date_trunc('hour', now()), 10, now())`,
  );
  await migrate(database.url, MIGRATIONS, quiet);
  const known = "to_char(recorded_at AT TIME ZONE 'UTC', 'HH24:MI')";
  expect(
    await ask(database.url, `SELECT array_agg(${known} ORDER BY filed_at) FROM wait_sample WHERE lane <> 'sentri'`),
  ).toEqual(["14:00", "14:45"]);
  expect(await ask(database.url, "SELECT recorded_at <= now() FROM wait_sample WHERE lane = 'sentri'")).toBe(true);
});
