import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";
import { type Access, readAccess, writeAccess } from "./cluster.ts";
import { startServer } from "./launch.ts";
import { connectTo } from "./local-socket.ts";
import type { Place } from "./place.ts";
import { isAlive } from "./process-life.ts";

/** For a few dozen crossings and a few processes; PostgreSQL's own defaults are for a server that has a machine to itself. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  // In its data folder, for processes in other namespaces to see that it runs. A path as short as this one fits everywhere.
  `unix_socket_directories=${process.platform === "win32" ? "" : "."}`,
  "max_connections=60",
  "shared_buffers=128MB",
  "max_wal_size=256MB",
  "max_wal_senders=0",
  "io_method=sync",
  "log_checkpoints=off",
];

/** PostgreSQL writes what it recovers into its log; three minutes is beyond any database of ours. */
const START_SECONDS = 180;

/** What passes by itself: a port that someone took after our look, and what is left of a killed server while it ends. */
const PASSING = /could not bind|lock file .* already exists|pre-existing shared memory/;
const LINGER_MS = 15_000;

/** The address of a database on the server. */
export const addressOf = ({ port, password }: Access, database: string): string =>
  `postgresql://garita:${password}@127.0.0.1:${port}/${database}`;

/** The process of the server that runs on a data folder, by its own pid file, or undefined where none does. */
export function findServer(data: string): { pid: number; port: number } | undefined {
  const lines = readLines(join(data, "postmaster.pid"));
  if (lines === undefined) return undefined;
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  // After a power loss another program may have got the dead server's id.
  return isAlive(pid) && serves(pid, data) ? { pid, port } : undefined;
}

/** The lines of a file that another process may be taking away just now. */
function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function serves(pid: number, data: string): boolean {
  if (process.platform === "linux") return readCommand(pid).split("\0").includes(data);
  const [program, args] =
    process.platform === "win32"
      ? (["tasklist", ["/FI", `PID eq ${pid}`]] as const)
      : (["ps", ["-p", String(pid), "-o", "args="]] as const);
  return spawnSync(program, args, { encoding: "utf8" }).stdout.includes("postgres");
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/**
 * Opens a connection to the server that runs on a data folder, waiting while it starts, recovers or stops.
 * @returns undefined where none runs
 */
export async function joinServer(
  data: string,
  database: string,
): Promise<{ client: pg.Client; access: Access } | undefined> {
  const until = Date.now() + START_SECONDS * 1000;
  for (let running = findServer(data); running !== undefined; running = findServer(data)) {
    const access = { port: running.port, password: readAccess(data)?.password ?? "" };
    const client = new pg.Client({ connectionString: addressOf(access, database), connectionTimeoutMillis: 5_000 });
    // A server may end again at any moment, and an unheard error event would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return { client, access };
    } catch (error) {
      if (Date.now() > until)
        throw new UnusableDatabase(
          `A PostgreSQL server (process ${running.pid}) runs on ${data}, and does not answer: ${(error as Error).message}. ` +
            `End it, and start again; its log is ${join(data, "server.log")}`,
        );
      await sleep(20);
    }
  }
  return undefined;
}

/**
 * Starts a server on a data folder where none runs: on the port it had before, or a free one where that is taken.
 * Called by one process at a time.
 */
export async function launchServer(place: Place, native: string, extra: readonly string[]): Promise<void> {
  const { data } = place;
  const access = readAccess(data);
  if (access === undefined)
    throw new UnusableDatabase(`${data} is not a database of Garita's. Move it away, and start again.`);
  const log = join(data, "server.log");
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const until = Date.now() + LINGER_MS;
  for (;;) {
    // One that a killed process had asked for may have come up meanwhile.
    if (findServer(data) !== undefined) return;
    if (await answersUnseen(data)) {
      if (Date.now() > until) throw runsElsewhere(data);
      await sleep(200);
      continue;
    }
    dropSockets(data);
    rmSync(log, { force: true });
    const port = await freePort(access.port);
    if (port !== access.port) writeAccess(place, { ...access, port });
    const settings = [...SETTINGS, ...extra, `port=${port}`];
    if (await startServer(place, native, settings, log, START_SECONDS)) return;
    const told = existsSync(log) ? readFileSync(log, "utf8") : "";
    if (!PASSING.test(told) || Date.now() > until) throw didNotStart(data, told);
    await sleep(50);
  }
}

const SOCKET = /^\.s\.PGSQL\.\d+$/;

/** True where a server listens in the data folder whose process we do not see: it runs in another container. */
async function answersUnseen(data: string): Promise<boolean> {
  for (const name of readdirSync(data).filter((each) => SOCKET.test(each))) {
    const socket = await connectTo(join(data, name));
    socket?.destroy();
    if (socket !== undefined) return findServer(data) === undefined;
  }
  return false;
}

/** Removes sockets on which nobody listens, with their lock files: a process may have got the id in one of them. */
function dropSockets(data: string): void {
  for (const name of readdirSync(data))
    if (SOCKET.test(name.replace(/\.lock$/, ""))) rmSync(join(data, name), { force: true });
}

const runsElsewhere = (data: string): UnusableDatabase =>
  new UnusableDatabase(
    `A PostgreSQL server runs on ${data} in another container or process namespace, and a database has one server at a time: end it there, and start again.`,
  );

function didNotStart(data: string, told: string): UnusableDatabase {
  const reason = told.trim().split("\n").slice(-5).join("\n");
  return new UnusableDatabase(`The embedded database in ${data} did not start. PostgreSQL says:\n${reason}`);
}

/** Ends the server of a data folder without breaking a commit, and waits until it is gone. */
export async function haltServer(data: string): Promise<void> {
  const running = findServer(data);
  if (running === undefined) return;
  interrupt(running.pid);
  const until = Date.now() + START_SECONDS * 1000;
  while (findServer(data)?.pid === running.pid) {
    if (Date.now() > until) throw new UnusableDatabase(`The database server (process ${running.pid}) does not stop.`);
    await sleep(10);
  }
}

/** Tells the server to end: commits under way are finished, then connections are closed. */
export function interrupt(pid: number): void {
  try {
    // On Windows this ends the server at once, which costs it a recovery at the next start, and no commit.
    process.kill(pid, "SIGINT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A port that is free now: the one wished for, if it is. */
function freePort(wish: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) => (wish === 0 ? fail(error) : done(freePort(0))));
    server.listen(wish, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : wish));
    });
  });
}
