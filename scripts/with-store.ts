import { resolve } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../src/clock.ts";
import { type Config, readConfig } from "../src/config.ts";
import "../src/log-language.ts";
import { type Log, makeLog } from "../src/log.ts";
import { ROOT } from "../src/root.ts";
import { hashWholeLog } from "../src/store/chain/hash-whole-log.ts";
import { type Database, openDatabase } from "../src/store/database.ts";
import { startEmbedded } from "../src/store/embedded/embedded.ts";
import { checkMigrated } from "../src/store/migrate.ts";
import { prepareDatabase } from "../src/store/preparation/prepare-database.ts";
import type { DatabaseAddress } from "../src/store/servers/choose-server.ts";
import { sentenceOn } from "../src/unusable.ts";
import { progress } from "./progress.ts";

/** Resources of a command. */
export interface Store {
  config: Config;
  db: Database;
  url: string;
  /** Address of the role that owns the tables, or of the service if there is one role. */
  ownerUrl: string;
  log: Log;
  clock: () => Temporal.Instant;
}

/** How a command uses the database. With `readOnly`, it changes nothing, and does not migrate. */
export interface StoreUse {
  readOnly?: boolean;
  /** Address of the role that owns the tables. If unset, the role of the database's address migrates. */
  owner?: string | undefined;
}

/**
 * Runs `work` with the service's own database, even while the service is running. If the settings or the database are
 * unusable, prints the reason and fails.
 */
export async function withStore<Result>(
  work: (store: Store) => Promise<Result>,
  use: StoreUse = {},
): Promise<Result | undefined> {
  let address = "";
  try {
    const config = readConfig();
    const log = makeLog(config.LOG_LEVEL);
    const embedded =
      config.DATABASE_URL === undefined
        ? await startEmbedded({
            dataDir: resolve(config.GARITA_DATA),
            role: "command",
            log: (line) => log.debug(line),
          })
        : undefined;
    address = config.DATABASE_URL ?? embedded?.serviceAddress() ?? "";
    const owner = embedded?.address() ?? config.MIGRATION_DATABASE_URL;
    try {
      return await withDatabase(config, log, embedded?.serviceAddress ?? address, work, { ...use, owner });
    } finally {
      await embedded?.stop();
    }
  } catch (error) {
    const sentence = sentenceOn(error, address);
    if (sentence === null) throw error;
    console.error(sentence);
    process.exitCode = 1;
    return undefined;
  }
}

/** Runs `work` with a database after migrating it to this version, or after checking that it is migrated. */
export async function withDatabase<Result>(
  config: Config,
  log: Log,
  address: DatabaseAddress,
  work: (store: Store) => Promise<Result>,
  { readOnly = false, owner }: StoreUse = {},
): Promise<Result> {
  const url = typeof address === "string" ? address : address();
  const migrations = resolve(ROOT, "prisma/migrations");
  if (readOnly) await checkMigrated(url, migrations);
  else await prepareDatabase({ service: url, owner }, migrations, (line) => log.debug(line));
  const db = openDatabase(address, warnOf(log), machineClock, readOnly ? "read" : "full");
  try {
    // Otherwise, the first report would have to wait for the hashes of all others.
    if (!readOnly) await hashWholeLog(db, progress);
    return await work({ config, db, url, ownerUrl: owner ?? url, log, clock: machineClock });
  } finally {
    await db.close();
  }
}

/** Runs `work` as the role that owns the tables. The role of the service may add to the log, but may not restore it. */
export async function withOwner<Result>(
  { db, url, ownerUrl, log }: Store,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  if (ownerUrl === url) return work(db);
  const owner = openDatabase(ownerUrl, warnOf(log), machineClock);
  try {
    return await work(owner);
  } finally {
    await owner.close();
  }
}

const warnOf = (log: Log) => (error: Error) => log.warn(`a database connection was lost: ${error.message}`);
