import { resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { listCrossings } from "./actions/crossings/list-crossings.ts";
import { seed } from "./actions/record/seed.ts";
import { machineClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { contextNow } from "./context.ts";
import { formatCountsByStatus } from "./domain/text/count-text.ts";
import { FALLBACK } from "./locales/index.ts";
import "./log-language.ts";
import { type Log, makeLog } from "./log.ts";
import { provideOperatorKey } from "./operator-key.ts";
import { ROOT } from "./root.ts";
import { checkListening, type RunningService, startService } from "./service.ts";
import { type DatabaseAccess, type OpenedDatabase, openDatabase } from "./store/database.ts";
import { type Embedded, startEmbedded } from "./store/embedded/embedded.ts";
import { checkMigrated, migrate } from "./store/migrate.ts";
import type { DatabaseAddress } from "./store/servers/choose-server.ts";
import { sentenceOn } from "./unusable.ts";
import { statusIconOfAll } from "./web/marks/status-icon.ts";

// Without this, the heap grows to four times what is in use before it is collected: a gigabyte for the whole world.
setFlagsFromString("--heap-growing-percent=50");

const say = (line: string) => process.stdout.write(`${line}\n`);

const MIGRATIONS = resolve(ROOT, "prisma/migrations");

/** Cleanup steps. They run in reverse order when the process stops. */
const undo: (() => Promise<void>)[] = [];

/** Settings, for error messages. Undefined until they are read and checked. */
let settings: Config | undefined;

/** Address of the database, once known. */
let address: DatabaseAddress | undefined;
const databaseUrl = (): string => (typeof address === "function" ? address() : (address ?? ""));

/** Tells waiting processes that the folder of the embedded database will soon be free. */
let closing: () => void = () => undefined;

async function start(): Promise<void> {
  const config = readConfig();
  settings = config;
  const log = makeLog(config.LOG_LEVEL);
  const dataDir = resolve(config.GARITA_DATA);

  if (config.GARITA_MODE === "read") return startReading(config, log);
  const ofOwn = config.DATABASE_URL === undefined ? await embedded(config, dataDir) : undefined;
  if (ofOwn === undefined) await checkListening(config);
  address = ofOwn?.address ?? config.DATABASE_URL;
  await migrate(databaseUrl(), MIGRATIONS, say);
  const db = open("full", log);
  await seed(db, resolve(ROOT, "prisma/seed"));
  const whereKeyIs = await provideOperatorKey(db, dataDir, machineClock());
  const service = await startService(config, db, log, machineClock);
  undo.push(() => service.stop());
  await greet(service, whereKeyIs);
}

/** Starts a process that only reads, usually from a standby. It changes nothing in the database. */
async function startReading(config: Config, log: Log): Promise<void> {
  await checkListening(config);
  address = config.DATABASE_URL;
  await checkMigrated(databaseUrl(), MIGRATIONS);
  const service = await startService(config, open("read", log), log, machineClock);
  undo.push(() => service.stop());
  const writes =
    config.GARITA_WRITE_URL === undefined ? "refuses writes" : `sends writes to ${config.GARITA_WRITE_URL}`;
  await greet(service, `This process only reads (GARITA_MODE=read): it records nothing, runs no jobs, and ${writes}`);
}

/** Opens the database at the address. `stop` closes it. */
function open(access: DatabaseAccess, log: Log): OpenedDatabase {
  const onError = (error: Error) => log.warn(`a database connection was lost: ${error.message}`);
  const db = openDatabase(databaseUrl, onError, machineClock, access);
  undo.push(() => db.close());
  return db;
}

async function embedded(config: Config, dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: say, check: () => checkListening(config) });
  undo.push(() => server.stop());
  closing = server.closing;
  return server;
}

/** Prints where the service listens, and one more sentence. */
async function greet(service: RunningService, more: string): Promise<void> {
  say(`Garita listens at ${service.url}`);
  const { answers } = await listCrossings(contextNow(service.runtime), {});
  say(
    formatCountsByStatus(
      answers.map(({ standings }) => statusIconOfAll(standings)),
      FALLBACK,
    ),
  );
  say(more);
  say(`Try: curl ${service.url}/lukeville`);
}

let stopping: Promise<void> | undefined;

/** Stops the process. A second call exits at once, in case the first one hangs. */
async function stop(code: number): Promise<void> {
  if (stopping !== undefined) process.exit(code);
  closing();
  stopping = undo.reverse().reduce((before, each) => before.then(each), Promise.resolve());
  await stopping.catch((error) => process.stderr.write(`${error}\n`));
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
// The shell that npm started has ended (scripts/end-with-npm.mjs). This does not count as a second signal.
process.once("garita:orphaned", () => {
  if (stopping === undefined) void stop(0);
});

/** Returns a sentence for an error in a setting or the database, and the stack for any other error. */
function sentenceOf(error: NodeJS.ErrnoException): string {
  const address = `HOST ${settings?.HOST}, PORT ${settings?.PORT}`;
  if (error.code === "EADDRINUSE")
    return `Another program is already listening at ${address}. Stop it, or set PORT to another port.`;
  if ((error.syscall === "listen" && "port" in error) || error.syscall === "getaddrinfo")
    return `Garita cannot listen at ${address}: ${error.message}.`;
  return sentenceOn(error, databaseUrl()) ?? error.stack ?? String(error);
}

start().catch((error: NodeJS.ErrnoException) => {
  // `stop` during the start removes resources that `start` still uses, so the error of `start` does not matter.
  if (stopping !== undefined) return;
  process.stderr.write(`${sentenceOf(error)}\n`);
  return stop(1);
});
