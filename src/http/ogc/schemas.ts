import { z } from "zod";
import { ListedCrossing } from "../wire/crossing.ts";

/** Schemas of OGC API Features, part 1 (core). The names of members are those of the standard. */

const Link = z.strictObject({
  href: z.string(),
  rel: z.string(),
  type: z.string(),
  title: z.string().optional(),
});
const links = z.array(Link);

/** A link of an answer. */
export type OgcLink = z.output<typeof Link>;

export const LandingAnswer = z.strictObject({ title: z.string(), description: z.string(), links });
export const ConformanceAnswer = z.strictObject({ conformsTo: z.array(z.string()) });

export const CollectionAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  itemType: z.literal("feature"),
  extent: z.strictObject({
    spatial: z.strictObject({ bbox: z.array(z.array(z.number())), crs: z.string() }),
    temporal: z.strictObject({ interval: z.array(z.array(z.string().nullable())), trs: z.string() }),
  }),
  crs: z.array(z.string()),
  links,
});
export const CollectionsAnswer = z.strictObject({ links, collections: z.array(CollectionAnswer) });

const { point: _, ...listed } = ListedCrossing.shape;

/** A crossing as a feature, with the properties of a crossing in a list. */
export const FeatureAnswer = z.strictObject({
  type: z.literal("Feature"),
  id: z.string(),
  geometry: z.strictObject({ type: z.literal("Point"), coordinates: z.tuple([z.number(), z.number()]) }).nullable(),
  properties: z.strictObject({
    title: z.string(),
    description: z.string(),
    "marker-color": z.string(),
    ...listed,
    pointConfidence: z.enum(["high", "medium", "low"]).nullable(),
  }),
});

export const OneFeatureAnswer = z.strictObject({ ...FeatureAnswer.shape, links });

export const FeaturesAnswer = z.strictObject({
  type: z.literal("FeatureCollection"),
  timeStamp: z.string().meta({ format: "date-time" }),
  numberMatched: z.int(),
  numberReturned: z.int(),
  links,
  features: z.array(FeatureAnswer),
});
