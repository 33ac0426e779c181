import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startEmbedded } from "../../src/store/embedded.ts";
import { findServer } from "../../src/store/embedded-server.ts";
import { ask, clearUp, holdElsewhere, makeFolder } from "../support/embedded.ts";

const options = { settings: ["fsync=off"], log: () => undefined };
let dataDir: string;
beforeAll(async () => {
  dataDir = join(await makeFolder(), "a folder, año");
});
afterAll(clearUp);

const serverPid = () => findServer(join(dataDir, "postgres"))?.pid;

describe("the embedded database", () => {
  test("keeps its rows, its address and its password from one start to the next", async () => {
    const first = await startEmbedded({ dataDir, ...options });
    await ask(first.url, "CREATE TABLE kept AS SELECT 'Lukeville' AS name");
    await first.stop();
    expect(serverPid()).toBeUndefined();
    const second = await startEmbedded({ dataDir, ...options });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT name FROM kept")).toBe("Lukeville");
    await second.stop();
  });

  test("is a PostgreSQL that flushes every commit, unless told otherwise", async () => {
    const server = await startEmbedded({ dataDir, log: () => undefined });
    expect(await ask(server.url, "SHOW fsync")).toBe("on");
    expect(await ask(server.url, "SHOW synchronous_commit")).toBe("on");
    expect(await ask(server.url, "SHOW full_page_writes")).toBe("on");
    await server.stop();
  });

  test("listens on loopback alone, to those who know a password that only its owner reads", async () => {
    const server = await startEmbedded({ dataDir, ...options });
    expect(await ask(server.url, "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await ask(server.url, "SHOW unix_socket_directories")).toBe("");
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(ask(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(dataDir, "postgres/garita-access.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test("may be stopped twice, and is stopped once", async () => {
    const server = await startEmbedded({ dataDir, ...options });
    await Promise.all([server.stop(), server.stop()]);
    expect(serverPid()).toBeUndefined();
  });
});

describe("a server that somebody else ended", () => {
  test("is started again at its old address, by itself", async () => {
    const server = await startEmbedded({ dataDir, ...options });
    const before = serverPid() ?? 0;
    process.kill(before, "SIGINT");
    const until = performance.now() + 25_000;
    while (serverPid() === before || serverPid() === undefined) {
      if (performance.now() > until) throw new Error("the server did not come back");
      await new Promise((done) => setTimeout(done, 100));
    }
    let name: unknown = "";
    while (name === "" && performance.now() < until)
      name = await ask(server.url, "SELECT name FROM kept").catch(() => "");
    expect(name).toBe("Lukeville");
    await server.stop();
    expect(serverPid()).toBeUndefined();
  });
});

describe("two processes on one folder", () => {
  test("share one server, and the last to leave stops it", async () => {
    const here = await startEmbedded({ dataDir, ...options });
    const there = await holdElsewhere(dataDir);
    expect(there.url).toBe(here.url);
    const pid = serverPid();
    await here.stop();
    expect(serverPid()).toBe(pid);
    expect(await ask(there.url, "SELECT name FROM kept")).toBe("Lukeville");
    await there.end("stop");
    expect(serverPid()).toBeUndefined();
  });

  test("find the server that a killed one left running, and stop it in its place", async () => {
    const killed = await holdElsewhere(dataDir);
    const pid = serverPid();
    await killed.end("kill");
    expect(serverPid()).toBe(pid);
    const next = await startEmbedded({ dataDir, ...options });
    expect(serverPid()).toBe(pid);
    expect(await ask(next.url, "SELECT name FROM kept")).toBe("Lukeville");
    await next.stop();
    expect(serverPid()).toBeUndefined();
  });

  test("leave no server behind where the last one ends by an error", async () => {
    const failing = await holdElsewhere(dataDir);
    expect(serverPid()).toBeDefined();
    await failing.end("fail");
    const deadline = Date.now() + 5_000;
    while (serverPid() !== undefined && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    expect(serverPid()).toBeUndefined();
  });

  test("that start at the same moment on an empty folder make one database", async () => {
    const fresh = join(await makeFolder(), "fresh");
    const all = await Promise.all([1, 2, 3, 4].map(() => holdElsewhere(fresh)));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(all[0]?.url).toMatch(/^postgresql:/);
    await Promise.all(all.map(({ end }) => end("stop")));
    expect(findServer(join(fresh, "postgres"))).toBeUndefined();
  });

  test("may come and go as they like: whoever is in has a server", async () => {
    const comeAndGo = async () => {
      for (let turn = 0; turn < 3; turn++) {
        const server = await startEmbedded({ dataDir, ...options });
        expect(await ask(server.url, "SELECT name FROM kept")).toBe("Lukeville");
        await server.stop();
      }
    };
    await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
    expect(serverPid()).toBeUndefined();
  });
});
