import type { Context } from "../../../context.ts";
import type { FollowerSubscription } from "../../../domain/notifications/follower.ts";
import type { FollowerCiphers, LinkPurpose } from "../../../store/notifications/followers/address-cipher.ts";
import { confirmFollower, endFollowers, loadFollower } from "../../../store/notifications/followers/followers.ts";
import { findFollowersOf } from "./find-followers-of.ts";

/** Returns the subscription of a genuine link of any channel, or null. */
const readLink = (purpose: LinkPurpose, token: string, ciphers: FollowerCiphers): string | null =>
  ciphers.email.read(purpose, token) ?? ciphers.push.read(purpose, token);

/** Returns what a link in a message is about, or null if the link is not genuine or the subscription has ended. */
export async function findLinkedFollower(
  ctx: Context,
  purpose: LinkPurpose,
  token: string,
  ciphers: FollowerCiphers,
): Promise<Omit<FollowerSubscription, "address"> | null> {
  const id = readLink(purpose, token, ciphers);
  return id === null ? null : ((await loadFollower(ctx.db, id)) ?? null);
}

/** Begins the subscription of a link for confirmation. Returns null if there is none. */
export async function confirmByLink(
  ctx: Context,
  token: string,
  ciphers: FollowerCiphers,
): Promise<Omit<FollowerSubscription, "address"> | null> {
  const found = await findLinkedFollower(ctx, "confirm", token, ciphers);
  if (found !== null) await confirmFollower(ctx.db, found.id, ctx.now);
  return found;
}

/**
 * Ends the subscription of a link and forgets its address, or all subscriptions of that address. Returns false if the
 * link is not genuine. A subscription that has ended stays ended.
 */
export async function leaveByLink(
  ctx: Context,
  token: string,
  ciphers: FollowerCiphers,
  isForAll: boolean,
): Promise<boolean> {
  const id = readLink("leave", token, ciphers);
  if (id === null) return false;
  const stored = await loadFollower(ctx.db, id);
  if (stored === undefined) return true;
  const cipher = ciphers[stored.channel];
  const address = isForAll ? cipher.unseal(stored.sealed) : null;
  const ids = address === null ? [id] : await findFollowersOf(ctx, address, cipher);
  await endFollowers(ctx.db, ids, ctx.now, "its owner ended it");
  return true;
}
