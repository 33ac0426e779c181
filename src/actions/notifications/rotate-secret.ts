import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../context.ts";
import { replaceSecret } from "../../store/notifications/signing-secrets.ts";
import { findSubscription } from "./find-subscription.ts";
import { makeSecret } from "./subscribe.ts";

/** For how long a secret that was replaced still signs beside the new one: a day to bring the new one to every receiver. */
const OVERLAP = { hours: 24 };

/** How many former secrets may sign at once: who rotates more often than that in a day has lost the older ones for good. */
const FORMER = 4;

/**
 * Gives a subscription a new secret, which is told here and never again. For a day those before it sign as well.
 * @throws Refusal `not_found`
 */
export async function rotateSecret(
  ctx: ActorContext,
  id: string,
): Promise<{ secret: string; formerUntil: Temporal.Instant }> {
  await findSubscription(ctx, id);
  const secret = makeSecret();
  const now = ctx.now;
  const formerUntil = now.add(OVERLAP);
  await replaceSecret(ctx.db, id, secret, now, formerUntil, FORMER);
  return { secret, formerUntil };
}
