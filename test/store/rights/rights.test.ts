import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { ROOT } from "../../../src/root.ts";
import { prepareDatabase } from "../../../src/store/preparation/prepare-database.ts";
import { listGranted } from "../../../src/store/rights/grant-rights.ts";
import {
  FUNCTION_RIGHTS,
  formatRight,
  SEQUENCE_RIGHTS,
  SERVICE_RIGHTS,
  TABLE_RIGHTS,
} from "../../../src/store/rights/service-rights.ts";
import { runCommand } from "../../support/command.ts";
import { ask } from "../../support/embedded.ts";
import { loanRoledDatabase, type RoledDatabase } from "../../support/lesser-role.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");

let database: RoledDatabase;
beforeAll(async () => {
  // The tables belong to the administrator, as in an installation with one role.
  database = await loanRoledDatabase();
});
afterAll(() => database.release());

const granted = async () => {
  const client = new pg.Client(database.adminUrl);
  await client.connect();
  return listGranted(client, database.service).finally(() => client.end());
};
const names = (sql: string) => ask(database.adminUrl, `SELECT array_agg(name::text ORDER BY name) FROM (${sql}) each`);
const prepare = (owner: string | undefined = database.ownerUrl) =>
  prepareDatabase({ service: database.serviceUrl, owner }, MIGRATIONS, () => undefined);

test("the list of rights names every table of the schema, and no others", async () => {
  const tables = "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
  expect(await names(tables)).toEqual(Object.keys(TABLE_RIGHTS).sort());
});

test("the list of rights names sequences and functions of the schema", async () => {
  const sequences =
    "SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace";
  expect(await names(sequences)).toEqual(expect.arrayContaining(Object.keys(SEQUENCE_RIGHTS)));
  const functions = "SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace";
  expect(await names(functions)).toEqual(expect.arrayContaining(Object.keys(FUNCTION_RIGHTS)));
});

test("a function that runs with the owner's rights has a fixed search path, is listed, and is not open to everybody", async () => {
  const definers = "SELECT * FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef";
  const fixed = `SELECT proname AS name FROM (${definers}) d WHERE proconfig = '{"search_path=public, pg_temp"}'`;
  expect(await names(fixed)).toEqual(["append_in_time", "chain_missing"]);
  expect(await ask(database.adminUrl, `SELECT count(*)::int FROM (${definers}) d`)).toBe(2);
  for (const name of ["append_in_time", "chain_missing"]) expect(Object.keys(FUNCTION_RIGHTS)).toContain(name);
  const open = `SELECT count(*)::int FROM (${definers}) d, aclexplode(coalesce(proacl, acldefault('f', proowner))) a WHERE a.grantee = 0`;
  expect(await ask(database.adminUrl, open)).toBe(0);
});

test("the role of the service has exactly the listed rights", async () => {
  expect((await granted()).map(formatRight).sort()).toEqual(SERVICE_RIGHTS.map(formatRight).sort());
});

test("a start with the owner's address restores missing rights and revokes others", async () => {
  await ask(
    database.adminUrl,
    `REVOKE DELETE ON desk_session FROM ${database.service}; GRANT UPDATE, TRUNCATE ON report TO ${database.service};
     GRANT UPDATE (role) ON api_key TO ${database.service}; GRANT ALL ON SEQUENCE report_seq TO ${database.service}`,
  );
  await Promise.all([prepare(), prepare()]);
  expect((await granted()).map(formatRight).sort()).toEqual(SERVICE_RIGHTS.map(formatRight).sort());
});

test("a start without the owner's address names a missing right, and what grants it", async () => {
  const { service } = database;
  await ask(database.adminUrl, `REVOKE UPDATE (revoked_at), INSERT ON api_key FROM ${service}`);
  await expect(
    prepareDatabase({ service: database.serviceUrl, owner: undefined }, MIGRATIONS, () => undefined),
  ).rejects.toThrow(
    new RegExp(
      `^The role '${service}' lacks the right INSERT ON TABLE public\\.api_key and 1 more in the database '\\w+'\\. Run 'npm run roles' .*MIGRATION_DATABASE_URL`,
    ),
  );
  await prepare();
  await prepareDatabase({ service: database.serviceUrl, owner: undefined }, MIGRATIONS, () => undefined);
});

test("a start without the owner's address names a pending migration, and what applies it, also if it adds a column", async () => {
  const last = "(SELECT max(migration_name) FROM _prisma_migrations)";
  await ask(database.adminUrl, `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = ${last}`);
  await ask(database.adminUrl, "ALTER TABLE subscription RENAME COLUMN version TO unknown");
  await expect(
    prepareDatabase({ service: database.serviceUrl, owner: undefined }, MIGRATIONS, () => undefined),
  ).rejects.toThrow(
    /^The role 'service_\w+' cannot apply the migration \d+_\w+, which .* MIGRATION_DATABASE_URL .*npm run roles/,
  );
  await ask(database.adminUrl, "UPDATE _prisma_migrations SET rolled_back_at = NULL");
  await ask(database.adminUrl, "ALTER TABLE subscription RENAME COLUMN unknown TO version");
});

test("an error about the owner's address names its setting", async () => {
  const wrong = new URL(database.ownerUrl);
  wrong.password = "wrong";
  await expect(prepare(wrong.href)).rejects.toThrow(
    /password authentication failed.*password in MIGRATION_DATABASE_URL/,
  );
});

test("npm run roles can be repeated: existing roles keep their passwords, unless new ones are given", async () => {
  const again = await database.repeat();
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining("exists and keeps its password") });
  expect(again.out).not.toContain(new URL(database.serviceUrl).password);
  expect(await ask(database.serviceUrl, "SELECT 1")).toBe(1);
  const { out } = await database.repeat({ SERVICE_PASSWORD: "a new/word" });
  const url = /^DATABASE_URL=(.*)$/m.exec(out)?.[1] ?? "";
  expect(await ask(url, "SELECT current_user::text")).toBe(database.service);
  await expect(ask(database.serviceUrl, "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

test("npm run roles works for an administrator who is no superuser, and creates the database", async () => {
  const name = `managed_${randomBytes(5).toString("hex")}`;
  const url = new URL(database.adminUrl);
  await ask(url.href, `CREATE ROLE ${name} LOGIN CREATEROLE CREATEDB PASSWORD 'word'`);
  const admin = Object.assign(new URL(url), { username: name, password: "word", pathname: `/${name}` }).href;
  const run = () => runCommand("roles.js", [admin, "--owner", `${name}_owner`, "--service", `${name}_service`], {});
  try {
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, expect.stringContaining("Applied migration")]);
    const service = /^DATABASE_URL=(.*)$/m.exec(out)?.[1] ?? "";
    await prepareDatabase({ service, owner: undefined }, MIGRATIONS, () => undefined);
    await expect(ask(service, "DELETE FROM report")).rejects.toThrow("permission denied for table report");
    expect(await run()).toMatchObject({ code: 0 });
  } finally {
    await ask(url.href, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await ask(url.href, `DROP ROLE IF EXISTS ${name}_owner, ${name}_service, ${name}`);
  }
});
