import type { CrossingKind, Direction, LaneKind, Language, Mode } from "../vocabulary.ts";
import type { County } from "./county.ts";
import type { AreaOfCrossing } from "./metro-area.ts";
import { placeName, type Sides } from "./region.ts";

/** A CBP port of entry: an administrative unit with a four-digit code. */
export interface Port {
  code: string;
  name: string;
  /** Code of the port's region. */
  state: string;
}

/** A mode in one direction at one crossing: the unit that has a status. */
export interface Service {
  crossing: string;
  mode: Mode;
  direction: Direction;
}

/** A position in degrees (WGS 84). `confidence` rates its accuracy. */
export interface Point {
  latitude: number;
  longitude: number;
  confidence: "high" | "medium" | "low";
}

/**
 * A row of CBP's wait-time feed for this crossing. Only rows listed here count, because the feed also has duplicate
 * rows and ghost rows, which almost always say "Update Pending". The fields `date` and `time` are in `documentZone`,
 * and `update_time` is in `stampZone`. Either zone may differ from the crossing's own and from the printed
 * abbreviation.
 */
export interface FeedRow {
  portNumber: string;
  modes: Mode[];
  /** Title of the row in the feed's RSS form. Null if the RSS form never had this row. */
  rssTitle: string | null;
  documentZone: string;
  stampZone: string;
}

/** A physical place to cross. `timeZone` is the IANA name of the local time zone. */
export interface Crossing {
  slug: string;
  port: string;
  name: { en: string; es: string };
  aliases: string[];
  kind: CrossingKind;
  sides: Sides;
  /** County of the port's side. Null if the country has no counties. */
  county: County | null;
  /** Metropolitan area. Null if no area is near. */
  area: AreaOfCrossing | null;
  point: Point | null;
  timeZone: string;
  services: { mode: Mode; direction: Direction }[];
  feedRows: FeedRow[];
  note: string | null;
  source: string;
}

/** Returns the name of a crossing in a language, or the English name if there is none in that language. */
export const nameIn = ({ name }: Pick<Crossing, "name">, messages: { language: Language }): string =>
  placeName(name, messages);

/**
 * Limits a request to one mode, to one direction, or to one mode in one direction. If neither is given, the request
 * concerns all services.
 */
export interface AskedServices {
  mode?: Mode | undefined;
  direction?: Direction | undefined;
}

export const isAskedService = ({ mode, direction }: AskedServices, service: Omit<Service, "crossing">): boolean =>
  (mode ?? service.mode) === service.mode && (direction ?? service.direction) === service.direction;

/** Returns all services of a crossing. */
export const servicesOf = ({ slug, services }: Crossing): Service[] =>
  services.map((service) => ({ crossing: slug, ...service }));

/** Returns a function that gives the time zone of a crossing, or UTC for an unknown crossing. */
export const zonesOf =
  (crossings: ReadonlyMap<string, Crossing>) =>
  (slug: string): string =>
    crossings.get(slug)?.timeZone ?? "UTC";

/**
 * Returns the time zones of the given crossings, without duplicates. Messages about all these crossings show times in
 * each zone.
 */
export const clocksOf = (slugs: Iterable<string>, crossings: ReadonlyMap<string, Crossing>): string[] =>
  timeZonesOf([...slugs].flatMap((slug) => crossings.get(slug) ?? []));

/** Returns the time zones of crossings, each once. */
export const timeZonesOf = (crossings: Iterable<Pick<Crossing, "timeZone">>): string[] => [
  ...new Set([...crossings].map(({ timeZone }) => timeZone)),
];

/** Returns the key of a service for maps and logs: `lukeville/pedestrian/northbound`. */
export const serviceKey = (service: Service): string => `${service.crossing}/${service.mode}/${service.direction}`;

/** Lane kinds that the feed reports for each mode. */
export const LANES_OF: Record<Mode, readonly LaneKind[]> = {
  pedestrian: ["standard", "ready"],
  passenger: ["standard", "sentri", "ready"],
  commercial: ["standard", "fast"],
  rail: [],
};
