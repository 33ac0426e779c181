import type { Temporal } from "temporal-polyfill";
import type { SubscriptionState } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant } from "../rows.ts";

/** Numbers of subscriptions by state, and the waiting deliveries of pending and active ones. Without those of followers. */
export interface OutboxSize {
  subscriptions: Map<SubscriptionState, number>;
  waiting: number;
  oldestAt: Temporal.Instant | null;
}

const SIZE = `
SELECT s.state, count(*)::int AS subscriptions, coalesce(sum(queue.waiting), 0)::int AS waiting, min(queue.oldest) AS oldest
FROM subscription s
LEFT JOIN LATERAL (
  SELECT count(*) AS waiting, min(d.occurred_at) AS oldest FROM delivery d
  WHERE d.subscription = s.id AND d.delivered_at IS NULL AND s.state IN ('pending', 'active')) queue ON true
WHERE NOT s.removed AND s.holder IS NOT NULL GROUP BY s.state`;

export async function measureOutbox(db: Database): Promise<OutboxSize> {
  const { rows } = await connectionsOf(db).pool.query<{
    state: SubscriptionState;
    subscriptions: number;
    waiting: number;
    oldest: Date | null;
  }>(SIZE);
  const oldest = rows.flatMap((row) => (row.oldest === null ? [] : [toInstant(row.oldest)]));
  return {
    subscriptions: new Map(rows.map(({ state, subscriptions }) => [state, subscriptions])),
    waiting: rows.reduce((all, row) => all + row.waiting, 0),
    oldestAt: oldest.reduce<Temporal.Instant | null>(
      (first, each) => (first === null || each.epochMilliseconds < first.epochMilliseconds ? each : first),
      null,
    ),
  };
}
