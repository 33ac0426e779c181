import type { Temporal } from "temporal-polyfill";
import type { RetryDecision } from "../../domain/notifications/retry.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";

// All statements on a subscription and its deliveries lock the subscription first, so that they cannot deadlock.

// After a freeze, a process may settle a delivery that another process has sent meanwhile. The conditions on
// delivered_at keep a delivered event unchanged.

// An accepted ping activates its subscription. The body is no longer needed.
const ACCEPT = `
WITH activated AS (
  UPDATE subscription s SET state = 'active', verified_at = $2 FROM delivery d
  WHERE d.id = $1 AND d.kind = 'verification' AND d.delivered_at IS NULL AND s.id = d.subscription AND s.state IN ('pending', 'active')
  RETURNING s.id
)
UPDATE delivery SET delivered_at = $2, body = NULL, last_error = NULL, next_attempt_at = NULL
WHERE id = $1 AND delivered_at IS NULL AND (SELECT count(*) FROM activated) >= 0`;

const GIVE_UP = `
WITH died AS (
  UPDATE subscription s SET state = 'dead', reason = $3, stopped_at = $2 FROM delivery d
  WHERE d.id = $1 AND d.delivered_at IS NULL AND s.id = d.subscription AND s.state IN ('pending', 'active') RETURNING s.id
)
UPDATE delivery SET last_error = $3, next_attempt_at = NULL FROM died WHERE delivery.id = $1`;

const END = `
WITH ended AS (
  UPDATE subscription s SET state = 'ended', reason = $3, stopped_at = $2 FROM delivery d
  WHERE d.id = $1 AND s.id = d.subscription AND s.state <> 'ended' RETURNING s.id
)
DELETE FROM delivery USING ended WHERE subscription = ended.id AND delivered_at IS NULL`;

/** Records the outcome of an attempt that ended at `at`. If the subscription ends, deletes its waiting deliveries. */
export async function settleDelivery(
  db: Database,
  id: string,
  sequel: RetryDecision,
  at: Temporal.Instant,
): Promise<void> {
  const { pool, prisma } = connectionsOf(db);
  switch (sequel.kind) {
    case "accepted":
      await pool.query(ACCEPT, [id, toDate(at)]);
      break;
    case "again":
      await prisma.delivery.updateMany({
        where: { id, deliveredAt: null },
        data: { nextAttemptAt: toDate(sequel.at), lastError: sequel.reason },
      });
      break;
    case "dead":
      await pool.query(GIVE_UP, [id, toDate(at), sequel.reason]);
      break;
    case "ended":
      await pool.query(END, [id, toDate(at), sequel.reason]);
      break;
  }
}
