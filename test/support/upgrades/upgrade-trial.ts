import { join } from "node:path";
import { machineClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { makeLog } from "../../../src/log.ts";
import { ROOT } from "../../../src/root.ts";
import { startService } from "../../../src/service.ts";
import { hashWholeLog } from "../../../src/store/chain/hash-whole-log.ts";
import { verifyChain } from "../../../src/store/chain/verify-chain.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { prepareDatabase } from "../../../src/store/preparation/prepare-database.ts";
import { loanDatabase } from "../database.ts";
import { ask } from "../embedded.ts";
import { type OldDatabase, readOldDatabases, restoreOldDatabase } from "./old-databases.ts";
import { askPast, type PastAnswer } from "./past-answers.ts";

const quiet = () => undefined;

/** Tables whose rows an upgrade must keep, if the version had them. */
const TABLES = [
  ...["report", "status_change", "hours_change", "claim", "api_key", "idempotency_key", "observation", "job_run"],
  ...["proposal", "wait_sample", "feed_hour", "subscription", "signing_secret", "delivery", "traffic_count"],
  ...["hours_exception", "handover_note", "report_hash"],
];

/** Returns all reports in order, and the numbers of rows of the tables, as a text. */
async function contentOf(url: string, tables: readonly string[]): Promise<unknown> {
  const head =
    "id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts";
  const counts = tables.map((table) => `'${table}', (SELECT count(*) FROM ${table})`).join(", ");
  return ask(
    url,
    `SELECT json_build_array(
      (SELECT json_agg(json_build_array(${head}) ORDER BY seq) FROM report), json_build_object(${counts}))::text`,
  );
}

/**
 * Columns, constraints, indexes, triggers and functions of a database, sorted, so that the order of migrations does not
 * matter. Leaves out empty lines of functions, and names of constraints NOT NULL, which remain if a column is renamed.
 */
const SCHEMA = `SELECT json_agg(what ORDER BY what)::text FROM (
  SELECT concat_ws(' ', 'column', table_name, column_name, data_type, udt_name, is_nullable, column_default) AS what
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT regexp_replace(pg_get_functiondef(oid), '\\n\\s*\\n', E'\\n', 'g') || coalesce(proacl::text LIKE '{=%', true) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
) AS schema`;

/** Returns the schema of a database as a list of definitions. */
export const definitionsOf = async (url: string): Promise<string[]> => JSON.parse(String(await ask(url, SCHEMA)));

/** Returns the schema of a new database. */
export async function freshDefinitions(): Promise<string[]> {
  const database = await loanDatabase();
  return definitionsOf(database.url).finally(() => database.release());
}

/** Asks what the version was asked, and returns a sentence for each service with another state. */
export async function compareAnswers(url: string, answers: readonly PastAnswer[]): Promise<string[]> {
  const found: string[] = [];
  for (const { at, knownAt, states } of answers) {
    const now = await askPast(url, at, knownAt);
    for (const [slug, before] of Object.entries(states)) {
      // Services may have been added since.
      const after = now[slug]?.split(", ") ?? [];
      const lost = before.split(", ").filter((state) => !after.includes(state));
      if (lost.length > 0) found.push(`${slug} at ${at}: was ${lost.join(", ")}; is ${after.join(", ")}`);
    }
  }
  return found;
}

/** Declares a test for every database of an earlier version that `isMeant` accepts. `place` is its place among all. */
export function testUpgrades(isMeant: (place: number, count: number) => boolean): void {
  let fresh: string[];
  beforeAll(async () => {
    fresh = await freshDefinitions();
  });
  const all = readOldDatabases();
  const meant = all.flatMap((old, place): [string, number, OldDatabase][] =>
    isMeant(place, all.length) ? [[`${old.commit} of ${old.date.slice(0, 16)}`, old.migrations.length, old]] : [],
  );
  test.each(meant)(
    "the database of version %s (%i migrations) migrates with all data, gets hashes, and answers about the past as before",
    async (_, count, old) => {
      const database = await loanDatabase({ empty: true });
      const { url } = database;
      await restoreOldDatabase(url, old);
      const tables: string[] = [];
      for (const table of TABLES) if ((await ask(url, `SELECT to_regclass('${table}')`)) !== null) tables.push(table);
      const hashed = tables.includes("report_hash");
      const before = await contentOf(url, tables);
      await prepareDatabase({ service: url, owner: undefined }, join(ROOT, "prisma/migrations"), quiet);
      const db = openDatabase(url, quiet);
      await hashWholeLog(db, quiet);
      expect(await contentOf(url, tables)).toEqual(before);
      expect(await definitionsOf(url)).toEqual(fresh);

      const reports = await ask(url, "SELECT count(*)::int FROM report");
      expect(reports).toBeGreaterThan(100);
      expect(await ask(url, "SELECT count(*)::int FROM report_hash")).toBe(reports);
      expect(hashed).toBe(old.migrations.some((name) => name.endsWith("_report_hash")));
      expect(await verifyChain(db, quiet)).toEqual({ reports, firstBreak: null, derivedFaults: [] });

      const service = await startService(readConfig({ PORT: "0", JOBS: "off" }), db, makeLog("silent"), machineClock);
      // Half of the questions take half of the time. Its neighbours ask the other half.
      const asked = old.answers.filter((_, i) => i % 2 === count % 2);
      const found = await compareAnswers(service.url, asked);
      await service.stop();
      await db.close();
      await database.release();
      expect(found).toEqual([]);
    },
  );
}
