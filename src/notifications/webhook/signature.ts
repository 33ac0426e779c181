import { Webhook } from "standardwebhooks";
import type { Temporal } from "temporal-polyfill";

/**
 * Returns the headers with which a receiver verifies a message (Standard Webhooks). Every active secret signs the
 * message.
 */
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
