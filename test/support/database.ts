import { randomBytes } from "node:crypto";
import pg from "pg";
import { ADMIN_URL, STRATEGY, TEMPLATE } from "./server.ts";

/** A test's own database. */
export interface LoanedDatabase {
  url: string;
  /**
   * Drops the database.
   * @throws if a connection is still open: a leak in a test is a leak in the service
   */
  release(): Promise<void>;
}

/**
 * Creates a database with all migrations and, on request, the seed. An `empty` database has nothing, as at a
 * first start. Copying the template takes a tenth of a second.
 */
export async function loanDatabase({
  seeded = false,
  empty = false,
}: {
  seeded?: boolean;
  empty?: boolean;
} = {}): Promise<LoanedDatabase> {
  const name = `loan_${randomBytes(6).toString("hex")}`;
  const template = empty ? "template1" : `${process.env[TEMPLATE]}${seeded ? "_seeded" : ""}`;
  const strategy = process.env[STRATEGY];
  await administer((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${strategy}`));
  const url = new URL(process.env[ADMIN_URL] ?? "");
  url.pathname = `/${name}`;
  return {
    url: url.href,
    release: () =>
      administer(async (admin) => {
        const leaked = await openConnections(admin, name);
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        if (leaked > 0) throw new Error(`${leaked} connections to the database were left open`);
      }),
  };
}

/** Counts the connections that are still open, after waiting for those that are closing. */
async function openConnections(admin: pg.ClientBase, name: string): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { rows } = await admin.query("SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = $1", [name]);
    const open: number = rows[0].open;
    if (open === 0 || tries === 40) return open;
    await new Promise((done) => setTimeout(done, 50));
  }
}

let admin: pg.Pool | undefined;

/** Runs statements that create, watch or drop a test's database. The test files of one worker share the connection. */
async function administer<Result>(work: (admin: pg.PoolClient) => Promise<Result>): Promise<Result> {
  admin ??= new pg.Pool({ connectionString: process.env[ADMIN_URL], max: 1, allowExitOnIdle: true });
  const client = await admin.connect();
  return work(client).finally(() => client.release());
}
