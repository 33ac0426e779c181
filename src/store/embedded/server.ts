import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";
import { type Access, readAccess, writeAccess } from "./cluster.ts";
import type { DataFolder } from "./data-folder.ts";
import { startServer } from "./launch.ts";
import { connectTo } from "./local-socket.ts";
import { isAlive } from "./process-life.ts";

/**
 * Settings for a few dozen crossings and a few processes. PostgreSQL's defaults allow for more connections, a larger
 * write-ahead log and replicas.
 */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  // The socket is in the data folder, so that processes in other namespaces can detect the server. The relative path is
  // short enough for every system.
  `unix_socket_directories=${process.platform === "win32" ? "" : "."}`,
  "max_connections=60",
  "shared_buffers=128MB",
  "max_wal_size=256MB",
  "max_wal_senders=0",
  "io_method=sync",
  "log_checkpoints=off",
];

/** Time limit of a start, including recovery, in seconds. */
const START_SECONDS = 180;

/**
 * Matches temporary failures: another program took the port after the check, or a killed server's processes are still
 * ending.
 */
const PASSING = /could not bind|lock file .* already exists|pre-existing shared memory/;
const LINGER_MS = 15_000;

/** Returns the address of a database on the server, as its superuser. */
export const serverAddress = ({ port, password }: Access, database: string): string =>
  `postgresql://garita:${password}@127.0.0.1:${port}/${database}`;

/** Role of the service. The superuser owns the tables. */
export const SERVICE_ROLE = "garita_service";

/**
 * Returns the password of the service's role. It is derived from the superuser's password, and does not reveal it.
 */
export const servicePassword = ({ password }: Pick<Access, "password">): string =>
  createHmac("sha256", password).update(SERVICE_ROLE).digest("base64url");

/** Returns the address of a database on the server, as the role of the service. */
export const serviceAddress = (access: Access, database: string): string =>
  `postgresql://${SERVICE_ROLE}:${servicePassword(access)}@127.0.0.1:${access.port}/${database}`;

/**
 * Returns the process id and port of the server that runs on a data folder, from its pid file. Returns undefined if
 * none is running.
 */
export function findServer(data: string): { pid: number; port: number } | undefined {
  const lines = readLines(join(data, "postmaster.pid"));
  if (lines === undefined) return undefined;
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  // After a power loss, another program may have the old server's process id.
  return isAlive(pid) && serves(pid, data) ? { pid, port } : undefined;
}

/** Reads the lines of a file. Another process may remove it at any moment. */
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
 * Connects to the server that runs on a data folder. Waits while it starts, recovers or stops.
 * @returns undefined if no server is running
 */
export async function joinServer(
  data: string,
  database: string,
): Promise<{ client: pg.Client; access: Access } | undefined> {
  const until = Date.now() + START_SECONDS * 1000;
  for (let running = findServer(data); running !== undefined; running = findServer(data)) {
    const access = { port: running.port, password: readAccess(data)?.password ?? "" };
    const client = new pg.Client({ connectionString: serverAddress(access, database), connectionTimeoutMillis: 5_000 });
    // The server may stop at any moment. An unhandled error event would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return { client, access };
    } catch (error) {
      if (Date.now() > until)
        throw new UnusableDatabase(
          `A PostgreSQL server (process ${running.pid}) is running on ${data} but does not answer: ${(error as Error).message}. ` +
            `Stop it, then start Garita again. Its log is ${join(data, "server.log")}`,
        );
      await sleep(20);
    }
  }
  return undefined;
}

/**
 * Starts a server on a data folder where none is running, on the previous port or a free one. Only one process at a
 * time may call this.
 */
export async function launchServer(place: DataFolder, native: string, extra: readonly string[]): Promise<void> {
  const { data } = place;
  const access = readAccess(data);
  if (access === undefined)
    throw new UnusableDatabase(`${data} is not a Garita database. Move it elsewhere, then start Garita again.`);
  const log = join(data, "server.log");
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const until = Date.now() + LINGER_MS;
  for (;;) {
    // A server started by a killed process may have become ready since the check.
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

/**
 * Returns true if a server listens in the data folder but its process is invisible, because it runs in another
 * container.
 */
async function answersUnseen(data: string): Promise<boolean> {
  for (const name of readdirSync(data).filter((each) => SOCKET.test(each))) {
    const socket = await connectTo(join(data, name));
    socket?.destroy();
    if (socket !== undefined) return findServer(data) === undefined;
  }
  return false;
}

/**
 * Removes sockets without a listener, and their lock files. The server refuses to start if another program now has the
 * process id in a lock file.
 */
function dropSockets(data: string): void {
  for (const name of readdirSync(data))
    if (SOCKET.test(name.replace(/\.lock$/, ""))) rmSync(join(data, name), { force: true });
}

const runsElsewhere = (data: string): UnusableDatabase =>
  new UnusableDatabase(
    `A PostgreSQL server is running on ${data} in another container or process namespace. A database can have only one server at a time: stop it there, then start Garita again.`,
  );

function didNotStart(data: string, told: string): UnusableDatabase {
  const reason = told.trim().split("\n").slice(-5).join("\n");
  return new UnusableDatabase(`The embedded database in ${data} did not start. PostgreSQL says:\n${reason}`);
}

/** Stops the server of a data folder without interrupting a commit, and waits until it has exited. */
export async function haltServer(data: string): Promise<void> {
  const running = findServer(data);
  if (running === undefined) return;
  interrupt(running.pid);
  const until = Date.now() + START_SECONDS * 1000;
  while (findServer(data)?.pid === running.pid) {
    if (Date.now() > until) throw new UnusableDatabase(`The database server (process ${running.pid}) did not stop.`);
    await sleep(10);
  }
}

/** Tells the server to stop. It finishes commits in progress first. */
export function interrupt(pid: number): void {
  try {
    // On Windows this kills the server. The next start then needs a recovery, but no commit is lost.
    process.kill(pid, "SIGINT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Returns a free port, preferably `wish`. */
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
