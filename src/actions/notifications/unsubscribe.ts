import type { ActorContext } from "../../context.ts";
import { removeSubscription } from "../../store/notifications/subscriptions.ts";
import { findSubscription } from "./find-subscription.ts";

/**
 * Removes a subscription. An event that is already being sent may still arrive.
 * @throws Refusal `not_found`
 */
export async function unsubscribe(ctx: ActorContext, id: string): Promise<void> {
  await findSubscription(ctx, id);
  await removeSubscription(ctx.db, id, ctx.now);
}
