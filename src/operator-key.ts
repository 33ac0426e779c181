import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { createApiKey } from "./store/api-keys.ts";
import type { Database } from "./store/database.ts";

/** The name under which the first operator's reports stand on record. */
const OPERATOR = "operator";

/**
 * Makes the first operator's key, an admin's, and writes it where only its owner reads it. It is made once in the life
 * of a database; later starts find the file.
 * @returns the file's path, or null where the key was made elsewhere and its file is not here
 */
export async function provideOperatorKey(db: Database, dataDir: string, now: Temporal.Instant): Promise<string | null> {
  const file = join(dataDir, "operator-key");
  const key = await createApiKey(db, OPERATOR, "admin", now);
  if (key !== null) {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, `${key}\n`, { mode: 0o600 });
  }
  return existsSync(file) ? file : null;
}
