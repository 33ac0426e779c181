import type { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { Messages } from "../../locales/messages.ts";
import { cacheUntilInvalidated, type Route, route } from "../route.ts";
import { itemRoutes } from "./item-routes.ts";
import { COLLECTION_ID, COLLECTIONS_PATH, CRS84, linksFor, OGC_PATH } from "./links.ts";
import { CollectionAnswer, CollectionsAnswer, ConformanceAnswer, LandingAnswer } from "./schemas.ts";

/**
 * Conformance classes of OGC API Features, part 1, that the service meets. The class for OpenAPI 3.0 is missing,
 * because the API is described in OpenAPI 3.1.
 */
const CONFORMANCE = ["core", "geojson"].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`);

const GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

/** Routes of OGC API Features. `publicUrl` is the public address of the service, or null. */
export function ogcRoutes(publicUrl: string | null): Route[] {
  const made = linksFor(publicUrl);
  const { linksOf, keepOf } = made;
  const collectionOf = (
    crossings: Iterable<Crossing>,
    { messages: { ogc }, origin }: { messages: Messages; origin: string },
  ): z.output<typeof CollectionAnswer> => ({
    id: COLLECTION_ID,
    title: ogc.title,
    description: ogc.description,
    itemType: "feature",
    extent: {
      spatial: { bbox: [boxOf(crossings)], crs: CRS84 },
      temporal: { interval: [[null, null]], trs: GREGORIAN },
    },
    crs: [CRS84],
    links: linksOf({ origin }).collection,
  });
  return [
    route({
      method: "get",
      path: OGC_PATH,
      summary: "The landing page of OGC API Features",
      reply: LandingAnswer,
      async handle(ctx, { messages: { ogc }, origin }) {
        const { title, description } = ogc;
        const { landing: links } = linksOf({ origin });
        return { value: { title, description, links }, keep: keepOf(cacheUntilInvalidated(ctx)) };
      },
    }),
    route({
      method: "get",
      path: `${OGC_PATH}/conformance`,
      summary: "The parts of the standard that the service meets",
      reply: ConformanceAnswer,
      async handle(ctx) {
        return { value: { conformsTo: CONFORMANCE }, keep: cacheUntilInvalidated(ctx) };
      },
    }),
    route({
      method: "get",
      path: COLLECTIONS_PATH,
      summary: "The collections of features: there is one, the crossings",
      reply: CollectionsAnswer,
      async handle(ctx, asked) {
        const crossings = await allCrossings(ctx);
        const { collections: links } = linksOf(asked);
        const value = { links, collections: [collectionOf(crossings.values(), asked)] };
        return { value, keep: keepOf(cacheUntilInvalidated(ctx)) };
      },
    }),
    route({
      method: "get",
      path: `${COLLECTIONS_PATH}/${COLLECTION_ID}`,
      summary: "The collection of crossings, and the area that it covers",
      reply: CollectionAnswer,
      async handle(ctx, asked) {
        const crossings = await allCrossings(ctx);
        return { value: collectionOf(crossings.values(), asked), keep: keepOf(cacheUntilInvalidated(ctx)) };
      },
    }),
    ...itemRoutes(made),
  ];
}

/** Returns the smallest box around all crossings with a known position: west, south, east, north. */
function boxOf(crossings: Iterable<Crossing>): number[] {
  const points = [...crossings].flatMap(({ point }) => point ?? []);
  const [longitudes, latitudes] = [points.map(({ longitude }) => longitude), points.map(({ latitude }) => latitude)];
  if (points.length === 0) return [-180, -90, 180, 90];
  const leastOf = (numbers: readonly number[]) => numbers.reduce((least, each) => Math.min(least, each));
  const mostOf = (numbers: readonly number[]) => numbers.reduce((most, each) => Math.max(most, each));
  return [leastOf(longitudes), leastOf(latitudes), mostOf(longitudes), mostOf(latitudes)];
}
