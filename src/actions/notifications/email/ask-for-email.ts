import { randomUUID } from "node:crypto";
import type { Context } from "../../../context.ts";
import type { EmailChoices } from "../../../domain/notifications/email-subscription.ts";
import type { AddressCipher } from "../../../store/notifications/email/address-cipher.ts";
import { countAskedEmails, insertEmailSubscription } from "../../../store/notifications/email/email-subscriptions.ts";

/**
 * Questions that all clients together may cause in an hour. Even while a crossing closes, fewer people subscribe, and more
 * would tell mail servers that this sender is misused.
 */
export const MOST_QUESTIONS_AN_HOUR = 1000;

/**
 * Limits for one mailbox, whatever the tag in its address (`name+tag@`). Three questions a day are enough for typing
 * errors, and too few to annoy somebody else. Nobody needs twenty subscriptions.
 */
const LIMITS = { all: 20, recent: 3 };
const RECENT = { hours: 24 };

/**
 * Stores a subscription that begins once the owner of the address confirms it. The question for confirmation is sent from
 * the outbox. Over its limits, an address gets no message, and the caller does not learn it: the answer says nothing about
 * an address. Returns false if too many questions were asked in the last hour, of any addresses.
 */
export async function askForEmail(
  ctx: Context,
  address: string,
  choices: EmailChoices,
  cipher: AddressCipher,
): Promise<boolean> {
  const { now } = ctx;
  if ((await countAskedEmails(ctx.db, now.subtract({ hours: 1 }))) >= MOST_QUESTIONS_AN_HOUR) {
    ctx.log.warn("a subscription by e-mail was refused: too many were asked for in the last hour");
    return false;
  }
  const stored = {
    ...choices,
    id: randomUUID(),
    sealed: cipher.seal(address),
    fingerprint: cipher.fingerprint(address),
  };
  const isStored = await insertEmailSubscription(
    ctx.db,
    { ...stored, askedAt: now },
    { ...LIMITS, since: now.subtract(RECENT) },
  );
  if (!isStored) ctx.log.info("a subscription by e-mail was not stored: its address has too many");
  return true;
}
