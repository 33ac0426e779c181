import type { Context } from "../../../context.ts";
import type { EmailSubscription } from "../../../domain/notifications/email-subscription.ts";
import type { AddressCipher, LinkPurpose } from "../../../store/notifications/email/address-cipher.ts";
import {
  confirmEmailSubscription,
  endEmailSubscriptions,
  loadEmailSubscription,
} from "../../../store/notifications/email/email-subscriptions.ts";
import { findEmailsOf } from "./find-emails-of.ts";

/** Returns what a link in a message is about, or null if the link is not genuine or the subscription has ended. */
export async function findLinkedEmail(
  ctx: Context,
  purpose: LinkPurpose,
  token: string,
  cipher: AddressCipher,
): Promise<Omit<EmailSubscription, "address"> | null> {
  const id = cipher.read(purpose, token);
  return id === null ? null : ((await loadEmailSubscription(ctx.db, id)) ?? null);
}

/** Begins the subscription of a link for confirmation. Returns null if there is none. */
export async function confirmEmail(
  ctx: Context,
  token: string,
  cipher: AddressCipher,
): Promise<Omit<EmailSubscription, "address"> | null> {
  const found = await findLinkedEmail(ctx, "confirm", token, cipher);
  if (found !== null) await confirmEmailSubscription(ctx.db, found.id, ctx.now);
  return found;
}

/**
 * Ends the subscription of a link and forgets its address, or all subscriptions of that address. Returns false if the
 * link is not genuine. A subscription that has ended stays ended.
 */
export async function leaveEmail(
  ctx: Context,
  token: string,
  cipher: AddressCipher,
  isForAll: boolean,
): Promise<boolean> {
  const id = cipher.read("leave", token);
  if (id === null) return false;
  const stored = await loadEmailSubscription(ctx.db, id);
  if (stored === undefined) return true;
  const address = isForAll ? cipher.unseal(stored.sealed) : null;
  const ids = address === null ? [id] : await findEmailsOf(ctx, address, cipher);
  await endEmailSubscriptions(ctx.db, ids, ctx.now, "its owner ended it");
  return true;
}
