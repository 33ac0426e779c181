import type { Context } from "../../../context.ts";
import type { FollowerChoices, FollowerSubscription } from "../../../domain/notifications/follower.ts";
import { type PushDevice, writeDevice } from "../../../domain/notifications/push-device.ts";
import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";
import { endFollowers, loadFollower, moveFollowers } from "../../../store/notifications/followers/followers.ts";
import { type AskedToFollow, askToFollow } from "./ask-to-follow.ts";
import { findFollowersOf } from "./find-followers-of.ts";

/** Returns the subscriptions of a device that have not ended. Only the browser knows all of its keys. */
export async function findOnDevice(
  ctx: Context,
  device: PushDevice,
  cipher: AddressCipher,
): Promise<Omit<FollowerSubscription, "address">[]> {
  const ids = await findFollowersOf(ctx, writeDevice(device), cipher);
  const found = await Promise.all(ids.map((id) => loadFollower(ctx.db, id)));
  return found.flatMap((each) => each ?? []);
}

/**
 * Stores a subscription of a device. The browser has asked its reader for permission, so it begins with its first
 * message. An earlier subscription of the device to the same crossings ends.
 */
export async function followOnDevice(
  ctx: Context,
  device: PushDevice,
  choices: FollowerChoices,
  cipher: AddressCipher,
): Promise<AskedToFollow> {
  const earlier = await findOnDevice(ctx, device, cipher);
  const stored = await askToFollow(ctx, "push", writeDevice(device), choices, cipher);
  if (typeof stored === "string") return stored;
  const key = placesKey(choices);
  const ids = earlier.filter((each) => placesKey(each) === key).map(({ id }) => id);
  await endFollowers(ctx.db, ids, ctx.now, "its owner asked again");
  return stored;
}

const placesKey = ({ crossings }: FollowerChoices): string => crossings.toSorted().join(" ");

/** Ends all subscriptions of a device, and forgets the device. Returns their number. */
export async function leaveOnDevice(ctx: Context, device: PushDevice, cipher: AddressCipher): Promise<number> {
  const ids = await findFollowersOf(ctx, writeDevice(device), cipher);
  return endFollowers(ctx.db, ids, ctx.now, "its owner ended it");
}

/** Moves the subscriptions of a device to the new address that its browser got. Returns their number. */
export async function moveDevice(
  ctx: Context,
  from: PushDevice,
  to: PushDevice,
  cipher: AddressCipher,
): Promise<number> {
  const ids = await findFollowersOf(ctx, writeDevice(from), cipher);
  const address = writeDevice(to);
  return moveFollowers(ctx.db, ids, cipher.seal(address), cipher.fingerprint(address));
}
