import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { claimFolder, isOwner, type Ownership } from "../../../src/store/embedded/folder-owner.ts";
import { ask, clearUp, holdElsewhere, makeFolder } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";

afterAll(clearUp);
const quiet = () => undefined;

async function own(folder: string): Promise<Ownership> {
  const claim = await claimFolder(folder, "service", quiet);
  if (!isOwner(claim)) throw new Error("the folder has another owner");
  return claim;
}

test("a folder has one owner at a time, while processes start, end and are killed at any moment", async () => {
  const folder = await makeFolder();
  const children = new Set<ChildProcess>();
  let owner: ChildProcess | undefined;
  let taken = 0;
  const wrong: string[] = [];
  const start = () => {
    const child = fork(join(import.meta.dirname, "../../support/owner-holder.js"), [folder], { stdio: "inherit" });
    children.add(child);
    child.on("message", (word) => {
      if (word === "gone") {
        if (owner === child) owner = undefined;
        // The process may have been killed since.
        child.send("noted", () => undefined);
        return;
      }
      if (owner !== undefined) wrong.push(`${child.pid} owns the folder while ${owner.pid} does`);
      owner = child;
      taken++;
    });
  };
  for (let i = 0; i < 5; i++) start();
  for (let round = 0; round < 30; round++) {
    const before = taken;
    await eventually(() => expect(taken).toBeGreaterThan(before - (owner === undefined ? 0 : 1)), 20_000);
    await sleep(Math.random() * 15);
    const last = owner;
    if (last === undefined) continue;
    if (round % 3 === 0) last.send("let it go");
    else {
      // From here on, another process may take the folder, because the process that owns it is about to be killed.
      owner = undefined;
      children.delete(last);
      last.kill("SIGKILL");
      start();
    }
  }
  expect(wrong).toEqual([]);
  expect(taken).toBeGreaterThan(15);
  for (const child of children) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await (await own(folder)).release();
  expect(readdirSync(folder).filter((name) => /^owner\.\d+$/.test(name)).length).toBeLessThanOrEqual(2);
}, 90_000);

test("a folder may have a path that is too long for a socket", async () => {
  const folder = join(await makeFolder(), "a long name, año ".repeat(6), "another long name ".repeat(6));
  mkdirSync(folder, { recursive: true });
  const ownership = await own(folder);
  await expect(own(folder)).rejects.toThrow(/Another Garita .* uses the database/);
  const waiting = claimFolder(folder, "command", quiet);
  ownership.announce(5432);
  const command = await waiting;
  if (isOwner(command)) throw new Error("the command owns the folder");
  expect(command.port()).toBe(5432);
  ownership.announce(5433);
  await eventually(() => expect(command.port()).toBe(5433));
  await command.leave();
  await eventually(() => expect(ownership.guests()).toBe(0));
  ownership.release();
});

test("a service that starts while another one is stopping waits for it", async () => {
  const folder = await makeFolder();
  const ending = await own(folder);
  ending.closing();
  let isOwned = false;
  const next = own(folder).then((ownership) => {
    isOwned = true;
    return ownership;
  });
  await sleep(300);
  expect(isOwned).toBe(false);
  ending.release();
  (await next).release();
});

const mayUnshare = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"]).status === 0;
const elsewhere = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"];

(mayUnshare ? describe : describe.skip)("from another process namespace, as in another container", () => {
  test("a second service is refused, a command is given access, and the server's pid file stays", async () => {
    const dataDir = await makeFolder();
    const pidFile = join(dataDir, "postgres/postmaster.pid");
    const first = await holdElsewhere(dataDir, { by: elsewhere });
    expect(first.told).toMatch(/^postgresql:/);
    const before = readFileSync(pidFile, "utf8");
    for (const by of [[], elsewhere])
      expect((await holdElsewhere(dataDir, { by })).told).toMatch(/^Another Garita .* uses .* DATABASE_URL/);
    const command = await holdElsewhere(dataDir, { role: "command" });
    expect(await ask(command.told, "SELECT 1")).toBe(1);
    await command.end("stop");
    expect(readFileSync(pidFile, "utf8")).toBe(before);
    await first.end("stop");
    const here = await startEmbedded({ dataDir, settings: ["fsync=off"], log: quiet });
    await here.stop();
  }, 90_000);

  test("a server that outlived its killed owner is never joined by a second one on the same data", async () => {
    const dataDir = await makeFolder();
    const pidFile = join(dataDir, "postgres/postmaster.pid");
    // The namespace and the server outlive the killed owner.
    const first = await holdElsewhere(dataDir, {
      by: [...elsewhere, "sh", "-c", 'exec 3<&0; "$@" <&3 & sleep 600', "sh"],
    });
    expect(first.told).toMatch(/^postgresql:/);
    await ask(first.told, "CREATE TABLE kept AS SELECT 'Lukeville' AS name");
    const before = readFileSync(pidFile, "utf8");
    killOwner(dataDir);
    await expect(startEmbedded({ dataDir, settings: ["fsync=off"], log: quiet })).rejects.toThrow(
      /PostgreSQL server is running on .* in another container/,
    );
    expect(readFileSync(pidFile, "utf8")).toBe(before);
    expect(await ask(first.told, "SELECT name FROM kept")).toBe("Lukeville");
    await first.end("kill");
    const here = await startEmbedded({ dataDir, settings: ["fsync=off"], log: quiet });
    expect(await ask(here.address(), "SELECT name FROM kept")).toBe("Lukeville");
    await here.stop();
  }, 120_000);
});

/** Kills the process that holds a folder. The process is in another namespace, so it is found by its command line. */
function killOwner(dataDir: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const [program = "", script = "", folder] = readCommand(pid);
    if (program.endsWith("node") && script.includes("embedded-holder") && folder === dataDir)
      process.kill(Number(pid), "SIGKILL");
  }
}

function readCommand(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
