import type { Temporal } from "temporal-polyfill";
import type { EventFilter, Subscription } from "../../domain/notifications/subscription.ts";
import type { Language } from "../../domain/vocabulary.ts";
import type { Subscription as Row } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toDate, toInstant } from "../rows.ts";

/** Progress of a subscription's deliveries. */
export interface Progress {
  /** Events not accepted yet. */
  waiting: number;
  lastAcceptedAt: Temporal.Instant | null;
  /** Last error of the first waiting event that failed. Null if none has failed. */
  lastError: string | null;
  /** Time of that event's next attempt. */
  nextAttemptAt: Temporal.Instant | null;
}

/** A subscription with its progress. */
export interface TrackedSubscription extends Subscription, Progress {
  /** Counts changes of the state and of the secret. */
  version: number;
}

interface TrackedRow extends Omit<Row, "holder" | "kinds"> {
  holder: string;
  kinds: Subscription["kinds"];
  waiting: number;
  lastAcceptedAt: Date | null;
  lastError: string | null;
  nextAttemptAt: Date | null;
}

const toTracked = (row: TrackedRow): TrackedSubscription => ({
  ...row,
  createdAt: toInstant(row.createdAt),
  verifiedAt: instantOrNull(row.verifiedAt),
  stoppedAt: instantOrNull(row.stoppedAt),
  lastAcceptedAt: instantOrNull(row.lastAcceptedAt),
  nextAttemptAt: instantOrNull(row.nextAttemptAt),
});

// If a report is recorded just when a subscription ends, a delivery may remain that is never sent. So ended
// subscriptions show no waiting deliveries.
const TRACKED = `
SELECT s.id, k.name AS holder, s.channel, s.url, s.language, s.version, s.kinds::text[], s.states, s.crossings, s.modes::text[], s.directions::text[], s.state,
  s.reason, s.created_at AS "createdAt", s.verified_at AS "verifiedAt", s.stopped_at AS "stoppedAt",
  queue.waiting, accepted.at AS "lastAcceptedAt", failing.last_error AS "lastError", failing.next_attempt_at AS "nextAttemptAt"
FROM subscription s JOIN api_key k ON k.id = s.holder
CROSS JOIN LATERAL (
  SELECT count(*)::int AS waiting FROM delivery d WHERE d.subscription = s.id AND d.delivered_at IS NULL AND s.state <> 'ended') queue
CROSS JOIN LATERAL (
  SELECT max(d.delivered_at) AS at FROM delivery d WHERE d.subscription = s.id AND d.delivered_at IS NOT NULL) accepted
LEFT JOIN LATERAL (
  SELECT d.last_error, d.next_attempt_at FROM delivery d
  WHERE d.subscription = s.id AND d.delivered_at IS NULL AND d.last_error IS NOT NULL AND s.state <> 'ended' ORDER BY d.place LIMIT 1) failing ON true
WHERE NOT s.removed`;

/** Loads a holder's subscriptions, or all if `holder` is null, in order of creation. */
export async function loadSubscriptions(db: Database, holder: string | null): Promise<TrackedSubscription[]> {
  const { rows } = await connectionsOf(db).pool.query<TrackedRow>(
    `${TRACKED} AND ($1::text IS NULL OR s.holder = $1) ORDER BY s.created_at, s.id`,
    [holder],
  );
  return rows.map(toTracked);
}

/**
 * Loads a subscription that was not removed. With `holder`, loads it only if it belongs to that holder. Returns
 * undefined if there is none.
 */
export async function loadSubscription(
  db: Database,
  id: string,
  holder: string | null,
): Promise<TrackedSubscription | undefined> {
  const { rows } = await connectionsOf(db).pool.query<TrackedRow>(
    `${TRACKED} AND s.id = $1 AND ($2::text IS NULL OR s.holder = $2)`,
    [id, holder],
  );
  return rows[0] === undefined ? undefined : toTracked(rows[0]);
}

