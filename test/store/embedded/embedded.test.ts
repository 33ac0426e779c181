import { statSync } from "node:fs";
import { join } from "node:path";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { findServer } from "../../../src/store/embedded/server.ts";
import { ask, clearUp, holdElsewhere, makeFolder } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";

const options = { settings: ["fsync=off"], log: () => undefined };
let dataDir: string;
beforeAll(async () => {
  dataDir = join(await makeFolder(), "a folder, año");
});
afterAll(clearUp);

const serverPid = () => findServer(join(dataDir, "postgres"))?.pid;

describe("the embedded database", () => {
  test("keeps its rows, its URL and its password across starts", async () => {
    const first = await startEmbedded({ dataDir, ...options });
    await ask(first.address(), "CREATE TABLE kept AS SELECT 'Lukeville' AS name");
    await first.stop();
    expect(serverPid()).toBeUndefined();
    const second = await startEmbedded({ dataDir, ...options });
    expect(second.address()).toBe(first.address());
    expect(await ask(second.address(), "SELECT name FROM kept")).toBe("Lukeville");
    await second.stop();
  });

  test("flushes every commit to disk by default", async () => {
    const server = await startEmbedded({ dataDir, log: () => undefined });
    expect(await ask(server.address(), "SHOW fsync")).toBe("on");
    expect(await ask(server.address(), "SHOW synchronous_commit")).toBe("on");
    expect(await ask(server.address(), "SHOW full_page_writes")).toBe("on");
    await server.stop();
  });

  test("listens only on loopback, with a password that only its owner can read", async () => {
    const server = await startEmbedded({ dataDir, ...options });
    expect(await ask(server.address(), "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await ask(server.address(), "SHOW unix_socket_directories")).toBe(".");
    const wrong = new URL(server.address());
    wrong.password = "guess";
    await expect(ask(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(dataDir, "postgres/garita-access.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test("can be told to stop twice, and stops once", async () => {
    const server = await startEmbedded({ dataDir, ...options });
    await Promise.all([server.stop(), server.stop()]);
    expect(serverPid()).toBeUndefined();
  });
});

describe("a server that another program stopped", () => {
  test("is started again automatically at its old address", async () => {
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
      name = await ask(server.address(), "SELECT name FROM kept").catch(() => "");
    expect(name).toBe("Lukeville");
    await server.stop();
    expect(serverPid()).toBeUndefined();
  });
});

describe("a data folder", () => {
  test("belongs to one service at a time, and a second one is told how services share a database", async () => {
    const first = await holdElsewhere(dataDir);
    const second = await holdElsewhere(dataDir);
    expect(second.told).toMatch(
      new RegExp(
        `^Another Garita \\(process ${first.pid}\\) uses the database in .*\\. Stop that one, .* DATABASE_URL [^\\n]*\\.$`,
      ),
    );
    expect(await ask(first.told, "SELECT name FROM kept")).toBe("Lukeville");
    await first.end("stop");
    expect(serverPid()).toBeUndefined();
  });

  test("gives commands access to its server, and stops it only after the last command has ended", async () => {
    const service = await holdElsewhere(dataDir);
    const commands = await Promise.all([1, 2, 3].map(() => holdElsewhere(dataDir, { role: "command" })));
    expect(commands.map(({ told }) => told)).toEqual(commands.map(() => service.told));
    await commands[0]?.end("stop");
    expect(await ask(service.told, "SELECT name FROM kept")).toBe("Lukeville");
    const pid = serverPid();
    await service.end("stop");
    await commands[1]?.end("kill");
    expect(serverPid()).toBe(pid);
    expect(await ask(service.told, "SELECT name FROM kept")).toBe("Lukeville");
    await commands[2]?.end("stop");
    expect(serverPid()).toBeUndefined();
  });

  test("belongs to a command if no service is running, and a service waits for the command", async () => {
    const command = await holdElsewhere(dataDir, { role: "command" });
    const waiting = holdElsewhere(dataDir);
    const another = await holdElsewhere(dataDir, { role: "command" });
    expect(another.told).toBe(command.told);
    await another.end("stop");
    await command.end("stop");
    const service = await waiting;
    expect(service.told).toMatch(/^postgresql:/);
    await service.end("stop");
    expect(serverPid()).toBeUndefined();
  });

  test("is taken over, with its server, from an owner that was killed", async () => {
    const killed = await holdElsewhere(dataDir);
    const pid = serverPid();
    await killed.end("kill");
    expect(serverPid()).toBe(pid);
    const next = await startEmbedded({ dataDir, ...options });
    expect(serverPid()).toBe(pid);
    expect(await ask(next.address(), "SELECT name FROM kept")).toBe("Lukeville");
    await next.stop();
    expect(serverPid()).toBeUndefined();
  });

  test("has no running server after its owner ended with an error", async () => {
    const failing = await holdElsewhere(dataDir);
    expect(serverPid()).toBeDefined();
    await failing.end("fail");
    await eventually(() => expect(serverPid()).toBeUndefined(), 5_000);
  });

  test("that is new gets one database and one owner if several services start at once", async () => {
    const fresh = join(await makeFolder(), "fresh");
    const all = await Promise.all([1, 2, 3, 4].map(() => holdElsewhere(fresh)));
    const owners = all.filter(({ told }) => told.startsWith("postgresql:"));
    expect(owners).toHaveLength(1);
    expect(all.filter(({ told }) => told.startsWith("Another Garita"))).toHaveLength(3);
    await owners[0]?.end("stop");
    expect(findServer(join(fresh, "postgres"))).toBeUndefined();
  });

  test("serves commands that start and end at any time", async () => {
    const comeAndGo = async () => {
      for (let turn = 0; turn < 3; turn++) {
        const server = await startEmbedded({ dataDir, ...options, role: "command" });
        expect(await ask(server.address(), "SELECT name FROM kept")).toBe("Lukeville");
        await server.stop();
      }
    };
    await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
    expect(serverPid()).toBeUndefined();
  });
});
