import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startEmbedded } from "../../src/store/embedded.ts";
import { findServer } from "../../src/store/embedded-server.ts";
import { isAlive } from "../../src/store/embedded-users.ts";
import { ask, clearUp, makeFolder } from "../support/embedded.ts";

const log = () => undefined;
let dataDir: string;
let data: string;
beforeAll(async () => {
  dataDir = await makeFolder();
  data = join(dataDir, "postgres");
  const server = await startEmbedded({ dataDir, log });
  await ask(server.url, "CREATE TABLE kept (name text)");
  await server.stop();
});
afterAll(clearUp);

/** Ends the server as a power loss does: at once, with its pid file left. */
async function cutPower(): Promise<void> {
  const pid = findServer(data)?.pid ?? 0;
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 10));
}

describe("after the server was killed", () => {
  test("no acknowledged row is lost", async () => {
    const before = await startEmbedded({ dataDir, log });
    for (let i = 0; i < 20; i++) await ask(before.url, `INSERT INTO kept VALUES ('row ${i}')`);
    await cutPower();
    const after = await startEmbedded({ dataDir, log });
    expect(await ask(after.url, "SELECT count(*)::int FROM kept")).toBe(20);
    await Promise.all([before.stop(), after.stop()]);
  });

  test("a pid file that now names another program does not hinder the start, nor cost that program its life", async () => {
    const before = await startEmbedded({ dataDir, log });
    await cutPower();
    const file = join(data, "postmaster.pid");
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [process.pid, ...lines.slice(1)].join("\n"));
    const after = await startEmbedded({ dataDir, log });
    expect(await ask(after.url, "SELECT count(*)::int FROM kept")).toBe(20);
    await Promise.all([before.stop(), after.stop()]);
    expect(findServer(data)).toBeUndefined();
  });
});

describe("the server's port", () => {
  test("is another one where the one before is taken", async () => {
    const first = await startEmbedded({ dataDir, log });
    await first.stop();
    const { port } = new URL(first.url);
    const squatter = createServer().listen(Number(port), "127.0.0.1");
    await new Promise((done) => squatter.once("listening", done));
    const second = await startEmbedded({ dataDir, log });
    expect(new URL(second.url).port).not.toBe(port);
    expect(await ask(second.url, "SELECT count(*)::int FROM kept")).toBe(20);
    await second.stop();
    await new Promise((done) => squatter.close(done));
  });
});

describe("a folder that this version cannot open", () => {
  test("is refused with the two versions where another PostgreSQL made it", async () => {
    const file = join(data, "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "17\n");
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/made by PostgreSQL 17, .* brings PostgreSQL 18/);
    writeFileSync(file, version);
  });

  test("is refused with PostgreSQL's own words where it is damaged", async () => {
    const file = join(data, "postgresql.conf");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, "max_connections = many\n");
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/did not start[\s\S]*max_connections/);
    writeFileSync(file, text);
    await (await startEmbedded({ dataDir, log })).stop();
  });
});
