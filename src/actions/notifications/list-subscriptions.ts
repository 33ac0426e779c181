import type { ActorContext } from "../../context.ts";
import { loadSubscriptions, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { holderFor } from "./find-subscription.ts";

/** Returns the actor's subscriptions, or all of them for an admin, in order of creation. */
export const listSubscriptions = (ctx: ActorContext): Promise<TrackedSubscription[]> =>
  loadSubscriptions(ctx.db, holderFor(ctx));
