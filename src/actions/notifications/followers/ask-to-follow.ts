import { randomUUID } from "node:crypto";
import type { Context } from "../../../context.ts";
import type { FollowerChannel, FollowerChoices } from "../../../domain/notifications/follower.ts";
import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";
import {
  countAskedFollowers,
  type IsReplaced,
  insertFollower,
} from "../../../store/notifications/followers/followers.ts";

/**
 * Requests that all clients together may make in an hour, by channel. Even while a crossing closes, fewer people
 * subscribe, and more would tell mail servers that this sender is misused.
 */
export const MOST_QUESTIONS_AN_HOUR = 1000;

/**
 * Limits for one mailbox, whatever the tag in its address (`name+tag@`), and for one device. Three questions a day are
 * enough for typing errors, and too few to annoy somebody else. Nobody needs twenty subscriptions.
 */
export const FOLLOWER_LIMITS = { email: { all: 20, recent: 3 }, push: { all: 20, recent: 20 } };
const RECENT = { hours: 24 };

/** A subscription was stored, its address has too many, or too many were asked for in the last hour, for any addresses. */
export type AskedToFollow = { id: string } | "tooMany" | "full";

/** Stores a subscription with its first message, which is sent from the outbox. It ends those that it replaces. */
export async function askToFollow(
  ctx: Context,
  channel: FollowerChannel,
  address: string,
  choices: FollowerChoices,
  cipher: AddressCipher,
  isReplaced: IsReplaced = () => false,
): Promise<AskedToFollow> {
  const { now } = ctx;
  if ((await countAskedFollowers(ctx.db, channel, now.subtract({ hours: 1 }))) >= MOST_QUESTIONS_AN_HOUR) {
    ctx.log.warn({ channel }, "a subscription was refused: too many were asked for in the last hour");
    return "full";
  }
  const id = randomUUID();
  const stored = { ...choices, id, channel, sealed: cipher.seal(address), fingerprint: cipher.fingerprint(address) };
  const isStored = await insertFollower(
    ctx.db,
    { ...stored, askedAt: now },
    { ...FOLLOWER_LIMITS[channel], since: now.subtract(RECENT) },
    isReplaced,
  );
  if (isStored) return { id };
  ctx.log.info({ channel }, "a subscription was not stored: its address has too many");
  return "tooMany";
}

/**
 * Stores a subscription that begins once the owner of the address confirms it. Over its limits, an address gets no
 * message, and the caller does not learn it: the answer says nothing about an address. Returns false if too many questions
 * were asked in the last hour, of any addresses.
 */
export const askForEmail = async (
  ctx: Context,
  address: string,
  choices: FollowerChoices,
  cipher: AddressCipher,
): Promise<boolean> => (await askToFollow(ctx, "email", address, choices, cipher)) !== "full";
