import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { loadSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";

/** Returns the holder whose subscriptions an actor may see. Returns null for an admin, who may see all of them. */
export const holderFor = ({ actor }: ActorContext): string | null => (actor.role === "admin" ? null : actor.id);

/**
 * Returns a subscription that the actor may see.
 * @throws Refusal `not_found`, also for another holder's subscription, so as not to reveal that it exists
 */
export async function findSubscription(ctx: ActorContext, id: string): Promise<TrackedSubscription> {
  const found = await loadSubscription(ctx.db, id, holderFor(ctx));
  if (found === undefined) throw new Refusal("not_found", ["unknownSubscription", id]);
  return found;
}
