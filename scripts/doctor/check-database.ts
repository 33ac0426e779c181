import { lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { countOperators } from "../../src/actions/access/count-operators.ts";
import { type Config, limitsOf } from "../../src/config.ts";
import { type Context, contextNow } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { makeLog } from "../../src/log.ts";
import { ROOT } from "../../src/root.ts";
import type { Clock } from "../../src/store/append/append-in-time.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { startEmbedded } from "../../src/store/embedded/embedded.ts";
import { readMigrationState } from "../../src/store/migrate.ts";
import { loadCrossings } from "../../src/store/record/crossings.ts";
import { loadDatabaseRights } from "../../src/store/servers/database-rights.ts";
import { sentenceOn } from "../../src/unusable.ts";
import { checkFollowers } from "./check-followers.ts";
import { checkJobs } from "./check-jobs.ts";
import { checkServer, rightsFinding } from "./check-server.ts";
import { checkSubscriptions } from "./check-subscriptions.ts";
import { type Finding, right, wrong } from "./finding.ts";

/** Connects as the service would. An embedded database that does not exist is not created. */
export async function checkDatabase(config: Config, words: DoctorWords, clock: Clock): Promise<Finding[]> {
  const dataDir = resolve(config.GARITA_DATA);
  const cluster = join(dataDir, "postgres");
  if (config.DATABASE_URL === undefined && lstatSync(cluster, { throwIfNoEntry: false }) === undefined)
    return [wrong(words.noDatabase(dataDir))];
  let address = config.DATABASE_URL ?? "";
  try {
    const embedded =
      config.DATABASE_URL === undefined
        ? await startEmbedded({ dataDir, role: "command", log: () => undefined })
        : undefined;
    address = embedded?.serviceAddress() ?? address;
    try {
      return await checkTables(config, address, words, clock);
    } finally {
      await embedded?.stop();
    }
  } catch (error) {
    const sentence = sentenceOn(error, address);
    if (sentence === null) throw error;
    return [wrong(words.unusable(sentence))];
  }
}

async function checkTables(config: Config, address: string, words: DoctorWords, clock: Clock): Promise<Finding[]> {
  const { database, isEmpty, pending } = await readMigrationState(address, resolve(ROOT, "prisma/migrations"));
  if (isEmpty) return [wrong(words.emptyDatabase(database))];
  const [first, ...more] = pending;
  if (first !== undefined) return [wrong(words.pending(database, first, more.length))];
  const db = openDatabase(
    address,
    () => undefined,
    clock,
    config.GARITA_MODE === "read" ? "read" : "full",
    config.DATABASE_CONNECTIONS,
  );
  try {
    const log = makeLog("silent");
    const ctx = contextNow({ db, clock, log, thresholds: limitsOf(config) });
    const rights = await loadDatabaseRights(db);
    // Without the right to read, the further questions would fail too.
    const unreadable = rights.lacking.filter(({ privilege }) => privilege === "SELECT" || privilege === "USAGE");
    if (unreadable.some(({ kind }) => kind !== "SEQUENCE")) return [rightsFinding(rights.user, unreadable, words)];
    return [
      right(words.migrated(database)),
      ...(await checkServer(ctx, config, rights, words)),
      await checkSeed(db, words),
      ...(await checkJobs(ctx, config, words)),
      ...(await checkSubscriptions(ctx, words)),
      ...(await checkFollowers(ctx, config, words)),
      ...(config.FOUR_EYES === "on" && config.GARITA_MODE === "full" ? [await checkOperators(ctx, words)] : []),
    ];
  } finally {
    await db.close();
  }
}

/** Checks that there is a second operator who can accept reports. */
async function checkOperators(ctx: Context, words: DoctorWords): Promise<Finding> {
  const count = await countOperators(ctx);
  return count < 2 ? wrong(words.loneOperator(count)) : right(words.operators(count));
}

async function checkSeed(db: Database, words: DoctorWords): Promise<Finding> {
  const { crossings } = JSON.parse(await readFile(resolve(ROOT, "prisma/seed/crossings.json"), "utf8")) as {
    crossings: { slug: string }[];
  };
  const known = await loadCrossings(db);
  const missing = crossings.filter(({ slug }) => !known.has(slug)).length;
  return missing > 0 ? wrong(words.seedMissing(missing)) : right(words.seeded(crossings.length));
}
