import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { checkVersion, type ExpectedVersion, versionRefusal } from "../../domain/expected-version.ts";
import { pingSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { findSubscription } from "./find-subscription.ts";

/**
 * Pings the address of a subscription and retries its waiting events at once. Revives a dead subscription, and ends a
 * long backoff.
 * @throws Refusal `not_found`; `conflict` if the subscription has ended; `changed` if it has another version than
 * `expected`
 */
export async function verifySubscription(
  ctx: ActorContext,
  id: string,
  expected?: ExpectedVersion,
): Promise<TrackedSubscription> {
  const { state, reason, version } = await findSubscription(ctx, id);
  checkVersion(expected, String(version));
  if (state === "ended") throw new Refusal("conflict", ["subscriptionEnded", id, reason]);
  const isPinged = await pingSubscription(ctx.db, id, ctx.now, expected?.versions);
  if (!isPinged && expected !== undefined) throw versionRefusal(expected);
  return findSubscription(ctx, id);
}
