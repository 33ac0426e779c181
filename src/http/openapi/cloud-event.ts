import { z } from "zod";
import { Instant } from "../wire/wire.ts";

/** Returns the schema of a body in its envelope (CloudEvents 1.0). */
export const cloudEventBody = (kind: string, data: z.ZodType) =>
  z.strictObject({
    specversion: z.literal("1.0"),
    id: z.string().meta({ description: "The id of the event, the same for every subscription and at every attempt" }),
    source: z.string().meta({ description: "The address of the service, or `urn:garita` if none is set" }),
    type: z.literal(`garita.${kind}`),
    subject: z.string().meta({ description: "The path of the report, the crossing or the subscription" }),
    time: Instant.meta({ description: "When the event happened, not when it is sent" }),
    datacontenttype: z.literal("application/json"),
    dataschema: z.string().optional().meta({ description: "The address of the schema of `data`" }),
    data,
  });
