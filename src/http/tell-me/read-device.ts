import { ECDH } from "node:crypto";
import type { PushDevice } from "../../domain/notifications/push-device.ts";

/** Longest address that push services give, with room to spare. */
const MOST_ENDPOINT = 2000;

const KEY_BYTES = 65;
const SECRET_BYTES = 16;

/** Reads a device from the fields of a form, some of which may begin with `prefix`. Returns null if it is none. */
export function readDevice(one: (name: string) => string, prefix = ""): PushDevice | null {
  const [endpoint = "", p256dh = "", auth = ""] = ["endpoint", "p256dh", "auth"].map((name) => one(`${prefix}${name}`));
  if (endpoint.length > MOST_ENDPOINT || !URL.canParse(endpoint)) return null;
  // Decoding and encoding gives one spelling for each key.
  const [key, secret] = [Buffer.from(p256dh, "base64url"), Buffer.from(auth, "base64url")];
  if (key.length !== KEY_BYTES || secret.length !== SECRET_BYTES || !isOnCurve(key)) return null;
  return { endpoint: new URL(endpoint).href, p256dh: key.toString("base64url"), auth: secret.toString("base64url") };
}

function isOnCurve(key: Buffer): boolean {
  try {
    return ECDH.convertKey(key, "prime256v1").length > 0;
  } catch {
    return false;
  }
}
