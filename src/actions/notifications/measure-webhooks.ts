import type { Context } from "../../context.ts";
import { SUBSCRIPTION_STATES, type SubscriptionState } from "../../domain/vocabulary.ts";
import { measureOutbox } from "../../store/notifications/outbox-size.ts";

/**
 * Counts subscriptions by state, and the events waiting to be delivered to pending and active subscriptions.
 * `oldestAge` is the age of the oldest event in seconds.
 */
export async function measureWebhooks(
  ctx: Context,
): Promise<{ subscriptions: Record<SubscriptionState, number>; waiting: number; oldestAge: number }> {
  const { subscriptions, waiting, oldestAt } = await measureOutbox(ctx.db);
  const counts = SUBSCRIPTION_STATES.map((state) => [state, subscriptions.get(state) ?? 0]);
  return {
    subscriptions: Object.fromEntries(counts) as Record<SubscriptionState, number>,
    waiting,
    oldestAge: oldestAt === null ? 0 : Math.max(0, oldestAt.until(ctx.now).total("seconds")),
  };
}
