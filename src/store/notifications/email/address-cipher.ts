import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Purposes of links in messages. */
export type LinkPurpose = "confirm" | "leave";

/** Keeps addresses unreadable in the database, and makes links that only the owner of an address can know. */
export interface AddressCipher {
  /** Encrypts an address. Two results for one address differ. */
  seal(address: string): Buffer;
  /** Decrypts an address. Returns null if it was encrypted with another key. */
  unseal(sealed: Uint8Array): string | null;
  /** Returns the same bytes for all addresses that reach one mailbox: in any case, and with any tag (`name+tag@`). */
  fingerprint(address: string): Buffer;
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

/** Creates the cipher. `derive` gives a secret of 32 bytes for each purpose. */
export function makeAddressCipher(derive: (purpose: string) => Buffer): AddressCipher {
  const sealing = derive("e-mail addresses");
  const finding = derive("fingerprints of e-mail addresses");
  const linking = derive("links in e-mails");
  const mac = (purpose: LinkPurpose, id: string) =>
    createHmac("sha256", linking).update(`${purpose} ${id}`).digest().subarray(0, TOKEN_BYTES);
  return {
    seal(address) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing, nonce);
      const text = Buffer.concat([cipher.update(address, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
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
    fingerprint: (address) => createHmac("sha256", finding).update(foldAddress(address)).digest(),
    token: (purpose, id) => `${id}.${mac(purpose, id).toString("base64url")}`,
    read(purpose, token) {
      const [, id = "", given = ""] = /^([\w-]{36})\.([\w-]{22})$/.exec(token) ?? [];
      return given !== "" && timingSafeEqual(Buffer.from(given, "base64url"), mac(purpose, id)) ? id : null;
    },
  };
}
