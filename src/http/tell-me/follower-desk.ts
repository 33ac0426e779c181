import type { FollowerCiphers } from "../../store/notifications/followers/address-cipher.ts";

/** Parts that take subscriptions of followers, and end them. */
export interface FollowerDesk {
  ciphers: FollowerCiphers;
  /** True if the form offers messages by e-mail. Otherwise, only the links of earlier messages work. */
  offersEmail: boolean;
  /** Key with which the e-mail provider reports bounces. Null if it cannot. */
  eventsKey: string | null;
  /** Public key with which browsers subscribe, in base64url. Null if the form offers no push messages. */
  pushKey: string | null;
  /** Returns true if messages may be sent to the address of a device. */
  vetEndpoint(endpoint: string): Promise<boolean>;
}
