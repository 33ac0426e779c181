/** A browser that takes push messages: the address at its push service, and the keys that encrypt messages for it. */
export interface PushDevice {
  /** Address of the device at its push service. Whoever knows it and the keys can send to the device. */
  endpoint: string;
  /** Public key of the browser on P-256, and its secret, both in base64url (RFC 8291). */
  p256dh: string;
  auth: string;
}

/** Keys with which an installation identifies itself to push services (RFC 8292), in base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** Reads a device from the text that is stored. */
export const parseDevice = (text: string): PushDevice => JSON.parse(text) as PushDevice;

/** Writes a device as the text that is stored. */
export const writeDevice = ({ endpoint, p256dh, auth }: PushDevice): string =>
  JSON.stringify({ endpoint, p256dh, auth });
