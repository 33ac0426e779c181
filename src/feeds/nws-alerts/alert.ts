import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Area } from "../../domain/places/area.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseJson } from "../fetch/parse-json.ts";
import { readItems } from "../read-items.ts";
import type { ItemsRead } from "../source.ts";

const Time = z.iso.datetime({ offset: true, error: "is not a time with an offset" }).transform((text, ctx) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    ctx.addIssue({ code: "custom", message: "is not a time", input: text });
    return z.NEVER;
  }
});

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
const Codes = z.array(z.string()).default([]);
const Ring = z.array(z.tuple([z.number(), z.number()], z.number())).min(3);

/** An area in GeoJSON. Null if the shape is not a polygon or has no rings; the counties are then used. */
const Shape = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("Polygon"), coordinates: z.array(Ring) }),
    z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(Ring)) }),
  ])
  .transform((shape): Area => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates))
  .nullish()
  .catch(null)
  .transform((area) => {
    const polygons = (area ?? []).filter((rings) => rings.length > 0);
    return polygons.length === 0 ? null : polygons;
  });

/** An alert of the National Weather Service: a CAP 1.2 message in GeoJSON. */
const Alert = z
  .object({
    id: z.string().optional(),
    geometry: Shape,
    properties: z.object({
      id: z.string().min(1).max(200),
      areaDesc: Text,
      geocode: z.object({ SAME: Codes, UGC: Codes }).prefault({}),
      references: z.array(z.object({ identifier: z.string() })).default([]),
      sent: Time,
      expires: Time,
      ends: Time.nullish(),
      status: z.string(),
      messageType: z.string(),
      severity: z.string(),
      certainty: z.string(),
      event: z.string().min(1).max(200),
      senderName: Text,
      headline: Text,
      description: Text,
      instruction: Text,
      replacedBy: z.string().nullish(),
    }),
  })
  .transform(({ id: url, geometry: area, properties }) => ({ url, area, ...properties }));

export type NwsAlert = z.output<typeof Alert>;

const Collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(z.unknown()),
  pagination: z.object({ next: z.string().nullish() }).nullish(),
});

/**
 * Reads a page of alerts. Leaves out unreadable ones.
 * @throws FeedError `not_a_feed` if the body is not a collection of alerts
 */
export function parseAlerts(body: string): ItemsRead<NwsAlert> & { next: string | null } {
  const read = Collection.safeParse(parseJson(body, "The list of alerts"));
  if (!read.success) throw new FeedError("not_a_feed", "The body is not a list of alerts in GeoJSON.");
  const { features, pagination } = read.data;
  return { ...readItems(features, Alert, "alert"), next: pagination?.next ?? null };
}
