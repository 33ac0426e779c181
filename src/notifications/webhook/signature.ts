import { Webhook } from "standardwebhooks";
import type { Temporal } from "temporal-polyfill";

/** The headers by which a receiver knows a message as ours (Standard Webhooks): each secret in force signs it. */
export const signed = (
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
