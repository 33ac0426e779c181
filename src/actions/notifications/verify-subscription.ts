import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { pingSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { findSubscription } from "./find-subscription.ts";

/**
 * Pings the address of a subscription and retries its waiting events at once. Revives a dead subscription, and ends a
 * long backoff.
 * @throws Refusal `not_found`; `conflict` if the subscription has ended
 */
export async function verifySubscription(ctx: ActorContext, id: string): Promise<TrackedSubscription> {
  const { state, reason } = await findSubscription(ctx, id);
  if (state === "ended") throw new Refusal("conflict", ["subscriptionEnded", id, reason]);
  await pingSubscription(ctx.db, id, ctx.now);
  return findSubscription(ctx, id);
}