// Reports recorded during this statement may or may not be delivered; later ones are.
const INSERT = `
WITH made AS (
  INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, created_at, channel, language)
  SELECT $1, $2, $3, $4::"DeliveryKind"[], $5, $6, $7::"Mode"[], $8::"Direction"[],
    coalesce((SELECT max(seq) FROM report), 0), 'pending', $9, $12, $13
  WHERE (SELECT count(*) FROM subscription s WHERE s.holder = $2 AND s.state <> 'ended') < $11
  RETURNING id
), signing AS (
  INSERT INTO signing_secret (secret, subscription, created_at) SELECT $10, id, $9 FROM made WHERE $10::text IS NOT NULL
)
INSERT INTO delivery (id, subscription, kind, touches, occurred_at)
SELECT gen_random_uuid()::text, id, 'verification', '{}', $9 FROM made`;

/** Stores a subscription with its secret, if it has one, and its ping. Returns false if its holder already has `most` subscriptions. */
export async function insertSubscription(
  db: Database,
  subscription: EventFilter & {
    id: string;
    holder: string;
    channel: string;
    url: string;
    /** Null for a chat service. */
    language: Language | null;
    /** Null if its messages are not signed. */
    secret: string | null;
    createdAt: Temporal.Instant;
  },
  most: number,
): Promise<boolean> {
  const { id, holder, channel, url, kinds, states, crossings, modes, directions, createdAt, secret, language } =
    subscription;
  const values = [
    id,
    holder,
    url,
    kinds,
    states,
    crossings,
    modes,
    directions,
    toDate(createdAt),
    secret,
    most,
    channel,
    language,
  ];
  const { rowCount } = await connectionsOf(db).pool.query(INSERT, values);
  return rowCount === 1;
}

/** Condition on the version of a subscription. The row is locked before it is checked, so no change gets between. */
export const isExpected = (versions: string): string =>
  `(${versions}::text[] IS NULL OR version::text = ANY (${versions}))`;

// Deletes waiting deliveries too, because they will never be sent.
const REMOVE = `
WITH removed AS (
  UPDATE subscription SET removed = true, state = 'ended', reason = coalesce(reason, 'removed by its holder'),
    stopped_at = coalesce(stopped_at, $2) WHERE id = $1 AND ${isExpected("$3")} RETURNING id
), gone AS (
  DELETE FROM delivery USING removed WHERE subscription = removed.id AND delivered_at IS NULL
)
SELECT FROM removed`;

/**
 * Removes a subscription and its waiting deliveries. With `versions`, returns false and does nothing if the subscription
 * has another version.
 */
export async function removeSubscription(
  db: Database,
  id: string,
  at: Temporal.Instant,
  versions: readonly string[] | null = null,
): Promise<boolean> {
  const { rowCount } = await connectionsOf(db).pool.query(REMOVE, [id, toDate(at), versions]);
  return rowCount === 1;
}

const PING = `
WITH asked AS (
  UPDATE subscription SET state = CASE state WHEN 'active' THEN state ELSE 'pending' END, reason = NULL, stopped_at = NULL
  WHERE id = $1 AND state <> 'ended' AND ${isExpected("$3")} RETURNING id
), again AS (
  UPDATE delivery SET attempts = 0, first_attempt_at = NULL, next_attempt_at = NULL, last_error = NULL
  FROM asked WHERE subscription = asked.id AND delivered_at IS NULL
), pinged AS (
  INSERT INTO delivery (id, subscription, kind, touches, occurred_at)
  SELECT gen_random_uuid()::text, id, 'verification', '{}', $2 FROM asked
  ON CONFLICT (subscription) WHERE kind = 'verification' AND delivered_at IS NULL DO NOTHING
)
SELECT FROM asked`;

/**
 * Queues a ping to a subscription, and resets the attempts of its waiting deliveries. A dead subscription becomes
 * pending. Returns false and does nothing if the subscription has ended, or has a version that is not in `versions`.
 */
export async function pingSubscription(
  db: Database,
  id: string,
  at: Temporal.Instant,
  versions: readonly string[] | null = null,
): Promise<boolean> {
  const { rowCount } = await connectionsOf(db).pool.query(PING, [id, toDate(at), versions]);
  return rowCount === 1;
}
