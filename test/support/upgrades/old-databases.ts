import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import pg from "pg";
import { ROOT } from "../../../src/root.ts";
import type { PastAnswer } from "./past-answers.ts";

/** A database that an earlier version left, with its own answers about the past. */
export interface OldDatabase {
  /** The last commit with this schema, and its date. */
  commit: string;
  date: string;
  /** SHA-256 of the list of the migrations, with their contents. */
  schema: string;
  /** Names of the migrations, sorted. */
  migrations: string[];
  /** Statements that restore the database, as `pg_dump` wrote them. */
  sql: string;
  answers: PastAnswer[];
  /** Queries and writes that the version sent while it made the database. Parameters are `$1` and so on. */
  statements: string[];
}

/** File of all databases. `scripts/old-databases.ts` writes it. */
export const OLD_DATABASES = join(ROOT, "test/support/upgrades/old-databases.br");

/** Most of a dump repeats the dump before, so the compression looks back over all of them. */
const compression = (quality: number) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_LARGE_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
  },
});
const DECOMPRESSION = { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } };

/** Reads the databases of all earlier versions, oldest first. */
export const readOldDatabases = (): OldDatabase[] =>
  JSON.parse(brotliDecompressSync(readFileSync(OLD_DATABASES), DECOMPRESSION).toString());

/** Writes the databases of all earlier versions. The best compression takes a minute, and the quick one a second. */
export const writeOldDatabases = (databases: readonly OldDatabase[], { quick = false } = {}): void =>
  writeFileSync(OLD_DATABASES, brotliCompressSync(JSON.stringify(databases), compression(quick ? 5 : 11)));

/** Restores a dump into an empty database. */
export async function restoreOldDatabase(url: string, { sql }: Pick<OldDatabase, "sql">): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
