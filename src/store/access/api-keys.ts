import { randomBytes, randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Role } from "../../generated/prisma/enums.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { hashSecret } from "./hash-secret.ts";

export type { Role };

/** Who acts: the holder of a key. `name` is what the record shows. */
export interface Actor {
  id: string;
  name: string;
  role: Role;
}

/** True for names that the record gives to Garita's own words: their holder could withdraw them as his own. */
export const isReserved = (name: string): boolean => name === "seed" || name.startsWith("job:");

/** A new key, known to nobody yet. */
export const makeKey = (): string => `garita_${randomBytes(32).toString("base64url")}`;

/** True where a key of that name was ever made. */
export const isNameTaken = async (db: Database, name: string): Promise<boolean> =>
  (await db.prisma.apiKey.count({ where: { name } })) > 0;

/**
 * Makes a key and returns it: the only time that it is seen.
 * @throws RangeError for a name that is Garita's own
 * @returns null where a key of that name exists, revoked ones included: a name on record stays one holder's
 */
export async function createApiKey(
  db: Database,
  name: string,
  role: Role,
  now: Temporal.Instant,
  key = makeKey(),
): Promise<string | null> {
  if (isReserved(name)) throw new RangeError(`the name '${name}' is Garita's own`);
  const row = { id: randomUUID(), name, role, hash: hashSecret(key), createdAt: toDate(now) };
  const { count } = await db.prisma.apiKey.createMany({ data: row, skipDuplicates: true });
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

/** Revokes the key of that name, and ends what it subscribed to; false where there is none in force. */
export async function revokeApiKey(db: Database, name: string, now: Temporal.Instant): Promise<boolean> {
  const { rowCount } = await db.pool.query(REVOKE, [name, toDate(now)]);
  return rowCount === 1;
}

/** The holder of a key in force, or undefined. It is asked for with every write, in a statement that is planned once. */
export async function findActor(db: Database, key: string): Promise<Actor | undefined> {
  const { rows } = await db.pool.query<Actor>({
    name: "actor",
    text: "SELECT id, name, role FROM api_key WHERE hash = $1 AND revoked_at IS NULL",
    values: [hashSecret(key)],
  });
  return rows[0];
}

/** All keys by name, without what would let one use them. */
export async function listApiKeys(
  db: Database,
): Promise<{ name: string; role: Role; createdAt: Date; revokedAt: Date | null }[]> {
  return db.prisma.apiKey.findMany({
    select: { name: true, role: true, createdAt: true, revokedAt: true },
    orderBy: { name: "asc" },
  });
}
