import { Temporal } from "temporal-polyfill";
import type { Waiting } from "../../domain/notifications/outbox.ts";
import type { DeliveryKind } from "../../generated/prisma/enums.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toDate, toInstant } from "../rows.ts";
import type { StandingNotice } from "./standing-notices.ts";

export type { DeliveryKind };

/** An event that a subscription has yet to accept. */
export interface Delivery extends Waiting {
  kind: DeliveryKind;
  /** The report or retraction that it tells of, by its place in the log. */
  reportSeq: number | null;
  turn: StandingNotice | null;
  occurredAt: Temporal.Instant;
  /** How often it was tried. */
  attempts: number;
}

/** What one subscription waits for, in its order, as far as it may be sent as things stand. */
export interface Queue {
  url: string;
  deliveries: Delivery[];
}

// Until its address has answered a ping, a subscription is sent nothing else.
const SENDABLE = "s.state = 'active' OR (s.state = 'pending' AND d.kind = 'verification')";

// In no order, for there is not always room for all of them at once.
const DUE = `
SELECT s.id FROM subscription s WHERE s.state IN ('active', 'pending') AND EXISTS (
  SELECT FROM delivery d WHERE d.subscription = s.id AND d.delivered_at IS NULL AND (${SENDABLE})
    AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= $1))
ORDER BY random()`;

/** The subscriptions for which something may be due at `at`. */
export async function loadDueSubscriptions(db: Database, at: Temporal.Instant): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(DUE, [toDate(at)]);
  return rows.map(({ id }) => id);
}

interface Row {
  url: string;
  id: string;
  kind: DeliveryKind;
  reportSeq: string | null;
  turn: { crossing: string; at: string; services: StandingNotice["services"] } | null;
  touches: string[];
  occurredAt: Date;
  nextAttemptAt: Date | null;
  attempts: number;
}

const QUEUE = `
SELECT s.url, d.id, d.kind, d.report_seq AS "reportSeq", d.turn, d.touches, d.occurred_at AS "occurredAt",
  d.next_attempt_at AS "nextAttemptAt", d.attempts
FROM subscription s JOIN delivery d ON d.subscription = s.id AND d.delivered_at IS NULL AND (${SENDABLE})
WHERE s.id = $1 AND s.state IN ('active', 'pending') ORDER BY d.place LIMIT $2`;

/** The first `most` of the queue of a subscription, or undefined where there is nothing that may be sent to it. */
export async function loadQueue(db: Database, subscription: string, most: number): Promise<Queue | undefined> {
  const { rows } = await db.pool.query<Row>(QUEUE, [subscription, most]);
  const [first] = rows;
  if (first === undefined) return undefined;
  const deliveries = rows.map(({ url: _, reportSeq, turn, occurredAt, nextAttemptAt, ...row }) => ({
    ...row,
    reportSeq: reportSeq === null ? null : Number(reportSeq),
    turn: turn && { ...turn, at: Temporal.Instant.from(turn.at) },
    occurredAt: toInstant(occurredAt),
    nextAttemptAt: instantOrNull(nextAttemptAt),
  }));
  return { url: first.url, deliveries };
}

/** What was kept to be sent at an earlier attempt, or null. */
export async function loadBody(db: Database, id: string): Promise<string | null> {
  const row = await db.prisma.delivery.findUnique({ where: { id }, select: { body: true } });
  return row?.body ?? null;
}

/** An attempt that is about to be made: its number, when the first one was, and what is sent at each of them. */
export interface Attempt {
  attempts: number;
  firstAt: Temporal.Instant;
  body: string;
}

const BEGIN = `
UPDATE delivery SET attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, $2), body = coalesce(body, $3)
WHERE id = $1 AND delivered_at IS NULL RETURNING attempts, first_attempt_at AS "firstAt", body`;

/** Puts an attempt on record before it is made, with what it sends; undefined where there is nothing to send any more. */
export async function beginAttempt(
  db: Database,
  id: string,
  at: Temporal.Instant,
  body: string,
): Promise<Attempt | undefined> {
  const { rows } = await db.pool.query<{ attempts: number; firstAt: Date; body: string }>(BEGIN, [
    id,
    toDate(at),
    body,
  ]);
  return rows[0] && { ...rows[0], firstAt: toInstant(rows[0].firstAt) };
}
