import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { warnOfLoneOperator } from "./actions/access/count-operators.ts";
import { listCrossings } from "./actions/crossings/list-crossings.ts";
import { seed } from "./actions/record/seed.ts";
import { machineClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { contextNow } from "./context.ts";
import { formatCountsByStatus } from "./domain/text/count-text.ts";
import { WATCHED_MS } from "./http/deadline.ts";
import { type Hits, makeHitCounter } from "./http/limits.ts";
import type { MetricValues } from "./http/metrics/sibling-metrics.ts";
import { makeJobs } from "./jobs/declared-job.ts";
import { FALLBACK } from "./locales/index.ts";
import "./log-language.ts";
import { type Log, makeLog } from "./log.ts";
import { provideOperatorKey } from "./operator-key.ts";
import { PARTS } from "./parts.ts";
import { checkConnections, embeddedSettings } from "./processes/connection-budget.ts";
import { isMember, joinPrimary, type Member } from "./processes/member.ts";
import { makeProcesses, type Processes } from "./processes/primary.ts";
import { FailedStart } from "./processes/service-child.ts";
import { ROOT } from "./root.ts";
import { checkListening, type RunningService, startService } from "./service.ts";
import { hashWholeLog } from "./store/chain/hash-whole-log.ts";
import { provideLogKey } from "./store/chain/log-key.ts";
import { type OpenedDatabase, openDatabase } from "./store/database.ts";
import { type Embedded, startEmbedded } from "./store/embedded/embedded.ts";
import { checkMigrated } from "./store/migrate.ts";
import { prepareDatabase } from "./store/preparation/prepare-database.ts";
import { loadConnectionLimit } from "./store/probe.ts";
import type { DatabaseAddress } from "./store/servers/choose-server.ts";
import { sentenceOn } from "./unusable.ts";
import { statusIconOfAll } from "./web/marks/status-icon.ts";

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

/** The processes that serve requests, if this process is their primary. */
let processes: Processes | undefined;

/** This process among those that serve requests, if a primary process started it. */
let member: Member | undefined;

async function start(): Promise<void> {
  const config = readConfig();
  settings = config;
  const log = makeLog(config.LOG_LEVEL);
  if (isMember()) return startMember(config, log);
  const dataDir = resolve(config.GARITA_DATA);

  if (config.GARITA_MODE === "read") return startReading(config, log);
  const ofOwn = config.DATABASE_URL === undefined ? await embedded(config, dataDir) : undefined;
  if (ofOwn === undefined) await checkListening(config);
  address = ofOwn?.serviceAddress ?? config.DATABASE_URL;
  const owner = ofOwn?.address() ?? config.MIGRATION_DATABASE_URL;
  await prepareDatabase({ service: databaseUrl(), owner }, MIGRATIONS, say);
  const db = open(config, log);
  if (config.PROCESSES > 1) checkConnections(config, jobsOf(config), await loadConnectionLimit(db));
  await hashWholeLog(db, say);
  await seed(db, resolve(ROOT, "prisma/seed"));
  const whereKeyIs = await provideOperatorKey(db, dataDir, machineClock());
  const unsigned = await provideLogKey(db, config.LOG_KEY, dataDir, machineClock());
  await serve(config, db, log, unsigned === null ? whereKeyIs : `${whereKeyIs}\n${unsigned}`);
}

/** Serves requests, in this process or in several. Prints `more` once they do. */
async function serve(config: Config, db: OpenedDatabase, log: Log, more: string): Promise<void> {
  if (config.FOUR_EYES === "on" && config.GARITA_MODE === "full") await warnOfLoneOperator({ db, log });
  if (config.PROCESSES > 1) return startProcesses(config, log, more);
  const service = await startService(config, db, log, machineClock);
  undo.push(() => service.stop());
  await greet(service.url, () => countsOf(service), more);
}

/** Opens the database at the address. `stop` closes it. */
function open(config: Config, log: Log): OpenedDatabase {
  const onError = (error: Error) => log.warn(`a database connection was lost: ${error.message}`);
  const db = openDatabase(databaseUrl, onError, machineClock, config.GARITA_MODE, config.DATABASE_CONNECTIONS);
  undo.push(() => db.close());
  return db;
}

/** Returns the number of jobs that the processes run. */
const jobsOf = (config: Config): number => (config.JOBS === "on" ? makeJobs(PARTS.jobs, config, "").length : 0);

/** Starts the processes that serve requests. SIGHUP replaces them. */
async function startProcesses(config: Config, log: Log, more: string): Promise<void> {
  const started = makeProcesses({
    count: config.PROCESSES,
    file: fileURLToPath(import.meta.url),
    log,
    functions: {
      address: databaseUrl,
      countHit: makeHitCounter(),
      measureAll: () => started.callAll("measure", WATCHED_MS),
    },
  });
  processes = started;
  undo.push(() => started.stop());
  process.on("SIGHUP", () => void started.replace());
  process.once("exit", () => started.kill());
  const url = await started.start();
  const together = `${config.PROCESSES} processes serve requests. To replace them one by one: kill -HUP ${process.pid}`;
  // If the process that counts ends at this moment, it is replaced, and only the line is missing.
  const counts = () => started.call("counts").catch(() => "the crossings could not be counted");
  await greet(url, async () => `${together}\n${await counts()}`, more);
}

/** Serves requests as one of several processes. The primary process has prepared the database. */
async function startMember(config: Config, log: Log): Promise<void> {
  let current = "";
  let service: RunningService | undefined;
  let measure = async (): Promise<MetricValues> => [];
  const joined = await joinPrimary({
    stop: stopOnce,
    async retire() {
      await service?.retire();
      stopOnce();
    },
    moved: (to: string) => {
      current = to;
    },
    measure: () => measure(),
    counts: () => (service === undefined ? "" : countsOf(service)),
  });
  member = joined;
  // Closing a terminal sends this signal to all processes.
  process.on("SIGHUP", () => undefined);
  current = String(await joined.call("address"));
  address = () => current;
  const ownLog = log.child({ processNumber: joined.number });
  service = await startService(config, open(config, ownLog), ownLog, machineClock, undefined, undefined, {
    number: joined.number,
    countHit: (limit, name) => joined.call("countHit", limit, name) as Promise<Hits>,
    measureAll: () => joined.call("measureAll") as Promise<MetricValues[]>,
    onMeasure: (own) => {
      measure = own;
    },
  });
  const { stop } = service;
  undo.push(stop);
  joined.serving(service.url);
}

/** Starts a process that only reads, usually from a standby. It changes nothing in the database. */
async function startReading(config: Config, log: Log): Promise<void> {
  await checkListening(config);
  address = config.DATABASE_URL;
  await checkMigrated(databaseUrl(), MIGRATIONS);
  const db = open(config, log);
  if (config.PROCESSES > 1) checkConnections(config, 0, await loadConnectionLimit(db));
  const writes =
    config.GARITA_WRITE_URL === undefined ? "refuses writes" : `sends writes to ${config.GARITA_WRITE_URL}`;
  const note = `This process only reads (GARITA_MODE=read): it records nothing, runs no jobs, and ${writes}`;
  await serve(config, db, log, note);
}

async function embedded(config: Config, dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({
    dataDir,
    log: say,
    settings: embeddedSettings(config, jobsOf(config)),
    check: () => checkListening(config),
    onRunning: () => void processes?.callAll("moved", WATCHED_MS, server.serviceAddress()),
  });
  undo.push(() => server.stop());
  closing = server.closing;
  return server;
}

/** Prints where the service listens, then the number of crossings by status, and one more sentence. */
async function greet(url: string, counts: () => Promise<string>, more: string): Promise<void> {
  // With many crossings, counting them takes longer than starting.
  say(`Garita listens at ${url}`);
  say(await counts());
  say(more);
  say(`Try: curl ${url}/lukeville`);
}

/** Returns a line with the number of crossings by status. */
async function countsOf({ runtime }: RunningService): Promise<string> {
  const { answers } = await listCrossings(contextNow(runtime), {});
  const icons = answers.map(({ standings }) => statusIconOfAll(standings));
  return formatCountsByStatus(icons, FALLBACK);
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

/** Stops the process unless it is already stopping. Does not count as a second call of `stop`. */
function stopOnce(): void {
  if (stopping === undefined) void stop(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
// The shell that npm started has ended (scripts/end-with-npm.mjs). This does not count as a second signal.
process.once("garita:orphaned", stopOnce);

/** Returns a sentence for an error in a setting or the database, and the stack for any other error. */
function sentenceOf(error: NodeJS.ErrnoException): string {
  const address = `HOST ${settings?.HOST}, PORT ${settings?.PORT}`;
  if (error.code === "EADDRINUSE")
    return `Another program is already listening at ${address}. Stop it, or set PORT to another port.`;
  if ((error.syscall === "listen" && "port" in error) || error.syscall === "getaddrinfo")
    return `Garita cannot listen at ${address}: ${error.message}.`;
  if (error instanceof FailedStart) return error.message;
  return sentenceOn(error, databaseUrl()) ?? error.stack ?? String(error);
}

start().catch(async (error: NodeJS.ErrnoException) => {
  // `stop` during the start removes resources that `start` still uses, so the error of `start` does not matter.
  if (stopping !== undefined) return;
  if (member !== undefined) await member.failed(sentenceOf(error));
  else process.stderr.write(`${sentenceOf(error)}\n`);
  return stop(1);
});
