import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { UnusableDatabase } from "../unusable-database.ts";
import { findBinaries, majorVersion, readyBinaries } from "./binaries.ts";
import { type Access, createCluster, readAccess } from "./cluster.ts";
import { type Attachment, claimFolder, isOwner, type Ownership, settledGuests } from "./folder-owner.ts";
import type { Role } from "./owner-link.ts";
import { findPlace, type Place } from "./place.ts";
import { addressOf, findServer, haltServer, interrupt, joinServer, launchServer } from "./server.ts";

const DATABASE = "garita";
const SHELTER = "/var/lib/garita";

/** How often a server that was ended by somebody else is looked for: answers are away for no longer than that and a start. */
const WATCH_MS = 3_000;

/** Where the embedded database lives, and how it is started. */
export interface EmbeddedOptions {
  dataDir: string;
  log: (message: string) => void;
  /** A service wants the folder for itself; a command is content with the server of the folder's owner. */
  role?: Role;
  /** What has to be in order before a database is made; where it throws, none is. */
  check?: () => Promise<void>;
  /** Settings of the server beside our own. `fsync=off` loses what a power loss takes: for databases that are thrown away. */
  settings?: readonly string[];
  /** Where root's data are kept when the server's account cannot enter `dataDir`. */
  shelter?: string;
  /** Finds the server's programs. Where it throws, there are none. */
  binaries?: () => string;
}

/** A database server of our own, or of the folder's owner. */
export interface Embedded {
  /** Where the database is reached now: a server that had to take another port is elsewhere afterwards. */
  address(): string;
  /** Tells processes that start on the folder that it will soon be free. */
  closing(): void;
  /** Leaves the server, and ends it where it is ours and no command uses it any more. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL server of `dataDir` as its owner, or finds it where a killed process left it; makes the database
 * where there is none. A command uses the server of the owner, where there is one.
 * @throws UnusableDatabase with a sentence on what to do; for a service, where another one owns the folder
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log, role = "service" } = options;
  mkdirSync(dataDir, { recursive: true });
  const claim = await claimFolder(dataDir, role, log);
  if (!isOwner(claim)) return attached(claim, options);
  try {
    return await owned(claim, options);
  } catch (error) {
    claim.release();
    throw error;
  }
}

async function owned(ownership: Ownership, options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log, settings = [], shelter = SHELTER, binaries = findBinaries } = options;
  await options.check?.();
  const place = findPlace(dataDir, shelter, log);
  let access: Access;
  const provide = async () => {
    access = await provideDatabase(place, binaries, settings, log);
    ownership.announce(access.port);
    return access;
  };
  const endAtExit = () => {
    const running = ownership.guests() > 0 ? undefined : findServer(place.data);
    if (running !== undefined) interrupt(running.pid);
  };
  // An end by an error elsewhere, or while the server starts, is an end too; a clean one takes this away again.
  process.once("exit", endAtExit);
  access = await provide();
  let revival: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (revival !== undefined || findServer(place.data) !== undefined) return;
    log("The embedded database ended, and is started again");
    revival = provide().then(
      () => undefined,
      (error: Error) => log(error.message),
    );
    void revival.then(() => {
      revival = undefined;
    });
  }, WATCH_MS).unref();
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(watch);
    ownership.closing();
    await revival;
    process.off("exit", endAtExit);
    // A command that is at work goes on, and ends the server when it is done.
    if ((await settledGuests(ownership)) === 0) await haltServer(place.data);
    ownership.release();
  };
  return {
    address: () => addressOf(access, DATABASE),
    closing: () => ownership.closing(),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function attached(attachment: Attachment, { dataDir, log }: EmbeddedOptions): Embedded {
  const password = passwordOf(dataDir);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    if (!(await attachment.leave())) return;
    const claim = await claimFolder(dataDir, "command", log);
    if (!isOwner(claim)) return void (await claim.leave());
    await haltServer(realpathSync(join(dataDir, "postgres")));
    claim.release();
  };
  return {
    address: () => addressOf({ port: attachment.port(), password }, DATABASE),
    closing: () => undefined,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function passwordOf(dataDir: string): string {
  try {
    return readAccess(join(dataDir, "postgres"))?.password ?? "";
  } catch (error) {
    throw new UnusableDatabase(
      `The database in ${dataDir} is another user's of this machine (${(error as Error).message}): run this command as that user.`,
    );
  }
}

async function provideDatabase(
  place: Place,
  binaries: () => string,
  settings: readonly string[],
  log: (message: string) => void,
): Promise<Access> {
  const joined = (await joinServer(place.data, "postgres")) ?? (await launch(place, binaries, settings, log));
  const { client, access } = joined;
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return access;
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
