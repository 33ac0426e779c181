import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { connectionsOf } from "../../../src/store/connections.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { isAlive } from "../../../src/store/embedded/process-life.ts";
import { findServer } from "../../../src/store/embedded/server.ts";
import { listen } from "../../../src/store/notices.ts";
import { takeLease } from "../../../src/store/run-leases.ts";
import { ask, clearUp, holdElsewhere, makeFolder } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";

const log = () => undefined;
let dataDir: string;
let data: string;
beforeAll(async () => {
  dataDir = await makeFolder();
  data = join(dataDir, "postgres");
  const server = await startEmbedded({ dataDir, log });
  await ask(server.address(), "CREATE TABLE kept (name text)");
  await server.stop();
});
afterAll(clearUp);

/** Kills the server without a shutdown, like a power failure, and leaves its pid file. */
async function cutPower(): Promise<void> {
  const pid = findServer(data)?.pid ?? 0;
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 10));
}

describe("after the server and its owner were killed", () => {
  test("no acknowledged row is lost", async () => {
    const before = await holdElsewhere(dataDir);
    for (let i = 0; i < 20; i++) await ask(before.told, `INSERT INTO kept VALUES ('row ${i}')`);
    await before.end("kill");
    await cutPower();
    const after = await startEmbedded({ dataDir, log });
    expect(await ask(after.address(), "SELECT count(*)::int FROM kept")).toBe(20);
    await after.stop();
  });

  test("a program that reuses an old server's process id neither blocks the start nor is killed", async () => {
    const before = await holdElsewhere(dataDir);
    await before.end("kill");
    await cutPower();
    const other = spawn("sleep", ["60"]);
    const another = spawn("sleep", ["60"]);
    const file = join(data, "postmaster.pid");
    const [, ...lines] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [other.pid, ...lines].join("\n"));
    const socketLock = join(data, `.s.PGSQL.${lines[2]}.lock`);
    writeFileSync(socketLock, readFileSync(socketLock, "utf8").replace(/^\d+/, String(another.pid)));
    const after = await startEmbedded({ dataDir, log });
    expect(await ask(after.address(), "SELECT count(*)::int FROM kept")).toBe(20);
    expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${findServer(data)?.pid}\n`));
    await after.stop();
    expect(findServer(data)).toBeUndefined();
    expect([other, another].map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null]);
    for (const each of [other, another]) each.kill();
  });
});

describe("the server's port", () => {
  test("changes if the previous port is in use", async () => {
    const first = await startEmbedded({ dataDir, log });
    await first.stop();
    const { port } = new URL(first.address());
    const squatter = createServer().listen(Number(port), "127.0.0.1");
    await new Promise((done) => squatter.once("listening", done));
    const second = await startEmbedded({ dataDir, log });
    expect(new URL(second.address()).port).not.toBe(port);
    expect(await ask(second.address(), "SELECT count(*)::int FROM kept")).toBe(20);
    await second.stop();
    await new Promise((done) => squatter.close(done));
  });
});

describe("a server that ended while another program took its port", () => {
  test("is found at its new port by the pool, by Prisma and by listeners", async () => {
    const server = await startEmbedded({ dataDir, log });
    const db = openDatabase(server.address, () => undefined);
    const heard: string[] = [];
    let connected = 0;
    const end = listen(db, ["kept"], {
      heard: (_, payload) => void heard.push(payload),
      connected: () => void connected++,
      lost: () => undefined,
    });
    await eventually(() => expect(connected).toBe(1));
    const before = server.address();
    const { port } = new URL(before);
    process.kill(findServer(data)?.pid ?? 0, "SIGINT");
    const squatter = createServer((socket) => socket.on("error", () => undefined).destroy());
    await eventually(
      () =>
        new Promise<void>((done, fail) => {
          squatter.once("error", fail).listen(Number(port), "127.0.0.1", () => done());
        }),
    );
    await eventually(() => expect(server.address()).not.toBe(before), 25_000);
    const count = "SELECT count(*)::int AS rows FROM kept";
    await eventually(async () => expect((await connectionsOf(db).pool.query(count)).rows).toEqual([{ rows: 20 }]));
    expect((await connectionsOf(db).planned.query(count)).rows).toEqual([{ rows: 20 }]);
    expect(await connectionsOf(db).prisma.$queryRawUnsafe(count)).toEqual([{ rows: 20 }]);
    const lease = await takeLease(db, "a-job");
    expect(lease?.lost.aborted).toBe(false);
    await lease?.end();
    await eventually(() => expect(connected).toBe(2));
    await connectionsOf(db).pool.query("NOTIFY kept, 'heard again'");
    await eventually(() => expect(heard).toEqual(["heard again"]));
    const command = await holdElsewhere(dataDir, { role: "command" });
    expect(command.told).toBe(server.address());
    await command.end("stop");
    await end();
    await db.close();
    await server.stop();
    await new Promise((done) => squatter.close(done));
  });
});

describe("a folder that this version cannot open", () => {
  test("is refused with both versions if another version of PostgreSQL created it", async () => {
    const file = join(data, "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "17\n");
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
      /created by PostgreSQL 17, .* includes PostgreSQL 18/,
    );
    writeFileSync(file, version);
  });

  test("is refused with PostgreSQL's error if it is damaged", async () => {
    const file = join(data, "postgresql.conf");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, "max_connections = many\n");
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/did not start[\s\S]*max_connections/);
    writeFileSync(file, text);
    await (await startEmbedded({ dataDir, log })).stop();
  });
});
