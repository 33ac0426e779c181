import { z } from "zod";
import { WEBHOOK_BODIES } from "../wire/webhook.ts";
import { Instant } from "../wire/wire.ts";

/** Returns the schema of a body in its envelope (CloudEvents 1.0). */
const cloudEventBody = (kind: string, data: z.ZodType, id: string) =>
  z
    .strictObject({
      specversion: z.literal("1.0"),
      id: z.string().meta({ description: "The id of the event, the same for every subscription and at every attempt" }),
      source: z.string().meta({ description: "The address of the service, or `urn:garita` if none is set" }),
      type: z.literal(`garita.${kind}`),
      subject: z.string().meta({ description: "The path of the report, the crossing or the subscription" }),
      time: Instant.meta({ description: "When the event happened, not when it is sent" }),
      datacontenttype: z.literal("application/json"),
      dataschema: z.string().optional().meta({ description: "The address of the schema of `data`" }),
      data,
    })
    .meta({ id, description: "The body of a webhook in the envelope of CloudEvents 1.0" });

/** Webhook bodies in their envelopes, by kind of event. */
export const CLOUD_EVENT_BODIES = {
  verification: cloudEventBody("verification", WEBHOOK_BODIES.verification, "VerificationCloudEvent"),
  report: cloudEventBody("report", WEBHOOK_BODIES.report, "ReportCloudEvent"),
  retraction: cloudEventBody("retraction", WEBHOOK_BODIES.retraction, "RetractionCloudEvent"),
  standing: cloudEventBody("standing", WEBHOOK_BODIES.standing, "StandingCloudEvent"),
};
