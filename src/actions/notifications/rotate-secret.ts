import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { type ExpectedVersion, versionRefusal } from "../../domain/expected-version.ts";
import { isChat } from "../../domain/notifications/chat-content.ts";
import { replaceSecret } from "../../store/notifications/signing-secrets.ts";
import { findSubscription } from "./find-subscription.ts";
import { makeSecret } from "./subscribe.ts";

/** Time for which the old secret also signs. It leaves a day to install the new one in every receiver. */
const OVERLAP = { hours: 24 };

/** Maximum number of old secrets that sign. With more rotations in a day, the oldest stop early. */
const FORMER = 4;

/**
 * Gives a subscription a new secret, which is shown only here. The old one signs for another day.
 * @throws Refusal `not_found`; `conflict` for a chat service, whose messages are not signed;
 * `changed` if it has another version than `expected`
 */
export async function rotateSecret(
  ctx: ActorContext,
  id: string,
  expected?: ExpectedVersion,
): Promise<{ secret: string; formerUntil: Temporal.Instant }> {
  const { channel } = await findSubscription(ctx, id);
  if (isChat(channel)) throw new Refusal("conflict", ["noSecret", id, channel]);
  const secret = makeSecret();
  const now = ctx.now;
  const formerUntil = now.add(OVERLAP);
  const isReplaced = await replaceSecret(ctx.db, id, secret, now, formerUntil, FORMER, expected?.versions);
  if (!isReplaced && expected !== undefined) throw versionRefusal(expected);
  return { secret, formerUntil };
}
