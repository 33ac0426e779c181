import { createHash } from "node:crypto";
import type { PushText } from "../../domain/notifications/follower-content.ts";
import { type Service, serviceKey } from "../../domain/places/crossing.ts";
import { MORE } from "../../domain/plain-text.ts";

/** What the service worker of a browser needs to show a message. */
export interface PushPayload extends PushText {
  /** Same at every attempt: a second copy replaces the first one. */
  id: string;
  /** Time of the answer, in ISO 8601. */
  at: string;
  lang: string;
  /** Path of the page that stops these messages. */
  stop: string;
  /** Name of the notification. One that comes later with the same name replaces it. */
  tag: string;
  /** Name of notifications to close, or null. */
  closes: string | null;
  /** Short names of the services that the message answers for. The same in the messages of all subscriptions. */
  services: string[];
}

/** Most services that a message has room to name. */
const MOST_SERVICES = 100;

/** Characters of the short name of a service. Among a few hundred, no two are equal. */
const NAME_LENGTH = 6;

/** Returns the short names of services, or null if they are too many. */
export function namesOfServices(services: readonly Service[]): string[] | null {
  const keys = [...new Set(services.map(serviceKey))];
  const nameOf = (key: string) => createHash("sha256").update(key).digest("base64url").slice(0, NAME_LENGTH);
  return keys.length > MOST_SERVICES ? null : keys.map(nameOf);
}

/** Push services accept 4096 bytes, 103 of which the encryption needs (RFC 8291). */
const MOST_BYTES = 4096 - 103;

/** Writes a payload. Cuts its body if it would be too long. */
export function writePayload(payload: PushPayload): string {
  const write = (body: string) => JSON.stringify({ ...payload, body });
  const letters = [...payload.body];
  for (let kept = letters.length; ; kept = Math.floor(kept * 0.9)) {
    const text = write(kept === letters.length ? payload.body : letters.slice(0, kept).join("").trimEnd() + MORE);
    if (Buffer.byteLength(text) <= MOST_BYTES || kept === 0) return text;
  }
}
