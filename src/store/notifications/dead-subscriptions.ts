import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant } from "../rows.ts";

/** A subscription whose receiver failed for too long. */
export interface DeadSubscription {
  id: string;
  /** Name of the key that created it. */
  holder: string;
  since: Temporal.Instant;
  reason: string;
}

/** Loads the dead subscriptions, the oldest first, at most `most`. Those that their holders removed are left out. */
export async function loadDeadSubscriptions(db: Database, most: number): Promise<DeadSubscription[]> {
  const rows = await connectionsOf(db).prisma.subscription.findMany({
    where: { state: "dead", removed: false, holder: { not: null } },
    select: { id: true, createdAt: true, stoppedAt: true, reason: true, keyHolder: { select: { name: true } } },
    orderBy: [{ stoppedAt: "asc" }, { id: "asc" }],
    take: most,
  });
  return rows.map(({ id, createdAt, stoppedAt, reason, keyHolder }) => ({
    id,
    holder: keyHolder?.name ?? "",
    since: toInstant(stoppedAt ?? createdAt),
    reason: reason ?? "",
  }));
}
