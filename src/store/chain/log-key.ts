import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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
  /** Returns a secret of 32 bytes for one purpose. It follows from the key, but does not reveal it. */
  derive(purpose: string): Buffer;
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
 * null if there is no usable key; {@link provideLogKey} says why.
 */
export async function readLogKey(setting: string | undefined, dataDir: string): Promise<LogKey | null> {
  const found = await findPrivateKey(setting, dataDir);
  if (found === null || "fault" in found) return null;
  const { key } = found;
  return {
    id: idOf(key),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
    derive: (purpose) => Buffer.from(hkdfSync("sha256", seedOf(key), "", `garita ${purpose}`, 32)),
  };
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
  const fault = await withLock(db, SET_UP_LOCK, async () => {
    const [newest] = await listLogKeys(db);
    const failure = newest === undefined && setting === undefined ? await create(dataDir) : null;
    if (failure !== null) return failure;
    const found = await findPrivateKey(setting, dataDir);
    if (found === null)
      return `their key (${newest?.id.slice(0, 12)}…) is not in ${dataDir}. Copy it there from the machine that made it, or set LOG_KEY`;
    if ("fault" in found) return found.fault;
    await connectionsOf(db).pool.query(
      "INSERT INTO log_key (id, public_key, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      [idOf(found.key), publicDer(found.key).toString("base64"), toDate(now)],
    );
    return null;
  });
  return fault === null ? null : `The heads of the log are not signed: ${fault}`;
}

/** Lists the public keys that have signed heads of this log, newest first. */
export async function listLogKeys(db: Database): Promise<PublicLogKey[]> {
  const rows = await connectionsOf(db).prisma.logKey.findMany({ orderBy: [{ since: "desc" }, { id: "asc" }] });
  return rows.map(({ id, publicKey, since }) => ({ id, publicKey: pemOf(publicKey), since: toInstant(since) }));
}

/**
 * Creates the file. An existing file stays: a new database in the same folder uses the same key. The file gets its name
 * last, so an interrupted start leaves no incomplete key.
 * @returns the reason for a failure, or null
 */
async function create(dataDir: string): Promise<string | null> {
  const file = join(dataDir, FILE);
  if (existsSync(file)) return null;
  const draft = `${file}.${randomBytes(6).toString("hex")}.part`;
  const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" });
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(draft, pem, { mode: 0o600, flush: true });
    await rename(draft, file);
    return null;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return `their key cannot be written to GARITA_DATA, which is '${dataDir}' (${(error as Error).message})`;
  }
}

/** A usable key, or the reason why it cannot be used. */
type FoundKey = { key: KeyObject } | { fault: string };

async function findPrivateKey(setting: string | undefined, dataDir: string): Promise<FoundKey | null> {
  if (setting !== undefined) return { key: privateKeyIn(setting) };
  const file = join(dataDir, FILE);
  try {
    return { key: privateKeyIn((await readFile(file, "utf8")).replace(/-----.*-----|\s/g, "")) };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    const isOfFile = "path" in (error as object) || "syscall" in (error as object);
    return {
      fault: isOfFile
        ? `their key cannot be read (${message})`
        : `${file} is not an Ed25519 key in PEM (PKCS #8). Restore it, or set LOG_KEY`,
    };
  }
}

/** Reads a key in base64 of DER. @throws Error if it is none */
function privateKeyIn(base64: string): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(base64, "base64"), format: "der", type: "pkcs8" });
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is of type ${key.asymmetricKeyType}`);
  return key;
}

const seedOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url");
const publicDer = (key: KeyObject): Buffer => createPublicKey(key).export({ format: "der", type: "spki" });
const idOf = (key: KeyObject): string => createHash("sha256").update(publicDer(key)).digest("hex");
const pemOf = (base64: string): string => `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
