import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A migration of this version. */
export interface Migration {
  name: string;
  sql: string;
  /** Statements that repair a database for this migration, or null. They run before it, in the same transaction. */
  before: string | null;
  /** SHA-256 of the file, with either kind of line endings. The first is that of the file as it is. */
  checksums: string[];
  /** True if processes of the version before can read and record while this version runs on the same database. */
  allowsEarlier: boolean;
}

/** The first migration that allows processes of the version before. Earlier ones drop or rename what those use. */
const FIRST_ALLOWING = "20261130160000_report_hash";

/** A later migration that does not allow them says so, in a line of its own. */
const STOPS_EARLIER = /^-- Stops earlier versions\b/m;

/** Checksums of earlier texts of migrations that were changed after they came out. A later migration makes up for each. */
const FORMER_CHECKSUMS: Record<string, readonly string[]> = {
  "20261128234200_sampled_hours": [
    "c19b62798b4ef7a1d3e2f63c2c464595a20a22cf4adfaa71d8e86cf5531c6d09",
    "4b3192faf5b3db26a5e5adc1ae99bea80e3393b5b1d1faf62ebe5e5f4d40702f",
  ],
};

/** Reads the migrations in a folder, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => existsSync(join(folder, name, "migration.sql"))).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      // Git may have changed the line endings. Prisma accepts both forms too.
      const unix = sql.replaceAll("\r\n", "\n");
      const checksums = [
        ...[sql, unix, unix.replaceAll("\n", "\r\n")].map(checksum),
        ...(FORMER_CHECKSUMS[name] ?? []),
      ];
      const repair = join(folder, name, "before.sql");
      const before = existsSync(repair) ? await readFile(repair, "utf8") : null;
      return { name, sql, before, checksums, allowsEarlier: name >= FIRST_ALLOWING && !STOPS_EARLIER.test(unix) };
    }),
  );
}

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex");
