import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { placeName } from "../../domain/places/region.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import type { CrossingKind } from "../../domain/vocabulary.ts";
import type { Frame } from "../frame.ts";
import type { Html } from "../html.ts";
import { showScope } from "../standing-text.ts";
import type { PageView } from "../view.ts";
import { announcementsOf } from "./announcements.ts";
import { type JsonLd, jsonLdBlock } from "./json-ld.ts";
import { placeHoursOf } from "./opening-hours.ts";

/** Contents of a crossing's page that its structured data repeat. */
interface DescribedCrossing {
  crossing: Crossing;
  standings: readonly Standing[];
  at: Temporal.Instant;
  view: PageView;
}

/**
 * Renders the structured data of a crossing's page: the place with its hours, and the restrictions in force. Only a
 * page about the present and for all travellers has such data, because programs assume that the data are about the
 * present.
 */
export function crossingNodes(frame: Frame, view: DescribedCrossing): Html | null {
  if (view.view.isDated || view.view.programme !== undefined) return null;
  const { messages } = frame;
  const { crossing, standings, at } = view;
  const page = `${frame.publicUrl ?? ""}/${crossing.slug}`;
  const addresses = {
    page,
    place: `${page}#place`,
    feed: `${frame.publicUrl ?? ""}/v1/crossings/${crossing.slug}/atom.xml`,
  };
  const name = nameIn(crossing, messages);
  const { point, sides } = crossing;
  const others = [...new Set([crossing.name.en, crossing.name.es, ...crossing.aliases])].filter(
    (each) => each !== name,
  );
  const place = {
    "@type": ["Place", BRIDGES.includes(crossing.kind) ? "Bridge" : "CivicStructure"],
    "@id": addresses.place,
    name,
    alternateName: others.length === 0 ? undefined : others,
    url: page,
    description: `${summaryOf(standings, crossing, at, messages)}.`,
    address: sides.map(({ city, region }) => ({
      "@type": "PostalAddress",
      addressLocality: city,
      addressRegion: placeName(region.name, messages),
      addressCountry: region.country.code,
    })),
    geo: point === null ? undefined : geoOf(point),
    ...hoursOf(frame, view),
  };
  return jsonLdBlock(place, ...announcementsOf(frame, crossing, standings, addresses));
}

const BRIDGES: readonly CrossingKind[] = ["bridge", "rail_bridge"];

const geoOf = ({ latitude, longitude }: { latitude: number; longitude: number }): JsonLd => ({
  "@type": "GeoCoordinates",
  latitude,
  longitude,
});

/**
 * Returns the hours as properties of the place. If its services differ in their hours, each group of services becomes a
 * place within the crossing, because programs would otherwise take the hours of cars for those of people on foot.
 */
function hoursOf(
  { messages }: Frame,
  { crossing, standings, at }: DescribedCrossing,
): { [name: string]: JsonLd | undefined } {
  const groups = groupBy(
    standings.map((standing) => ({ standing, hours: placeHoursOf(standing, crossing.timeZone, at) })),
    ({ hours }) => JSON.stringify(hours),
  );
  const [whole] = groups.values();
  if (whole !== undefined && whole.length === crossing.services.length) return { ...whole[0]?.hours };
  const parts = [...groups.values()].flatMap((group) => {
    const [first] = group;
    const hours = first?.hours;
    if (hours?.openingHoursSpecification === undefined && hours?.specialOpeningHoursSpecification === undefined)
      return [];
    const of = group.map(({ standing }) => standing);
    const services = of.map(({ service }) => service);
    return {
      "@type": "Place",
      name: `${nameIn(crossing, messages)}: ${showScope(services, crossing, messages)}`,
      description: `${summaryOf(of, crossing, at, messages)}.`,
      ...hours,
    };
  });
  return { containsPlace: parts.length === 0 ? undefined : parts };
}
