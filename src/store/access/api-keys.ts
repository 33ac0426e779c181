import { randomBytes, randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Role } from "../../generated/prisma/enums.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { hashSecret } from "./hash-secret.ts";

export type { Role };

/** The holder of a key. Requests with the key act on the holder's behalf. Reports record the `name`. */
export interface Actor {
  id: string;
  name: string;
  role: Role;
}

/**
 * Returns true for names that only Garita may use. If a key had such a name, its holder could withdraw Garita's own
 * reports.
 */
export const isReserved = (name: string): boolean => name === "seed" || name.startsWith("job:");

/** Generates a key of 256 random bits without storing it. */
export const makeKey = (): string => `garita_${randomBytes(32).toString("base64url")}`;

/** Returns true if a key with this name ever existed, even a revoked one. */
export const isNameTaken = async (db: Database, name: string): Promise<boolean> =>
  (await connectionsOf(db).prisma.apiKey.count({ where: { name } })) > 0;

/** Returns true if there is a valid key with this name. */
export const isNameActive = async (db: Database, name: string): Promise<boolean> =>
  (await connectionsOf(db).prisma.apiKey.count({ where: { name, revokedAt: null } })) > 0;

/**
 * Creates a key and returns it. The key cannot be read again, because the database stores only its hash.
 * @throws RangeError if the name is reserved for Garita
 * @returns null if a key with this name ever existed, so that a name on record always means the same holder
 */
export async function createApiKey(
  db: Database,
  name: string,
  role: Role,
  now: Temporal.Instant,
  key = makeKey(),
): Promise<string | null> {
  if (isReserved(name)) throw new RangeError(`the name '${name}' is reserved`);
  const row = { id: randomUUID(), name, role, hash: hashSecret(key), createdAt: toDate(now) };
  const { count } = await connectionsOf(db).prisma.apiKey.createMany({ data: row, skipDuplicates: true });
  return count === 1 ? key : null;
}

const REVOKE = `
WITH revoked AS (
  UPDATE api_key SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL RETURNING id
), ended AS (
  UPDATE subscription s SET state = 'ended', reason = 'its key was revoked', stopped_at = $2 FROM revoked
  WHERE s.holder = revoked.id AND s.state <> 'ended' RETURNING s.id
), dropped AS (
  DELETE FROM delivery USING ended WHERE subscription = ended.id AND delivered_at IS NULL
)
SELECT id FROM revoked`;

/** Revokes the active key with this name and ends its holder's subscriptions. Returns false if there is no such key. */
export async function revokeApiKey(db: Database, name: string, now: Temporal.Instant): Promise<boolean> {
  const { rowCount } = await connectionsOf(db).pool.query(REVOKE, [name, toDate(now)]);
  return rowCount === 1;
}

/** Returns the holder of an active key, or undefined. The statement is prepared, because every write runs it. */
export async function findActor(db: Database, key: string): Promise<Actor | undefined> {
  const { rows } = await connectionsOf(db).pool.query<Actor>({
    name: "actor",
    text: "SELECT id, name, role FROM api_key WHERE hash = $1 AND revoked_at IS NULL",
    values: [hashSecret(key)],
  });
  return rows[0];
}

/** Lists all keys by name, without their hashes. */
export async function listApiKeys(
  db: Database,
): Promise<{ name: string; role: Role; createdAt: Date; revokedAt: Date | null }[]> {
  return connectionsOf(db).prisma.apiKey.findMany({
    select: { name: true, role: true, createdAt: true, revokedAt: true },
    orderBy: { name: "asc" },
  });
}
