import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { provideRole } from "../rights/provide-role.ts";
import { UnusableDatabase } from "../unusable-database.ts";
import { findBinaries, majorVersion, readyBinaries } from "./binaries.ts";
import { type Access, createCluster, readAccess } from "./cluster.ts";
import { type DataFolder, findDataFolder } from "./data-folder.ts";
import { type Attachment, claimFolder, isOwner, type Ownership, settledGuests } from "./folder-owner.ts";
import type { FolderRole } from "./owner-link.ts";
import {
  findServer,
  haltServer,
  interrupt,
  joinServer,
  launchServer,
  SERVICE_ROLE,
  serverAddress,
  serviceAddress,
  servicePassword,
} from "./server.ts";

const DATABASE = "garita";
const SHELTER = "/var/lib/garita";

/**
 * Interval between checks that the server is still running. If another program ends the server, the database is
 * unavailable for at most this long plus the time that a start takes.
 */
const WATCH_MS = 3_000;

/** Place of the embedded database, and how to start it. */
export interface EmbeddedOptions {
  dataDir: string;
  log: (message: string) => void;
  /** A service must own the folder. A command may use the server of the folder's owner. */
  role?: FolderRole;
  /** Called before the server is started. If it throws, no database is created. */
  check?: () => Promise<void>;
  /** Called when the server is running, also again after a restart. Its address may have changed. */
  onRunning?: () => void;
  /**
   * Further settings of the server. `fsync=off` may lose data in a power failure, so use it for throwaway databases
   * only.
   */
  settings?: readonly string[];
  /** Folder for root's data if the server's account cannot enter `dataDir`. */
  shelter?: string;
  /** Finds the server's programs. Throws if there are none. */
  binaries?: () => string;
}

/** A database server of this process, or of the folder's owner. */
export interface Embedded {
  /** Returns the current address for the superuser. It changes if the server has to move to another port. */
  address(): string;
  /** Returns the current address for the role of the service. */
  serviceAddress(): string;
  /** Tells waiting processes that the folder will soon be free. */
  closing(): void;
  /** Stops using the server, and shuts it down if no other process uses it. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL server of `dataDir`, or takes over the one that a killed process left running. Creates the
 * database if there is none. If another process owns the folder, a command uses that owner's server.
 * @throws UnusableDatabase with a sentence that says how to fix the problem; for a service, also if another service
 * owns the folder
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
  const place = findDataFolder(dataDir, shelter, log);
  let access: Access;
  const provide = async () => {
    access = await provideDatabase(place, binaries, settings, log);
    ownership.announce(access.port);
    options.onRunning?.();
    return access;
  };
  const endAtExit = () => {
    const running = ownership.guests() > 0 ? undefined : findServer(place.data);
    if (running !== undefined) interrupt(running.pid);
  };
  // Also stop the server if this process exits with an error, or before the start is complete. A regular stop removes
  // the handler.
  process.once("exit", endAtExit);
  access = await provide();
  let revival: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (revival !== undefined || findServer(place.data) !== undefined) return;
    log("The embedded database stopped; restarting it");
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
    // A command that is still running keeps using the server. It stops the server when it ends.
    if ((await settledGuests(ownership)) === 0) await haltServer(place.data);
    ownership.release();
  };
  return {
    address: () => serverAddress(access, DATABASE),
    serviceAddress: () => serviceAddress(access, DATABASE),
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
    address: () => serverAddress({ port: attachment.port(), password }, DATABASE),
    serviceAddress: () => serviceAddress({ port: attachment.port(), password }, DATABASE),
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
      `The database in ${dataDir} belongs to another user of this machine (${(error as Error).message}). Run this command as that user.`,
    );
  }
}

async function provideDatabase(
  place: DataFolder,
  binaries: () => string,
  settings: readonly string[],
  log: (message: string) => void,
): Promise<Access> {
  const joined = (await joinServer(place.data, "postgres")) ?? (await launch(place, binaries, settings, log));
  const { client, access } = joined;
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    await provideRole(client, SERVICE_ROLE, servicePassword(access));
  } finally {
    await client.end();
  }
  return access;
}

async function launch(
  place: DataFolder,
  binaries: () => string,
  settings: readonly string[],
  log: (message: string) => void,
) {
  const found = binaries();
  const native = await readyBinaries(found, dirname(place.data), place.account);
  const versionFile = join(place.data, "PG_VERSION");
  if (!existsSync(versionFile)) {
    log("Creating an empty database (only once)");
    await createCluster(place, native, !settings.includes("fsync=off"));
  }
  const [theirs, ours] = [readFileSync(versionFile, "utf8").trim(), majorVersion(found)];
  if (theirs !== ours)
    throw new UnusableDatabase(
      `The database in ${place.data} was created by PostgreSQL ${theirs}, and this version of Garita includes PostgreSQL ${ours}. ` +
        "Dump it with the version that created it and load the dump into this one, or set DATABASE_URL to a server.",
    );
  await launchServer(place, native, settings);
  const joined = await joinServer(place.data, "postgres");
  if (joined === undefined)
    throw new UnusableDatabase(`The database server on ${place.data} stopped right after it started.`);
  return joined;
}
