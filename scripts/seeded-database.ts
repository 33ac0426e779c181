import { resolve } from "node:path";
import { seed } from "../src/actions/record/seed.ts";
import { ROOT } from "../src/root.ts";
import { type Database, openDatabase } from "../src/store/database.ts";
import { migrate } from "../src/store/migrate.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** Runs `work` with a scratch database that has the tables and the seed. */
export const withSeededDatabase = <Result>(
  work: (db: Database, url: string) => Promise<Result>,
  options: { durable?: boolean } = {},
): Promise<Result> =>
  withScratchDatabase(async (url) => {
    await migrate(url, resolve(ROOT, "prisma/migrations"), () => undefined);
    const db = openDatabase(url, () => undefined);
    try {
      await seed(db, resolve(ROOT, "prisma/seed"));
      return await work(db, url);
    } finally {
      await db.close();
    }
  }, options);
