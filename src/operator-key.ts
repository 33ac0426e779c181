import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { createApiKey, findActor, isNameTaken, makeKey } from "./store/access/api-keys.ts";
import type { Database } from "./store/database.ts";
import { SET_UP_LOCK, withLock } from "./store/locks.ts";

/** Name under which the first operator's reports are recorded. */
const OPERATOR = "operator";

const DRAFT = /^operator-key\.[0-9a-f]+\.part$/;

/**
 * Creates the first operator's key, with the role `admin`, once per database. Only the owner of the key's file can read
 * the key. The file is written first, so a recorded key is always in a file, and an interrupted start can be completed
 * later.
 * @returns a sentence that says where the key is, or why there is none
 */
export async function provideOperatorKey(db: Database, dataDir: string, now: Temporal.Instant): Promise<string> {
  const file = join(dataDir, "operator-key");
  try {
    await withLock(db, SET_UP_LOCK, async () => {
      if (await isNameTaken(db, OPERATOR)) await completeDrafts(db, dataDir, file);
      else await make(db, dataDir, file, now);
    });
  } catch (error) {
    // Errors of the file system have a path; those of the database do not.
    const { path, message } = error as NodeJS.ErrnoException;
    if (path === undefined) throw error;
    return (
      `No operator key was made: it cannot be written to GARITA_DATA, which is '${dataDir}' (${message}). ` +
      "Fix that and start again, or make a key with npm run keys"
    );
  }
  return (await isOperators(db, file))
    ? `The operator key (role admin) is in ${file}`
    : `The operator key is not in ${dataDir}; npm run keys makes another`;
}

async function make(db: Database, dataDir: string, file: string, now: Temporal.Instant): Promise<void> {
  const key = makeKey();
  const draft = join(dataDir, `operator-key.${randomBytes(6).toString("hex")}.part`);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(draft, `${key}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    // The draft may be incomplete because the disk is full.
    await rm(draft, { force: true });
    throw error;
  }
  // If this throws, the key may be recorded anyway. The draft stays, and the next start checks it.
  if (await createApiKey(db, OPERATOR, "admin", now, key)) await publish(draft, file);
  else await rm(draft, { force: true });
}

/**
 * Cleans up after interrupted starts. The draft of the recorded key becomes the key file, and other drafts are removed.
 */
async function completeDrafts(db: Database, dataDir: string, file: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  for (const draft of names.filter((name) => DRAFT.test(name)).map((name) => join(dataDir, name)))
    if (await isOperators(db, draft)) await publish(draft, file);
    else await rm(draft, { force: true });
}

/**
 * Moves the draft to its final name. An existing file has the key of another database, and is kept under a new name.
 */
async function publish(draft: string, file: string): Promise<void> {
  await rename(file, `${file}.${randomBytes(3).toString("hex")}.old`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(draft, file);
}

async function isOperators(db: Database, file: string): Promise<boolean> {
  const key = await readFile(file, "utf8").catch(() => "");
  return key !== "" && (await findActor(db, key.trim()))?.name === OPERATOR;
}
