import type { ActorContext } from "../../context.ts";
import { type ExpectedVersion, versionRefusal } from "../../domain/expected-version.ts";
import { removeSubscription } from "../../store/notifications/subscriptions.ts";
import { findSubscription } from "./find-subscription.ts";

/**
 * Removes a subscription. An event that is already being sent may still arrive.
 * @throws Refusal `not_found`; `changed` if it has another version than `expected`
 */
export async function unsubscribe(ctx: ActorContext, id: string, expected?: ExpectedVersion): Promise<void> {
  await findSubscription(ctx, id);
  const isRemoved = await removeSubscription(ctx.db, id, ctx.now, expected?.versions);
  if (!isRemoved && expected !== undefined) throw versionRefusal(expected);
}
