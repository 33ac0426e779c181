import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "../src/store/embedded/embedded.ts";

/**
 * Runs `work` with an empty database, and then drops the database. The database is on the server of DATABASE_URL, or
 * else on an embedded server, which runs without fsync unless `durable` is set.
 */
export async function withScratchDatabase<Result>(
  work: (url: string) => Promise<Result>,
  { durable = false }: { durable?: boolean } = {},
): Promise<Result> {
  const given = process.env.DATABASE_URL;
  if (given) return onServer(given, work);
  const dataDir = await mkdtemp(join(tmpdir(), "garita-scratch-"));
  // If this process is root, the server runs under another account, which needs access to the folder.
  await chmod(dataDir, 0o711);
  const settings = durable ? [] : ["fsync=off"];
  const options = { dataDir, shelter: join(dataDir, "shelter"), settings, log: () => undefined };
  const server = await startEmbedded(options);
  try {
    return await work(server.address());
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

async function onServer<Result>(server: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const name = `garita_scratch_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return await work(url.href).finally(() => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  } finally {
    await client.end();
  }
}
