import { Temporal } from "temporal-polyfill";
import type { QueuedDelivery } from "../../domain/notifications/outbox.ts";
import type { DeliveryKind } from "../../generated/prisma/enums.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toDate, toInstant } from "../rows.ts";
import type { StandingNotice } from "./standing-notices.ts";

export type { DeliveryKind };

/** An event that a subscription has not accepted yet. */
export interface Delivery extends QueuedDelivery {
  kind: DeliveryKind;
  /** `seq` of the report or retraction. */
  reportSeq: number | null;
  turn: StandingNotice | null;
  occurredAt: Temporal.Instant;
  /** Number of attempts so far. */
  attempts: number;
  /** Error of the last attempt. */
  lastError: string | null;
  /** Time just before the end of an e-mail or a push message was sent, if one was sent for this event. */
  handedAt: Temporal.Instant | null;
}

/** The waiting deliveries that a subscription's state allows, in order. */
export interface DeliveryQueue {
  /** Channel of the subscription's address. */
  channel: string;
  url: string;
  deliveries: Delivery[];
}

// A pending subscription gets only the ping until its address has answered.
const SENDABLE = "s.state = 'active' OR (s.state = 'pending' AND d.kind = 'verification')";

// The order is random. If there are too many subscriptions to serve at once, each of them still gets a turn.
const DUE = `
SELECT s.id, s.channel FROM subscription s WHERE s.state IN ('active', 'pending') AND EXISTS (
  SELECT FROM delivery d WHERE d.subscription = s.id AND d.delivered_at IS NULL AND (${SENDABLE})
    AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= $1))
ORDER BY random()`;

/** Loads the ids and channels of subscriptions that may have a delivery due at `at`. */
export async function loadDueSubscriptions(
  db: Database,
  at: Temporal.Instant,
): Promise<{ id: string; channel: string }[]> {
  const { rows } = await connectionsOf(db).pool.query<{ id: string; channel: string }>(DUE, [toDate(at)]);
  return rows;
}

interface Row {
  channel: string;
  url: string;
  id: string;
  kind: DeliveryKind;
  reportSeq: string | null;
  turn: { crossing: string; since?: string; at: string; services: StandingNotice["services"] } | null;
  touches: string[];
  occurredAt: Date;
  nextAttemptAt: Date | null;
  attempts: number;
  lastError: string | null;
  handedAt: Date | null;
}

const QUEUE = `
SELECT s.channel, s.url, d.id, d.kind, d.report_seq AS "reportSeq", d.turn, d.touches, d.occurred_at AS "occurredAt",
  d.next_attempt_at AS "nextAttemptAt", d.attempts, d.last_error AS "lastError",
  d.handed_at AS "handedAt"
FROM subscription s JOIN delivery d ON d.subscription = s.id AND d.delivered_at IS NULL AND (${SENDABLE})
WHERE s.id = $1 AND s.state IN ('active', 'pending') ORDER BY d.place LIMIT $2`;

/**
 * Loads the first `most` deliveries in a subscription's queue. Returns undefined if none is waiting, or if the
 * subscription's state allows none.
 */
export async function loadQueue(db: Database, subscription: string, most: number): Promise<DeliveryQueue | undefined> {
  const { rows } = await connectionsOf(db).pool.query<Row>(QUEUE, [subscription, most]);
  const [first] = rows;
  if (first === undefined) return undefined;
  const deliveries = rows.map(
    ({ channel: _, url: __, reportSeq, turn, occurredAt, nextAttemptAt, handedAt, ...row }) => ({
      ...row,
      reportSeq: reportSeq === null ? null : Number(reportSeq),
      turn: turn && {
        ...turn,
        at: Temporal.Instant.from(turn.at),
        since: turn.since === undefined ? undefined : Temporal.Instant.from(turn.since),
      },
      occurredAt: toInstant(occurredAt),
      nextAttemptAt: instantOrNull(nextAttemptAt),
      handedAt: instantOrNull(handedAt),
    }),
  );
  return { channel: first.channel, url: first.url, deliveries };
}

/** Loads the body stored at an earlier attempt, or null. */
export async function loadBody(db: Database, id: string): Promise<string | null> {
  const row = await connectionsOf(db).prisma.delivery.findUnique({ where: { id }, select: { body: true } });
  return row?.body ?? null;
}

/**
 * An attempt about to start: its number, the time of the first attempt, and the body sent at every attempt. The body is
 * null if it is written anew each time.
 */
export interface DeliveryAttempt {
  attempts: number;
  firstAt: Temporal.Instant;
  body: string | null;
}

const BEGIN = `
UPDATE delivery SET attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, $2), body = coalesce(body, $3)
WHERE id = $1 AND delivered_at IS NULL RETURNING attempts, first_attempt_at AS "firstAt", body`;

/** Records an attempt and its body, if it is to be kept, before sending. Returns undefined if the event was accepted or deleted. */
export async function beginAttempt(
  db: Database,
  id: string,
  at: Temporal.Instant,
  body: string | null,
): Promise<DeliveryAttempt | undefined> {
  const { rows } = await connectionsOf(db).pool.query<{ attempts: number; firstAt: Date; body: string | null }>(BEGIN, [
    id,
    toDate(at),
    body,
  ]);
  return rows[0] && { ...rows[0], firstAt: toInstant(rows[0].firstAt) };
}
