import { createECDH } from "node:crypto";
import type { VapidKeys } from "../../domain/notifications/push-device.ts";

/**
 * Returns the keys that follow from the key of the log. They are always the same, because browsers give an address to one
 * public key only. `derive` gives a secret of 32 bytes for each purpose.
 */
export function deriveVapidKeys(derive: (purpose: string) => Buffer): VapidKeys {
  const curve = createECDH("prime256v1");
  for (let attempt = 1; ; attempt++) {
    const secret = derive(`push messages${attempt === 1 ? "" : ` ${attempt}`}`);
    try {
      curve.setPrivateKey(secret);
    } catch (error) {
      // One in four billion secrets is not below the order of the curve.
      if (attempt === 8) throw error;
      continue;
    }
    return { publicKey: curve.getPublicKey("base64url"), privateKey: secret.toString("base64url") };
  }
}

/**
 * Returns the address that push services may use to reach the operator: the contact for security, or else the public
 * address. Null if neither is one that they accept, so nothing can be sent.
 */
export function vapidSubject(contact: string | undefined, publicUrl: string | undefined): string | null {
  if (contact !== undefined) return contact.startsWith("https:") ? contact : `mailto:${contact}`;
  return publicUrl?.startsWith("https:") === true ? publicUrl : null;
}
