import type { CrossingKind, Direction, LaneKind, Language, Mode } from "../vocabulary.ts";
import type { Sides } from "./region.ts";

/** A CBP port of entry: an administrative unit with a four-digit code. */
export interface Port {
  code: string;
  name: string;
  /** The code of its region. */
  state: string;
}

/** One mode in one direction at one crossing: the thing that is open or not. */
export interface Service {
  crossing: string;
  mode: Mode;
  direction: Direction;
}

/** A place in degrees (WGS 84); `confidence` is the survey's own word on how good it is. */
export interface Point {
  latitude: number;
  longitude: number;
  confidence: "high" | "medium" | "low";
}

/**
 * A row of CBP's wait-time feed that speaks of this crossing. Only rows listed here count: the feed carries ghosts.
 * `documentZone` is the clock its `date` and `time` run on, `stampZone` the one its `update_time` runs on; neither is
 * always the crossing's own, nor what the printed abbreviation says.
 */
export interface FeedRow {
  portNumber: string;
  modes: Mode[];
  /** The title of the row in the RSS form of the feed, or null where none was seen. */
  rssTitle: string | null;
  documentZone: string;
  stampZone: string;
}

/** One physical place to cross. `timeZone` is an IANA name: the clock on its wall. */
export interface Crossing {
  slug: string;
  port: string;
  name: { en: string; es: string };
  aliases: string[];
  kind: CrossingKind;
  sides: Sides;
  point: Point | null;
  timeZone: string;
  services: { mode: Mode; direction: Direction }[];
  feedRows: FeedRow[];
  note: string | null;
  source: string;
}

/** The name of a crossing in a language; in English where it has none in that language. */
export function nameIn(crossing: Pick<Crossing, "name">, { language }: { language: Language }): string {
  const names: Readonly<Record<string, string | undefined>> = crossing.name;
  return names[language] ?? crossing.name.en;
}

/** Which services are asked about: of a mode, of a direction, or of all. */
export interface AskedServices {
  mode?: Mode | undefined;
  direction?: Direction | undefined;
}

export const isAskedService = ({ mode, direction }: AskedServices, service: Omit<Service, "crossing">): boolean =>
  (mode ?? service.mode) === service.mode && (direction ?? service.direction) === service.direction;

/** All services of a crossing. */
export const servicesOf = ({ slug, services }: Crossing): Service[] =>
  services.map((service) => ({ crossing: slug, ...service }));

/** Tells the zone of each crossing; UTC for one that there is not. */
export const zonesOf =
  (crossings: ReadonlyMap<string, Crossing>) =>
  (slug: string): string =>
    crossings.get(slug)?.timeZone ?? "UTC";

/** The clocks of some crossings, each once: by them one tells what is about all of these. */
export const clocksOf = (slugs: Iterable<string>, crossings: ReadonlyMap<string, Crossing>): string[] => [
  ...new Set([...slugs].flatMap((slug) => crossings.get(slug)?.timeZone ?? [])),
];

/** The key of a service in maps and logs: `lukeville/pedestrian/northbound`. */
export const serviceKey = (service: Service): string => `${service.crossing}/${service.mode}/${service.direction}`;

/** Lane kinds by the mode whose feed group carries them. */
export const LANES_OF: Record<Mode, readonly LaneKind[]> = {
  pedestrian: ["standard", "ready"],
  passenger: ["standard", "sentri", "ready"],
  commercial: ["standard", "fast"],
  rail: [],
};
