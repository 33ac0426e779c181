import type { z } from "zod";
import { WEBHOOK_BODIES, WEBHOOK_MEANINGS } from "../wire/webhook.ts";
import { CLOUD_EVENT_BODIES } from "./cloud-event.ts";

/** Returns the OpenAPI 3.1 description of the webhook requests. `schemaOf` converts a schema to JSON Schema. */
export const describeWebhooks = (schemaOf: (schema: z.ZodType) => object): Record<string, object> =>
  Object.fromEntries(
    Object.entries(WEBHOOK_BODIES).map(([kind, body]) => [
      kind,
      {
        post: {
          summary: WEBHOOK_MEANINGS[kind as keyof typeof WEBHOOK_BODIES],
          operationId: `${kind}Webhook`,
          parameters: HEADERS.map(([name, description]) => ({
            name,
            in: "header",
            required: true,
            description,
            schema: { type: "string" },
          })),
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: schemaOf(body) },
              "application/cloudevents+json": {
                schema: schemaOf(CLOUD_EVENT_BODIES[kind as keyof typeof WEBHOOK_BODIES]),
              },
            },
          },
          responses: {
            "2XX": { description: "Accepted" },
            "410": { description: "Gone: nothing more is sent to this address" },
            default: { description: "The event is sent again for up to three days, with the same id and body" },
          },
        },
      },
    ]),
  );

/** Headers of the Standard Webhooks specification. */
const HEADERS = [
  [
    "webhook-id",
    "The id of the event, the same at every attempt. If you have already processed the event, answer with a 2xx status and ignore it",
  ],
  ["webhook-timestamp", "When this attempt was made, in seconds since 1970"],
  ["webhook-signature", "One signature for each active secret, separated by spaces. One matching signature is enough"],
] as const;
