import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import type { Actor, Role } from "./api-keys.ts";
import { hashSecret } from "./hash-secret.ts";

/**
 * Opens a session for the holder of a key and returns its token: 256 random bits. The database stores only the hash.
 */
export async function openSession(db: Database, holder: Actor, now: Temporal.Instant): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const data = { id: hashSecret(token), keyId: holder.id, createdAt: toDate(now), seenAt: toDate(now) };
  await connectionsOf(db).prisma.deskSession.create({ data });
  return token;
}

const RESUME = `
UPDATE desk_session s SET seen_at = greatest(s.seen_at, $2) FROM api_key k
WHERE s.id = $1 AND s.seen_at > $3 AND s.created_at > $4 AND k.id = s.key_id AND k.revoked_at IS NULL
RETURNING k.id, k.name, k.role`;

/**
 * Returns the holder of a session and sets the time of its last request to `now`. Returns undefined if the session has
 * been idle since `idleSince`, began before `begunSince`, or belongs to a revoked key.
 */
export async function touchSession(
  db: Database,
  token: string,
  now: Temporal.Instant,
  { idleSince, begunSince }: { idleSince: Temporal.Instant; begunSince: Temporal.Instant },
): Promise<Actor | undefined> {
  const values = [hashSecret(token), toDate(now), toDate(idleSince), toDate(begunSince)];
  const { rows } = await connectionsOf(db).pool.query<{ id: string; name: string; role: Role }>(RESUME, values);
  return rows[0];
}

/** Ends the session with this token, if any. */
export async function endSession(db: Database, token: string): Promise<void> {
  await connectionsOf(db).prisma.deskSession.deleteMany({ where: { id: hashSecret(token) } });
}

/** Ends all sessions of the holder of a key. Returns their number, or null if there never was such a key. */
export async function endSessionsOf(db: Database, name: string): Promise<number | null> {
  const { prisma } = connectionsOf(db);
  const holder = await prisma.apiKey.findUnique({ where: { name }, select: { id: true } });
  if (holder === null) return null;
  return (await prisma.deskSession.deleteMany({ where: { keyId: holder.id } })).count;
}
