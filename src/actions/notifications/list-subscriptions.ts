import type { ActorContext } from "../../context.ts";
import { loadSubscriptions, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { holderFor } from "./find-subscription.ts";

/** The actor's subscriptions, in the order in which they were made; an admin's are everyone's. */
export const listSubscriptions = (ctx: ActorContext): Promise<TrackedSubscription[]> =>
  loadSubscriptions(ctx.db, holderFor(ctx));
