import { Webhook } from "standardwebhooks";
import type { Temporal } from "temporal-polyfill";

/** Returns the headers that let a receiver verify a message (Standard Webhooks). All active secrets sign it. */
export const signatureHeaders = (
  id: string,
  at: Temporal.Instant,
  body: string,
  secrets: readonly string[],
): Record<string, string> => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.epochMilliseconds / 1000)),
  "webhook-signature": secrets
    .map((secret) => new Webhook(secret).sign(id, new Date(at.epochMilliseconds), body))
    .join(" "),
});
