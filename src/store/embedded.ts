import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findBinaries, majorVersion, readyBinaries } from "./embedded-binaries.ts";
import { createCluster } from "./embedded-cluster.ts";
import { findPlace, type Place } from "./embedded-place.ts";
import { addressOf, findServer, haltServer, interrupt, joinServer, launchServer } from "./embedded-server.ts";
import { makeRegistry } from "./embedded-users.ts";
import { UnusableDatabase } from "./unusable-database.ts";

const DATABASE = "garita";
const SHELTER = "/var/lib/garita";

/** How often a server that was ended by somebody else is looked for: answers are away for no longer than that and a start. */
const WATCH_MS = 3_000;

/** Where the embedded database lives, and how it is started. */
export interface EmbeddedOptions {
  dataDir: string;
  log: (message: string) => void;
  /** Settings of the server beside our own. `fsync=off` loses what a power loss takes: for databases that are thrown away. */
  settings?: readonly string[];
  /** Where root's data are kept when the server's account cannot enter `dataDir`. */
  shelter?: string;
  /** Finds the server's programs. Where it throws, there are none. */
  binaries?: () => string;
}

/** A database server of our own. */
export interface Embedded {
  url: string;
  /** Leaves the server, and ends it where nobody else uses it. */
  stop(): Promise<void>;
}

/**
 * Joins the PostgreSQL server of `dataDir`, or starts one; makes the database where there is none.
 * @throws UnusableDatabase with a sentence on what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log, settings = [], shelter = SHELTER, binaries = findBinaries } = options;
  mkdirSync(dataDir, { recursive: true });
  const registry = makeRegistry(join(dataDir, "postgres-users"));
  return registry.inTurn(async () => {
    // On the list before the server is looked for: whoever leaves at this moment leaves it running.
    const leave = registry.enter();
    try {
      const place = findPlace(dataDir, shelter, log);
      const url = await provideDatabase(place, binaries, settings, log);
      const leaveAtExit = () => {
        leave();
        const running = registry.hasOthers() ? undefined : findServer(place.data);
        if (running !== undefined) interrupt(running.pid);
      };
      // An end by an error elsewhere is an end too; a clean one takes this away again.
      process.once("exit", leaveAtExit);
      let stopped: Promise<void> | undefined;
      const revive = async () => {
        if (stopped !== undefined || findServer(place.data) !== undefined) return;
        log("The embedded database ended, and is started again");
        await provideDatabase(place, binaries, settings, log);
      };
      // A turn keeps other processes away, not this one: its own revival is waited for before the next, and before a stop.
      let revival: Promise<void> | undefined;
      const watch = setInterval(() => {
        if (revival !== undefined || stopped !== undefined || findServer(place.data) !== undefined) return;
        revival = registry.inTurn(revive).catch((error: Error) => log(error.message));
        void revival.then(() => {
          revival = undefined;
        });
      }, WATCH_MS).unref();
      const stop = async () => {
        clearInterval(watch);
        await revival;
        process.off("exit", leaveAtExit);
        leave();
        if (!registry.hasOthers()) await haltServer(place.data);
      };
      return {
        url,
        stop() {
          stopped ??= registry.inTurn(stop);
          return stopped;
        },
      };
    } catch (error) {
      leave();
      throw error;
    }
  });
}

async function provideDatabase(
  place: Place,
  binaries: () => string,
  settings: readonly string[],
  log: (message: string) => void,
): Promise<string> {
  const joined = (await joinServer(place.data, "postgres")) ?? (await launch(place, binaries, settings, log));
  const { client, access } = joined;
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return addressOf(access, DATABASE);
}

async function launch(
  place: Place,
  binaries: () => string,
  settings: readonly string[],
  log: (message: string) => void,
) {
  const found = binaries();
  const native = await readyBinaries(found, dirname(place.data), place.account);
  const versionFile = join(place.data, "PG_VERSION");
  if (!existsSync(versionFile)) {
    log("Making an empty database (once)");
    await createCluster(place, native, !settings.includes("fsync=off"));
  }
  const [theirs, ours] = [readFileSync(versionFile, "utf8").trim(), majorVersion(found)];
  if (theirs !== ours)
    throw new UnusableDatabase(
      `The database in ${place.data} was made by PostgreSQL ${theirs}, and this version of Garita brings PostgreSQL ${ours}. ` +
        "Dump it with the version that made it and load the dump into this one, or set DATABASE_URL to a server.",
    );
  await launchServer(place, native, settings);
  const joined = await joinServer(place.data, "postgres");
  if (joined === undefined)
    throw new UnusableDatabase(`The database server on ${place.data} ended right after its start.`);
  return joined;
}
