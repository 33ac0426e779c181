import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FollowerChannel } from "../../../domain/notifications/follower.ts";
import { parseDevice } from "../../../domain/notifications/push-device.ts";

/** Purposes of links in messages. */
export type LinkPurpose = "confirm" | "leave";

/** Keeps addresses unreadable in the database, and makes links that only the owner of an address can know. */
export interface AddressCipher {
  /** Encrypts an address. Two results for one address differ. */
  seal(address: string): Buffer;
  /** Decrypts an address. Returns null if it was encrypted with another key. */
  unseal(sealed: Uint8Array): string | null;
  /**
   * Returns the same bytes for all addresses that reach one mailbox: in any case, and with any tag (`name+tag@`). For a
   * device, only its address at the push service counts.
   */
  fingerprint(address: string): Buffer;
  /** Returns true if an encrypted address is this one: for a mailbox in any case, for a device with the same keys. */
  isSame(sealed: Uint8Array, address: string): boolean;
  /** Returns the part of a link that proves that its user received the message. */
  token(purpose: LinkPurpose, subscription: string): string;
  /** Returns the subscription of a genuine token, or null. */
  read(purpose: LinkPurpose, token: string): string | null;
}

/** Returns an address in lower case and without a tag. Addresses of one mailbox are then mostly equal. */
const foldAddress = (address: string): string => address.toLowerCase().replace(/^([^+@]+)\+[^@]*(?=@)/, "$1");

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TOKEN_BYTES = 16;

/** What differs between the addresses of the channels. Other names of their keys would make stored addresses unreadable. */
const KINDS = {
  email: {
    keys: "e-mail addresses",
    links: "links in e-mails",
    fold: foldAddress,
    spell: (address: string) => address.toLowerCase(),
  },
  push: {
    keys: "push devices",
    links: "links in push messages",
    fold: (device: string) => parseDevice(device).endpoint,
    spell: (device: string) => device,
  },
};

/** The ciphers of all channels. */
export type FollowerCiphers = Record<FollowerChannel, AddressCipher>;

/** Creates the ciphers of all channels. */
export const makeFollowerCiphers = (derive: (purpose: string) => Buffer): FollowerCiphers => ({
  email: makeAddressCipher(derive),
  push: makeAddressCipher(derive, "push"),
});

/** Creates the cipher of a channel. `derive` gives a secret of 32 bytes for each purpose. */
export function makeAddressCipher(
  derive: (purpose: string) => Buffer,
  channel: FollowerChannel = "email",
): AddressCipher {
  const { keys, links, fold, spell } = KINDS[channel];
  const sealing = derive(keys);
  const finding = derive(`fingerprints of ${keys}`);
  const linking = derive(links);
  const mac = (purpose: LinkPurpose, id: string) =>
    createHmac("sha256", linking).update(`${purpose} ${id}`).digest().subarray(0, TOKEN_BYTES);
  const cipher: AddressCipher = {
    seal(address) {
      const nonce = randomBytes(NONCE_BYTES);
      const sealer = createCipheriv(ALGORITHM, sealing, nonce);
      const text = Buffer.concat([sealer.update(address, "utf8"), sealer.final()]);
      return Buffer.concat([nonce, sealer.getAuthTag(), text]);
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed);
      const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
      try {
        const decipher = createDecipheriv(ALGORITHM, sealing, nonce).setAuthTag(rest.subarray(0, TAG_BYTES));
        return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    fingerprint: (address) => createHmac("sha256", finding).update(fold(address)).digest(),
    isSame(sealed, address) {
      const found = cipher.unseal(sealed);
      return found !== null && spell(found) === spell(address);
    },
    token: (purpose, id) => `${id}.${mac(purpose, id).toString("base64url")}`,
    read(purpose, token) {
      const [, id = "", given = ""] = /^([\w-]{36})\.([\w-]{22})$/.exec(token) ?? [];
      return given !== "" && timingSafeEqual(Buffer.from(given, "base64url"), mac(purpose, id)) ? id : null;
    },
  };
  return cipher;
}
