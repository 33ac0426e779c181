import type { Context } from "../../../context.ts";
import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";
import { endFollowers } from "../../../store/notifications/followers/followers.ts";
import { findFollowersOf } from "./find-followers-of.ts";

/** What an e-mail provider reports about an address: its mailbox does not exist, or its owner complained. */
export interface EmailTrouble {
  kind: "bounce" | "complaint";
  address: string;
}

/** Ends all subscriptions of the given addresses, and forgets the addresses. Returns the number of subscriptions. */
export async function endBounced(
  ctx: Context,
  troubles: readonly EmailTrouble[],
  cipher: AddressCipher,
): Promise<number> {
  let ended = 0;
  for (const { kind, address } of troubles) {
    const ids = await findFollowersOf(ctx, address, cipher);
    ended += await endFollowers(ctx.db, ids, ctx.now, `its provider reported a ${kind}`);
  }
  return ended;
}
