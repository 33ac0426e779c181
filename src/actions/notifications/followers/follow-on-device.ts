import type { Context } from "../../../context.ts";
import type { FollowerChoices, FollowerSubscription } from "../../../domain/notifications/follower.ts";
import { type PushDevice, writeDevice } from "../../../domain/notifications/push-device.ts";
import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";
import { endFollowers, loadFollower, moveFollowers } from "../../../store/notifications/followers/followers.ts";
import { type AskedToFollow, askToFollow, FOLLOWER_LIMITS } from "./ask-to-follow.ts";
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
 * message. It replaces an earlier subscription of the device to the same crossings, and tells what that one still owed.
 */
export async function followOnDevice(
  ctx: Context,
  device: PushDevice,
  choices: FollowerChoices,
  cipher: AddressCipher,
): Promise<AskedToFollow> {
  const address = writeDevice(device);
  const key = placesKey(choices);
  return askToFollow(
    ctx,
    "push",
    address,
    choices,
    cipher,
    (earlier) => placesKey(earlier) === key && cipher.isSame(earlier.sealed, address),
  );
}

const placesKey = ({ crossings }: Pick<FollowerChoices, "crossings">): string => crossings.toSorted().join(" ");

/** Ends all subscriptions of a device, and forgets the device. Returns their number. */
export async function leaveOnDevice(ctx: Context, device: PushDevice, cipher: AddressCipher): Promise<number> {
  const ids = await findFollowersOf(ctx, writeDevice(device), cipher);
  return endFollowers(ctx.db, ids, ctx.now, "its owner ended it");
}

/** Subscriptions were moved, the new address would have too many, or no messages may be sent to it. */
export type MovedDevice = { moved: number } | "tooMany" | "invalid";

/**
 * Moves the subscriptions of a device to the new address that its browser got. `mayBeTold` is asked only for a known device,
 * so that strangers cannot have names looked up. At another host, the device first gets its welcome again: a stranger could
 * otherwise prove one address, and have the messages sent to another.
 */
export async function moveDevice(
  ctx: Context,
  from: PushDevice,
  to: PushDevice,
  cipher: AddressCipher,
  mayBeTold: (endpoint: string) => Promise<boolean>,
): Promise<MovedDevice> {
  const ids = await findFollowersOf(ctx, writeDevice(from), cipher);
  if (ids.length === 0) return { moved: 0 };
  if (!(await mayBeTold(to.endpoint))) return "invalid";
  const address = writeDevice(to);
  const isElsewhere = new URL(from.endpoint).hostname !== new URL(to.endpoint).hostname;
  const moved = await moveFollowers(ctx.db, ids, {
    ...{ sealed: cipher.seal(address), fingerprint: cipher.fingerprint(address) },
    ...{ most: FOLLOWER_LIMITS.push.all, greetedAt: isElsewhere ? ctx.now : null },
  });
  return moved === null ? "tooMany" : { moved };
}
