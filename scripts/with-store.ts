import { resolve } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../src/clock.ts";
import { type Config, readConfig } from "../src/config.ts";
import { type Log, makeLog } from "../src/log.ts";
import { ROOT } from "../src/root.ts";
import { type Database, openDatabase } from "../src/store/database.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { migrate } from "../src/store/migrate.ts";

/** What a command at the prompt works with. */
export interface Store {
  config: Config;
  db: Database;
  url: string;
  log: Log;
  clock: () => Temporal.Instant;
}

/** Does something with the service's own database, whether the service runs beside it or not. */
export async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const log = makeLog(config.LOG_LEVEL);
  const quiet = (line: string) => log.debug(line);
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbedded({ dataDir: resolve(config.GARITA_DATA), log: quiet })
      : undefined;
  try {
    return await withDatabase(config, log, config.DATABASE_URL ?? embedded?.url ?? "", work);
  } finally {
    await embedded?.stop();
  }
}

/** Does something with the database at `url`, brought up to this version. */
export async function withDatabase<Result>(
  config: Config,
  log: Log,
  url: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  await migrate(url, resolve(ROOT, "prisma/migrations"), (line) => log.debug(line));
  const db = openDatabase(url, (error) => log.warn(`a database connection broke: ${error.message}`));
  return work({ config, db, url, log, clock: machineClock }).finally(() => db.close());
}
