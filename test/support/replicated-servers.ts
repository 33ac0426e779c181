import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { chmod, chown, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SessionTarget } from "../../src/setting-kinds.ts";
import { type Account, chooseAccount } from "../../src/store/embedded/account.ts";
import { query } from "./field/field-database.ts";

const PROGRAMS = ["initdb", "postgres", "pg_basebackup"];

/**
 * Folder of the machine's PostgreSQL programs. Undefined if the machine lacks one of them. The embedded server has no
 * pg_basebackup, so tests of replication are skipped without a PostgreSQL of the machine.
 */
export const SERVER_PROGRAMS: string | undefined = [
  ...versionsIn("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`),
  ...(process.env.PATH ?? "").split(delimiter),
].find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));

/** Reason why tests of replication are skipped, for their names. */
export const WHY_SKIPPED =
  SERVER_PROGRAMS === undefined ? ` (skipped: this machine has no PostgreSQL with ${PROGRAMS.join(", ")})` : "";

function versionsIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => Number(name) >= 15).sort((a, b) => Number(b) - Number(a));
}

/** A PostgreSQL server of a test. */
export interface TestServer {
  /** Name as a standby. */
  name: string;
  port: number;
  /** Address of the database `garita` on this server. */
  url: string;
  /** Runs one query, on a separate connection. */
  ask(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Returns the server's log. */
  log(): string;
  /** Kills all processes of the server at once, as a power failure would. Removes the data. */
  destroy(): Promise<void>;
  /** Stops or continues all processes of the server, as if its machine froze. */
  freeze(signal: "SIGSTOP" | "SIGCONT"): void;
}

/** A group of servers that replicate each other. */
export interface TestServers {
  /** Returns the address of the database `garita` on several servers. A server keeps its port if it is started anew. */
  address(names: readonly string[], target: SessionTarget): Promise<string>;
  /** Starts a primary with an empty database. */
  startPrimary(name: string): Promise<TestServer>;
  /** Starts a standby that streams from `primary`, or from a proxy of it on the port `via`. */
  startStandby(name: string, primary: TestServer, via?: number): Promise<TestServer>;
  /** Makes commits on `primary` wait until `standby` has flushed them. */
  synchronize(primary: TestServer, standby: TestServer): Promise<void>;
  /** Destroys all servers. */
  release(): Promise<void>;
}

/** Settings of the servers. Servers are killed, not cut off from power, so nothing has to be flushed to disk. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "wal_level=replica",
  "hot_standby=on",
  "max_connections=100",
  "shared_buffers=32MB",
  "wal_receiver_timeout=5s",
  "wal_retrieve_retry_interval=200ms",
  "fsync=off",
  "timezone=UTC",
];

/** Creates a group of servers. `release` removes them. */
export function makeTestServers(): TestServers {
  const programs = SERVER_PROGRAMS ?? "";
  const folder = mkdtempSync(join(tmpdir(), "garita-standby-"));
  const account = chooseAccount(folder);
  const ready = prepareFolder(folder, account);
  const servers = new Set<TestServer>();
  const ports = new Map<string, Promise<number>>();
  const portOf = (name: string): Promise<number> => {
    const port = ports.get(name) ?? freePort();
    ports.set(name, port);
    return port;
  };

  async function run(program: string, args: string[]): Promise<void> {
    const child = spawn(join(programs, program), args, { ...account, cwd: folder, env: ENVIRONMENT, stdio: PIPED });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${program} failed: ${said}`);
  }

  async function start(name: string, data: string): Promise<TestServer> {
    const port = await portOf(name);
    const args = ["-D", data, ...[...SETTINGS, `port=${port}`].flatMap((setting) => ["-c", setting])];
    const child = spawn(join(programs, "postgres"), args, { ...account, cwd: folder, env: ENVIRONMENT, stdio: PIPED });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    child.stdout?.resume();
    const url = `postgresql://garita@127.0.0.1:${port}/garita`;
    const server: TestServer = {
      name,
      port,
      url,
      ask: (text, values) => query(url, text, values),
      log: () => said,
      async destroy() {
        servers.delete(server);
        await killAll(child, data);
        await rm(data, { recursive: true, force: true });
      },
      freeze: (signal) => signalAll(child, signal),
    };
    servers.add(server);
    await untilReady(server, child, () => said);
    return server;
  }

  const dataOf = (name: string): string => {
    const data = join(folder, name);
    mkdirSync(data, { mode: 0o700 });
    return data;
  };

  return {
    async address(names, target) {
      const hosts = await Promise.all(names.map(async (name) => `127.0.0.1:${await portOf(name)}`));
      return `postgresql://garita@${hosts.join(",")}/garita?target_session_attrs=${target}`;
    },
    async startPrimary(name) {
      await ready;
      const data = dataOf(name);
      await own(data, account);
      await run("initdb", ["-D", data, "-U", "garita", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
      appendFileSync(join(data, "pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n");
      const child = spawnSync(join(programs, "postgres"), ["--single", "-D", data, "postgres"], {
        ...account,
        env: ENVIRONMENT,
        input: "CREATE DATABASE garita\n",
        encoding: "utf8",
      });
      if (child.status !== 0) throw new Error(`the database was not created: ${child.stderr}`);
      return start(name, data);
    },
    async startStandby(name, primary, via = primary.port) {
      const data = dataOf(name);
      await own(data, account);
      const from = `host=127.0.0.1 port=${via} user=garita application_name=${name}`;
      await run("pg_basebackup", ["-D", data, "-d", from, "-R", "-X", "stream", "-c", "fast", "--no-sync"]);
      const standby = await start(name, data);
      await untilStreaming(primary, name, "streaming");
      return standby;
    },
    async synchronize(primary, standby) {
      await primary.ask(`ALTER SYSTEM SET synchronous_standby_names = '${standby.name}'`);
      await primary.ask("SELECT pg_reload_conf()");
      await untilStreaming(primary, standby.name, "sync");
    },
    async release() {
      for (const server of servers) await server.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };
const PIPED: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];

async function prepareFolder(folder: string, account: Account | undefined): Promise<void> {
  await chmod(folder, 0o755);
  await own(folder, account);
}

const own = async (path: string, account: Account | undefined): Promise<void> => {
  if (account !== undefined) await chown(path, account.uid, account.gid);
};

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Waits until the server answers queries. */
async function untilReady(server: TestServer, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries === 600) throw new Error(`the server did not start: ${said()}`);
    const found = await server.ask("SELECT 1").catch(() => []);
    if (found.length > 0) return;
    await sleep(50);
  }
}

/** Waits until the primary says that a standby streams, or that commits wait for it. */
async function untilStreaming(primary: TestServer, name: string, state: "streaming" | "sync"): Promise<void> {
  const text =
    "SELECT 1 FROM pg_stat_replication WHERE application_name = $1 AND $2 IN (state, sync_state) AND state = 'streaming' AND flush_lsn = pg_current_wal_flush_lsn()";
  for (let tries = 0; (await primary.ask(text, [name, state])).length === 0; tries++) {
    if (tries === 600) throw new Error(`the standby ${name} did not become ${state}`);
    await sleep(50);
  }
}

/** Waits until a standby has replayed everything that its primary has written so far. */
export async function untilReplayed(primary: TestServer, standby: TestServer): Promise<void> {
  const [written] = await primary.ask("SELECT pg_current_wal_lsn()::text AS position");
  for (let tries = 0; ; tries++) {
    const [row] = await standby.ask("SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS done", [written?.position]);
    if (row?.done === true) return;
    if (tries === 600) throw new Error(`${standby.name} did not replay ${written?.position}`);
    await sleep(50);
  }
}

/** Lists the processes of a server. */
function processesOf({ pid = 0 }: ChildProcess): number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const all = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return [pid, ...all.filter(([, parent]) => parent === pid).map(([child = 0]) => child)];
}

function signalAll(child: ChildProcess, signal: NodeJS.Signals): void {
  for (const pid of processesOf(child))
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

async function killAll(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  // The seventh line has the key and the id of a small shared memory segment, which a killed server leaves behind.
  const [, segment] = (readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[6] ?? "").trim().split(/\s+/);
  signalAll(child, "SIGKILL");
  await ended;
  if (segment !== undefined) spawnSync("ipcrm", ["-m", segment]);
}
