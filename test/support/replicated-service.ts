import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { seed } from "../../src/actions/record/seed.ts";
import { machineClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { makeLog } from "../../src/log.ts";
import { ROOT } from "../../src/root.ts";
import { startService } from "../../src/service.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";

const quiet = () => undefined;

/** Applies all migrations to a database, records the seed, and returns the key of a recorder. */
export async function fillDatabase(url: string): Promise<string> {
  await migrate(url, join(ROOT, "prisma/migrations"), quiet);
  const db = openDatabase(url, quiet);
  await seed(db, join(ROOT, "prisma/seed"));
  const key = await createApiKey(db, "desk", "recorder", machineClock());
  await db.close();
  return key ?? "";
}

/** A service on a given server. */
export interface PlacedService {
  url: string;
  stop(): Promise<void>;
}

/** Starts a service in this process. `settings` are environment variables. */
export async function placeService(
  databaseUrl: string,
  settings: Record<string, string>,
  clock: () => Temporal.Instant,
): Promise<PlacedService> {
  const config = readConfig({
    PORT: "0",
    JOBS: "off",
    DATABASE_URL: databaseUrl,
    NOTICE_POLL_SECONDS: "1",
    ...settings,
  });
  const db = openDatabase(databaseUrl, quiet, machineClock, config.GARITA_MODE);
  const service = await startService(config, db, makeLog("silent"), clock).catch(async (error) => {
    await db.close();
    throw error;
  });
  return {
    url: service.url,
    async stop() {
      await service.stop();
      await db.close();
    },
  };
}
