import type { Context } from "../../../context.ts";
import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";
import { listSealedFollowers } from "../../../store/notifications/followers/followers.ts";

/** Returns the subscriptions of an address: for a mailbox in any case, but not with another tag. */
export async function findFollowersOf(ctx: Context, address: string, cipher: AddressCipher): Promise<string[]> {
  const all = await listSealedFollowers(ctx.db, cipher.fingerprint(address));
  return all.filter(({ sealed }) => cipher.isSame(sealed, address)).map(({ id }) => id);
}
