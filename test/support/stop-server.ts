import { rm } from "node:fs/promises";
import pg from "pg";
import { ADMIN_URL, SERVER_FOLDER, TEMPLATE } from "./server.ts";

/** Drops the templates, and stops the server if this run started it. */
export default async function stopServer(): Promise<void> {
  const server = globalThis.garitaTestServer;
  if (server !== undefined) {
    await server.stop();
    await rm(SERVER_FOLDER, { recursive: true, force: true });
    return;
  }
  const admin = new pg.Client(process.env[ADMIN_URL]);
  await admin.connect();
  for (const name of [process.env[TEMPLATE], `${process.env[TEMPLATE]}_seeded`])
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
}
