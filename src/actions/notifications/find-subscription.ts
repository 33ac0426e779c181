import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { loadSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";

/** Whose subscriptions an actor may see: their own, and an admin everyone's. */
export const holderFor = ({ actor }: ActorContext): string | null => (actor.role === "admin" ? null : actor.id);

/**
 * One of the subscriptions that the actor may see.
 * @throws Refusal `not_found`, for somebody else's as well: that it exists is theirs to know
 */
export async function findSubscription(ctx: ActorContext, id: string): Promise<TrackedSubscription> {
  const found = await loadSubscription(ctx.db, id, holderFor(ctx));
  if (found === undefined) throw new Refusal("not_found", `You have no subscription '${id}'.`);
  return found;
}
