import type { CachePolicy } from "../route.ts";
import type { OgcLink } from "./schemas.ts";

/** Media types of the links. */
const JSON_TYPE = "application/json";
export const GEOJSON_TYPE = "application/geo+json";

/** Path of the landing page. */
export const OGC_PATH = "/ogc";
/** Id of the only collection. */
export const COLLECTION_ID = "crossings";

export const COLLECTIONS_PATH = `${OGC_PATH}/collections`;
const COLLECTION = `${COLLECTIONS_PATH}/${COLLECTION_ID}`;
export const ITEMS_PATH = `${COLLECTION}/items`;

/** Coordinate reference system of all positions: WGS 84, longitude before latitude. */
export const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/** Parameters of a page of features that its links repeat. */
export type ItemsAsked = Readonly<Record<"bbox" | "datetime" | "limit" | "cursor", string | undefined>>;

/** Links of the answers. `base` is the address of the service. GDAL does not follow relative links. */
const ogcLinks = (base: string) => {
  const link = (rel: string, path: string, type = JSON_TYPE, title?: string): OgcLink => ({
    href: `${base}${path}`,
    rel,
    type,
    ...(title === undefined ? {} : { title }),
  });
  const items = (rel: string, asked: ItemsAsked) => {
    const given = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined);
    const query = String(new URLSearchParams(given));
    return link(rel, query === "" ? ITEMS_PATH : `${ITEMS_PATH}?${query}`, GEOJSON_TYPE);
  };
  const collection = (rel: string) => link(rel, COLLECTION);
  return {
    landing: [
      link("self", OGC_PATH),
      link("service-desc", "/openapi.json", "application/vnd.oai.openapi+json;version=3.1", "OpenAPI description"),
      link("service-doc", "/docs", "text/html", "Documentation"),
      link("conformance", `${OGC_PATH}/conformance`),
      link("data", COLLECTIONS_PATH),
    ],
    collections: [link("self", COLLECTIONS_PATH), link("root", OGC_PATH)],
    collection: [collection("self"), link("items", ITEMS_PATH, GEOJSON_TYPE), link("root", OGC_PATH)],
    feature: (slug: string) => [
      link("self", `${ITEMS_PATH}/${slug}`, GEOJSON_TYPE),
      collection("collection"),
      link("alternate", `/${slug}`, "text/html"),
    ],
    /** Links of a page of features. `next` is the cursor of the next page, or null. */
    features: (asked: ItemsAsked, next: string | null) => [
      items("self", asked),
      ...(next === null ? [] : [items("next", { ...asked, cursor: next })]),
      collection("collection"),
    ],
  };
};

/**
 * Returns functions that give the links of an answer, and say how long it is kept. Without a public address, the links
 * contain the address that the client wrote, and the process does not keep the answer for other clients.
 */
export const linksFor = (publicUrl: string | null) => ({
  linksOf: ({ origin }: { origin: string }) => ogcLinks(publicUrl ?? origin),
  keepOf: (policy: CachePolicy): CachePolicy => ({ ...policy, namesHost: publicUrl === null }),
});

/** As {@link linksFor} returns it. */
export type LinkMaker = ReturnType<typeof linksFor>;
