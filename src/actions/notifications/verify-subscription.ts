import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { pingSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { findSubscription } from "./find-subscription.ts";

/**
 * Has the address of a subscription pinged at once, and what waits for it tried anew: revives a dead one, and spares a
 * receiver that was mended the rest of a long wait.
 * @throws Refusal `not_found`; `conflict` where it has ended
 */
export async function verifySubscription(ctx: ActorContext, id: string): Promise<TrackedSubscription> {
  const { state, reason } = await findSubscription(ctx, id);
  if (state === "ended")
    throw new Refusal("conflict", `Subscription ${id} has ended (${reason ?? "no reason given"}): make a new one.`);
  await pingSubscription(ctx.db, id, ctx.now);
  return findSubscription(ctx, id);
}
