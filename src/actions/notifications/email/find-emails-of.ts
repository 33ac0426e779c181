import type { Context } from "../../../context.ts";
import type { AddressCipher } from "../../../store/notifications/email/address-cipher.ts";
import { listSealedEmails } from "../../../store/notifications/email/email-subscriptions.ts";

/** Returns the subscriptions of an address in any case, but not those of the same mailbox with another tag. */
export async function findEmailsOf(ctx: Context, address: string, cipher: AddressCipher): Promise<string[]> {
  const all = await listSealedEmails(ctx.db, cipher.fingerprint(address));
  const own = all.filter(({ sealed }) => cipher.unseal(sealed)?.toLowerCase() === address.toLowerCase());
  return own.map(({ id }) => id);
}
