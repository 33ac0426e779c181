import type { Temporal } from "temporal-polyfill";
import type { FollowerChannel } from "../../../domain/notifications/follower.ts";
import { earliestInstant } from "../../../domain/time/moment.ts";
import { connectionsOf } from "../../connections.ts";
import type { Database } from "../../database.ts";
import { toDate, toInstant } from "../../rows.ts";

const HOLD = `
UPDATE delivery SET next_attempt_at = $2
WHERE subscription = $1 AND delivered_at IS NULL AND handed_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at < $2)`;

/** Lets the waiting events of a subscription wait until `until`. */
export async function holdDeliveries(db: Database, subscription: string, until: Temporal.Instant): Promise<void> {
  await connectionsOf(db).pool.query(HOLD, [subscription, toDate(until)]);
}

const BEGIN = `
UPDATE delivery SET attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, $2)
WHERE id = ANY ($1) AND delivered_at IS NULL AND handed_at IS NULL
RETURNING attempts, first_attempt_at AS "firstAt"`;

/** Counts an attempt to send several events in one message. Returns the most attempts and the first time of any. */
export async function beginMessage(
  db: Database,
  ids: readonly string[],
  at: Temporal.Instant,
): Promise<{ attempts: number; firstAt: Temporal.Instant }> {
  const { rows } = await connectionsOf(db).pool.query<{ attempts: number; firstAt: Date }>(BEGIN, [ids, toDate(at)]);
  return {
    attempts: Math.max(1, ...rows.map(({ attempts }) => attempts)),
    firstAt: earliestInstant([at, ...rows.map(({ firstAt }) => toInstant(firstAt))]) ?? at,
  };
}

// If two processes try this at once, the second waits for the first, and then finds nothing.
const HAND = `
UPDATE delivery d SET handed_at = $2 FROM subscription s
WHERE d.id = ANY ($1) AND d.delivered_at IS NULL AND d.handed_at IS NULL
  AND s.id = d.subscription AND s.state IN ('pending', 'active')`;

/**
 * Claims events just before the end of their message is sent. Of all processes, one can claim an event. Returns false if
 * another one did, or if the subscription has ended.
 */
export async function handOver(db: Database, ids: readonly string[], at: Temporal.Instant): Promise<boolean> {
  const { rowCount } = await connectionsOf(db).pool.query(HAND, [ids, toDate(at)]);
  if (rowCount === ids.length) return true;
  if ((rowCount ?? 0) > 0)
    await connectionsOf(db).pool.query(
      "UPDATE delivery SET handed_at = NULL WHERE id = ANY ($1) AND delivered_at IS NULL AND handed_at = $2",
      [ids, toDate(at)],
    );
  return false;
}

/**
 * Statement that begins the subscriptions of devices whose first message, one of the deliveries `d`, is settled now. The
 * permission of the browser stands for a confirmation. It locks the subscription before its deliveries.
 */
const begunWith = (settled: string) => `
WITH begun AS (
  UPDATE subscription s SET state = 'active', verified_at = $2 FROM delivery d
  WHERE ${settled} AND d.kind = 'verification' AND s.id = d.subscription AND s.channel = 'push' AND s.state = 'pending'
  RETURNING s.id
)`;

const SETTLE = `${begunWith("d.id = ANY ($1) AND d.delivered_at IS NULL")}
UPDATE delivery SET delivered_at = $2, next_attempt_at = NULL, last_error = NULL
WHERE id = ANY ($1) AND delivered_at IS NULL AND (SELECT count(*) FROM begun) >= 0`;

/** Records that events were told, or that there is nothing to tell. The first message to a device begins its subscription. */
export async function settleEvents(db: Database, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  await connectionsOf(db).pool.query(SETTLE, [ids, toDate(at)]);
}

/**
 * Records that a message certainly was not accepted, and when to try again. `handedAt` is the claim of this process, or
 * null. Events that another process has claimed meanwhile stay claimed.
 */
export async function retryEvents(
  db: Database,
  ids: readonly string[],
  handedAt: Temporal.Instant | null,
  at: Temporal.Instant,
  reason: string,
): Promise<void> {
  await connectionsOf(db).pool.query(
    `UPDATE delivery SET handed_at = NULL, next_attempt_at = $2, last_error = $3
    WHERE id = ANY ($1) AND delivered_at IS NULL AND handed_at IS NOT DISTINCT FROM $4::timestamptz`,
    [ids, toDate(at), reason, handedAt === null ? null : toDate(handedAt)],
  );
}

const UNSURE = `${begunWith("d.subscription = $1 AND d.delivered_at IS NULL AND d.handed_at < $2")}
UPDATE delivery SET delivered_at = handed_at, next_attempt_at = NULL, last_error = 'the process ended before the reply'
WHERE subscription = $1 AND delivered_at IS NULL AND handed_at < $2 AND (SELECT count(*) FROM begun) >= 0`;

/**
 * Settles events whose message was handed over before `before`, but whose outcome is unknown because the process ended.
 * They count as told, because the server has most likely accepted the message. Returns their number.
 */
export async function settleUnsure(db: Database, subscription: string, before: Temporal.Instant): Promise<number> {
  const { rowCount } = await connectionsOf(db).pool.query(UNSURE, [subscription, toDate(before)]);
  return rowCount ?? 0;
}

/** Numbers of the subscriptions of a channel and of their waiting events. */
export interface FollowerCounts {
  pending: number;
  active: number;
  waiting: number;
  /** Events that are due and failed at their last attempt. */
  failing: number;
  /** Events of the last 30 days whose message may have been lost with a process. */
  unsure: number;
}

const COUNTS = `
SELECT
  (SELECT count(*) FROM subscription WHERE channel = $1 AND state = 'pending')::int AS pending,
  (SELECT count(*) FROM subscription WHERE channel = $1 AND state = 'active')::int AS active,
  count(*) FILTER (WHERE d.delivered_at IS NULL)::int AS waiting,
  count(*) FILTER (WHERE d.delivered_at IS NULL AND d.last_error IS NOT NULL)::int AS failing,
  count(*) FILTER (WHERE d.delivered_at IS NOT NULL AND d.last_error IS NOT NULL)::int AS unsure
FROM delivery d JOIN subscription s ON s.id = d.subscription WHERE s.channel = $1`;

export async function countFollowers(db: Database, channel: FollowerChannel): Promise<FollowerCounts> {
  const { rows } = await connectionsOf(db).pool.query<FollowerCounts>(COUNTS, [channel]);
  return rows[0] ?? { pending: 0, active: 0, waiting: 0, failing: 0, unsure: 0 };
}
