import { join } from "node:path";
import pg from "pg";
import { ROOT } from "../../../src/root.ts";
import { applyMigrations } from "../../../src/store/migration/apply-migrations.ts";
import { readMigrations } from "../../../src/store/migration/migration-files.ts";
import { loanDatabase } from "../../support/database.ts";
import { readOldDatabases, restoreOldDatabase } from "../../support/upgrades/old-databases.ts";
import { definitionsOf, freshDefinitions, testUpgrades } from "../../support/upgrades/upgrade-trial.ts";

testUpgrades((place, count) => place >= count / 2);

test("a database that followed every version in turn has the tables and functions of a new one", async () => {
  const [oldest, ...later] = readOldDatabases();
  if (oldest === undefined) throw new Error("there is no database of an earlier version");
  const database = await loanDatabase({ empty: true });
  await restoreOldDatabase(database.url, oldest);
  const migrations = await readMigrations(join(ROOT, "prisma/migrations"));
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query("SET search_path TO public");
  const applied = [...oldest.migrations];
  for (const names of [...later.map((old) => old.migrations), migrations.map(({ name }) => name)]) {
    const pending = migrations.filter(({ name }) => names.includes(name) && !applied.includes(name));
    if (pending.length > 0) await applyMigrations(client, pending, () => undefined);
    applied.push(...pending.map(({ name }) => name));
  }
  await client.end();
  // The versions came out in another order than that of the names.
  expect(applied).not.toEqual([...applied].sort());
  expect(await definitionsOf(database.url)).toEqual(await freshDefinitions());
  await database.release();
});
