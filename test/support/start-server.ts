import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { seed } from "../../src/actions/record/seed.ts";
import { ROOT } from "../../src/root.ts";
import { openDatabase } from "../../src/store/database.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { ADMIN_URL, clearUpKilledRuns, SERVER_FOLDER, STRATEGY, TEMPLATE } from "./server.ts";

declare global {
  var garitaTestServer: Embedded | undefined;
}

const quiet = () => undefined;

/** Starts one server for the whole run, with two templates (migrated and seeded) to copy. */
export default async function startServer(): Promise<void> {
  const given = process.env.DATABASE_URL || undefined;
  const server = given === undefined ? await freshServer() : undefined;
  globalThis.garitaTestServer = server;
  const adminUrl = given ?? server?.address() ?? "";
  const template = `garita_test_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template}`);
  await migrate(at(adminUrl, template), join(ROOT, "prisma/migrations"), quiet);
  await admin.query(`CREATE DATABASE ${template}_seeded TEMPLATE ${template}`);
  const db = openDatabase(at(adminUrl, `${template}_seeded`), quiet);
  await seed(db, join(ROOT, "prisma/seed"));
  await db.close();
  await admin.end();
  process.env[ADMIN_URL] = adminUrl;
  process.env[TEMPLATE] = template;
  // Copying files needs checkpoints, which are cheap only if nothing is flushed to disk.
  process.env[STRATEGY] = given === undefined ? "FILE_COPY" : "WAL_LOG";
}

async function freshServer(): Promise<Embedded> {
  await clearUpKilledRuns();
  return startEmbedded({
    dataDir: SERVER_FOLDER,
    shelter: join(SERVER_FOLDER, "shelter"),
    log: quiet,
    // Test data need not survive, so nothing is flushed to disk.
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"],
  });
}

function at(url: string, database: string): string {
  const moved = new URL(url);
  moved.pathname = `/${database}`;
  return moved.href;
}
