import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Role } from "../generated/prisma/enums.ts";
import type { Database } from "./database.ts";
import { toDate } from "./rows.ts";

export type { Role };

/** Who acts: the holder of a key. `name` is what the record shows. */
export interface Actor {
  id: string;
  name: string;
  role: Role;
}

const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/** True for names that the record gives to Garita's own words: their holder could withdraw them as his own. */
export const isReserved = (name: string): boolean => name === "seed" || name.startsWith("job:");

/**
 * Makes a key and returns it: the only time that it is seen. 256 random bits need no slow hash.
 * @throws RangeError for a name that is Garita's own
 * @returns null where a key of that name exists, revoked ones included: a name on record stays one holder's
 */
export async function createApiKey(
  db: Database,
  name: string,
  role: Role,
  now: Temporal.Instant,
): Promise<string | null> {
  if (isReserved(name)) throw new RangeError(`the name '${name}' is Garita's own`);
  const key = `garita_${randomBytes(32).toString("base64url")}`;
  const row = { id: randomUUID(), name, role, hash: hashOf(key), createdAt: toDate(now) };
  const { count } = await db.prisma.apiKey.createMany({ data: row, skipDuplicates: true });
  return count === 1 ? key : null;
}

/** Revokes the key of that name; false where there is none in force. */
export async function revokeApiKey(db: Database, name: string, now: Temporal.Instant): Promise<boolean> {
  const { count } = await db.prisma.apiKey.updateMany({
    where: { name, revokedAt: null },
    data: { revokedAt: toDate(now) },
  });
  return count === 1;
}

/** The holder of a key in force, or undefined. */
export async function findActor(db: Database, key: string): Promise<Actor | undefined> {
  const row = await db.prisma.apiKey.findFirst({ where: { hash: hashOf(key), revokedAt: null } });
  return row === null ? undefined : { id: row.id, name: row.name, role: row.role };
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
