import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "../migrate.ts";
import { adoptObjects } from "../rights/adopt-objects.ts";
import { provideRole } from "../rights/provide-role.ts";
import { namedBy, unusableBy } from "../unusable-database.ts";

/** Names of the two roles, and their passwords. Without a password, a new role gets a random one. */
export interface WantedRoles {
  owner: { name: string; password: string | undefined };
  service: { name: string; password: string | undefined };
}

/** Addresses of the two roles. An address has no password if an existing role kept its own. */
export interface ProvidedRoles {
  owner: string;
  service: string;
  /** Names of the existing roles that kept their passwords. */
  unchanged: string[];
}

/**
 * Creates the database at `adminUrl` unless it exists, and two roles: one that owns the tables, and one with the rights
 * of the service. Hands existing tables over to the owner, migrates the database, and grants the rights. May be
 * repeated.
 * @throws UnusableDatabase if the administrator cannot do this
 */
export async function provideRoles(
  adminUrl: string,
  { owner, service }: WantedRoles,
  migrationsDir: string,
  log: (message: string) => void,
): Promise<ProvidedRoles> {
  const named = namedBy(adminUrl, "the address");
  const passwords = new Map<string, string | null>();
  try {
    // The database may not exist yet. Every server has this one.
    await asAdmin(at(adminUrl, "postgres"), async (client) => {
      for (const { name, password } of [owner, service])
        passwords.set(name, await providePassword(client, name, password));
      await provideDatabase(client, named.database, owner.name);
    });
    await asAdmin(adminUrl, (client) => adoptObjects(client, named.database, owner.name, service.name));
  } catch (error) {
    throw unusableBy(error, named);
  }
  await migrate(adminUrl, migrationsDir, log, {
    as: owner.name,
    serviceRole: service.name,
    setting: "the address",
  });
  const addressOf = ({ name }: { name: string }) => withUser(adminUrl, name, passwords.get(name) ?? "");
  const unchanged = [...passwords].filter(([, password]) => password === null).map(([name]) => name);
  return { owner: addressOf(owner), service: addressOf(service), unchanged };
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // The statement in progress reports a broken connection. An unhandled error event would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Returns the new password of a role, or null if the role exists and keeps its password. */
async function providePassword(client: pg.Client, name: string, given: string | undefined): Promise<string | null> {
  if (given !== undefined) {
    await provideRole(client, name, given);
    return given;
  }
  if (!(await provideRole(client, name, null))) return null;
  const password = randomBytes(24).toString("base64url");
  await provideRole(client, name, password);
  return password;
}

async function provideDatabase(client: pg.Client, database: string, owner: string): Promise<void> {
  const role = pg.escapeIdentifier(owner);
  const { rows } = await client.query<{ isSuper: boolean; exists: boolean }>(
    `SELECT current_setting('is_superuser') = 'on' AS "isSuper", EXISTS (SELECT FROM pg_database WHERE datname = $1) AS exists`,
    [database],
  );
  // Only a member may give a database or a table to a role. A superuser counts as one.
  if (rows[0]?.isSuper === false) await client.query(`GRANT ${role} TO CURRENT_USER`);
  if (rows[0]?.exists === false)
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${role} ENCODING 'UTF8' TEMPLATE template0`,
    );
}

function at(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

function withUser(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}
