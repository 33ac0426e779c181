import { z } from "zod";
import { ListedCrossing } from "../wire/crossing.ts";

/** Schemas of OGC API Features, part 1 (core). The names of members are those of the standard. */

const Link = z
  .strictObject({
    href: z.string(),
    rel: z.string(),
    type: z.string(),
    title: z.string().optional(),
  })
  .meta({ id: "OgcLink", description: "A link to another answer" });
const links = z.array(Link);

/** A link of an answer. */
export type OgcLink = z.output<typeof Link>;

export const LandingAnswer = z
  .strictObject({ title: z.string(), description: z.string(), links })
  .meta({ id: "OgcLandingPage", description: "The beginning of OGC API Features, with links to its parts" });
export const ConformanceAnswer = z
  .strictObject({ conformsTo: z.array(z.string()) })
  .meta({ id: "OgcConformance", description: "The conformance classes that the service meets" });

const SpatialExtent = z
  .strictObject({ bbox: z.array(z.array(z.number())), crs: z.string() })
  .meta({ id: "OgcSpatialExtent", description: "The box around all crossings" });
const TemporalExtent = z
  .strictObject({ interval: z.array(z.array(z.string().nullable())), trs: z.string() })
  .meta({ id: "OgcTemporalExtent", description: "The time that the record covers" });

export const CollectionAnswer = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    itemType: z.literal("feature"),
    extent: z
      .strictObject({ spatial: SpatialExtent, temporal: TemporalExtent })
      .meta({ id: "OgcExtent", description: "The extent of a collection in space and time" }),
    crs: z.array(z.string()),
    links,
  })
  .meta({ id: "OgcCollection", description: "A collection of features" });
export const CollectionsAnswer = z
  .strictObject({ links, collections: z.array(CollectionAnswer) })
  .meta({ id: "OgcCollections", description: "All collections" });

const { point: _, ...listed } = ListedCrossing.shape;

/** A crossing as a feature, with the properties of a crossing in a list. */
export const FeatureAnswer = z
  .strictObject({
    type: z.literal("Feature"),
    id: z.string(),
    geometry: z
      .strictObject({ type: z.literal("Point"), coordinates: z.tuple([z.number(), z.number()]) })
      .meta({ id: "GeoJsonPoint", description: "A point: longitude, then latitude" })
      .nullable(),
    properties: z
      .strictObject({
        title: z.string(),
        description: z.string(),
        "marker-color": z.string(),
        ...listed,
        pointConfidence: z.enum(["high", "medium", "low"]).nullable(),
      })
      .meta({ id: "CrossingProperties", description: "The properties of a crossing on a map, with its status" }),
  })
  .meta({ id: "CrossingFeature", description: "A crossing as a GeoJSON feature" });

export const OneFeatureAnswer = z
  .strictObject({ ...FeatureAnswer.shape, links })
  .meta({ id: "LinkedCrossingFeature", description: "A crossing as a GeoJSON feature, with links" });

export const FeaturesAnswer = z
  .strictObject({
    type: z.literal("FeatureCollection"),
    timeStamp: z.string().meta({ format: "date-time" }),
    numberMatched: z.int(),
    numberReturned: z.int(),
    links,
    features: z.array(FeatureAnswer),
  })
  .meta({ id: "CrossingFeatures", description: "A page of crossings as GeoJSON features" });
