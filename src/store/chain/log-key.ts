import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { SET_UP_LOCK, withLock } from "../locks.ts";
import { toDate, toInstant } from "../rows.ts";

/** The private key of an installation, which signs heads of the log. */
export interface LogKey {
  /** SHA-256 of the public key (DER), in hex. */
  id: string;
  /** Returns the Ed25519 signature of a text, as base64. */
  sign(text: string): string;
}

/** A public key that has signed heads of the log. */
export interface PublicLogKey {
  id: string;
  /** The key as PEM. */
  publicKey: string;
  /** First start with this key. */
  since: Temporal.Instant;
}

const FILE = "log-key";

/**
 * Reads the key that signs heads of the log: from the setting, or from the file `log-key` in the data folder. Returns
 * null if there is neither.
 * @throws Error if the file is no such key
 */
export async function readLogKey(setting: string | undefined, dataDir: string): Promise<LogKey | null> {
  const key = await loadPrivateKey(setting, dataDir);
  return key === null ? null : { id: idOf(key), sign: (text) => sign(null, Buffer.from(text), key).toString("base64") };
}

/**
 * Creates the key that signs heads of the log, once per database, unless the setting gives one. Only the owner of the
 * key's file can read it. Records the public key, so that every process can publish it.
 * @returns a sentence if heads are not signed, otherwise null
 */
export async function provideLogKey(
  db: Database,
  setting: string | undefined,
  dataDir: string,
  now: Temporal.Instant,
): Promise<string | null> {
  try {
    return await withLock(db, SET_UP_LOCK, async () => {
      const [newest] = await listLogKeys(db);
      if (newest === undefined && setting === undefined) await create(dataDir);
      const key = await loadPrivateKey(setting, dataDir);
      if (key === null)
        return `The heads of the log are not signed: their key (${newest?.id.slice(0, 12)}…) is not in ${dataDir}. Copy it there from the machine that made it, or set LOG_KEY`;
      await connectionsOf(db).pool.query(
        "INSERT INTO log_key (id, public_key, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [idOf(key), publicDer(key).toString("base64"), toDate(now)],
      );
      return null;
    });
  } catch (error) {
    // Errors of the file system have a path; those of the database do not.
    const { path, message } = error as NodeJS.ErrnoException;
    if (path === undefined) throw error;
    return `The heads of the log are not signed: their key cannot be written to GARITA_DATA, which is '${dataDir}' (${message})`;
  }
}

/** Lists the public keys that have signed heads of this log, newest first. */
export async function listLogKeys(db: Database): Promise<PublicLogKey[]> {
  const rows = await connectionsOf(db).prisma.logKey.findMany({ orderBy: [{ since: "desc" }, { id: "asc" }] });
  return rows.map(({ id, publicKey, since }) => ({ id, publicKey: pemOf(publicKey), since: toInstant(since) }));
}

/** An existing file stays: a new database in the same folder uses the same key. */
async function create(dataDir: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, FILE), pem, { mode: 0o600, flag: "wx", flush: true }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function loadPrivateKey(setting: string | undefined, dataDir: string): Promise<KeyObject | null> {
  if (setting !== undefined) return privateKeyIn(Buffer.from(setting, "base64"));
  const file = join(dataDir, FILE);
  const pem = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (pem === null) return null;
  try {
    return privateKeyIn(Buffer.from(pem.replace(/-----.*-----|\s/g, ""), "base64"));
  } catch (error) {
    throw new Error(`${file} is not an Ed25519 key in PEM (PKCS #8). Restore it, or set LOG_KEY.`, { cause: error });
  }
}

function privateKeyIn(der: Buffer): KeyObject {
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is of type ${key.asymmetricKeyType}`);
  return key;
}

const publicDer = (key: KeyObject): Buffer => createPublicKey(key).export({ format: "der", type: "spki" });
const idOf = (key: KeyObject): string => createHash("sha256").update(publicDer(key)).digest("hex");
const pemOf = (base64: string): string => `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
