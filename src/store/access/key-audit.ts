import type { Temporal } from "temporal-polyfill";
import type { Role } from "../../generated/prisma/enums.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant } from "../rows.ts";

/** Kinds of entries of the audit, in the order in which entries of one instant are listed. */
export type KeyEventKind =
  | "created"
  | "signedIn"
  | "lastSeen"
  | "subscribed"
  | "unsubscribed"
  | "lastNote"
  | "lastDrafted"
  | "lastSettled"
  | "lastReport"
  | "revoked";

/** An entry of the audit: what the holder of a key did, or what happened to the key. It contains no secret. */
export interface KeyEvent {
  at: Temporal.Instant;
  name: string;
  role: Role;
  kind: KeyEventKind;
  /** Number of actions of this kind up to this one. It is 1 for everything that has its own entry. */
  count: number;
}

/**
 * Sessions are stored for a day, and only until they are signed out. Reports, proposals and notes name their author, so
 * each gives one entry with the last time and the number.
 */
const AUDIT = `
SELECT e.at, k.name, k.role, e.kind, e.count::int FROM api_key k CROSS JOIN LATERAL (
  SELECT 1 AS rank, 'created' AS kind, k.created_at AS at, 1 AS count
  UNION ALL SELECT 2, 'signedIn', s.created_at, 1 FROM desk_session s WHERE s.key_id = k.id
  UNION ALL SELECT 3, 'lastSeen', s.seen_at, 1 FROM desk_session s WHERE s.key_id = k.id
  UNION ALL SELECT 4, 'subscribed', s.created_at, 1 FROM subscription s WHERE s.holder = k.id
  UNION ALL SELECT 5, 'unsubscribed', s.stopped_at, 1 FROM subscription s WHERE s.holder = k.id AND s.state = 'ended'
  UNION ALL SELECT 6, 'lastNote', max(n.written_at), count(*) FROM handover_note n WHERE n.author = k.name
  UNION ALL SELECT 7, 'lastDrafted', max(p.created_at), count(*) FROM proposal p WHERE p.drafted_by = k.name
  UNION ALL SELECT 8, 'lastSettled', max(p.settled_at), count(*) FROM proposal p WHERE p.settled_by = k.name
  UNION ALL SELECT 9, 'lastReport', r.at, r.count FROM reports r WHERE r.name = k.name
  UNION ALL SELECT 10, 'revoked', k.revoked_at, 1
) e
WHERE e.at IS NOT NULL AND ($1::text IS NULL OR k.name = $1)
ORDER BY e.at, k.name, e.rank`;

/** Counts the reports of all authors in one pass, because the log of reports has no index by author. */
const REPORTS = `
WITH reports AS MATERIALIZED (
  SELECT recorded_by AS name, max(recorded_at) AS at, count(*) AS count FROM report GROUP BY recorded_by
)`;

/** Lists what is stored about the use of all keys, or of the key with a name, oldest first. */
export async function auditKeys(db: Database, name: string | null): Promise<KeyEvent[]> {
  const { rows } = await connectionsOf(db).pool.query<Omit<KeyEvent, "at"> & { at: Date }>(REPORTS + AUDIT, [name]);
  return rows.map(({ at, ...row }) => ({ ...row, at: toInstant(at) }));
}
