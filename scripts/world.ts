import type { Crossing, Port } from "../src/domain/places/crossing.ts";
import type { Country, Region } from "../src/domain/places/region.ts";
import type { CrossingKind, Mode } from "../src/domain/vocabulary.ts";
import type { Random } from "./random.ts";

/** Crossings of a made world, and the numbers of its countries, regions and crossings per port. */
export const WORLD = { countries: 60, regions: 150, crossings: 5_000, crossingsPerPort: 2 };

/** Everything that `saveCrossings` takes. */
export interface World {
  regions: Region[];
  ports: Port[];
  crossings: Crossing[];
}

/** Code of the first port. CBP gives lower ones to the ports of the seed. */
const FIRST_PORT = 5000;

/** Time zones with and without summer time, on both sides of Greenwich. */
const ZONES = [
  "America/Chicago",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Africa/Nairobi",
  "Africa/Casablanca",
  "Europe/Madrid",
  "Europe/Istanbul",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Bangkok",
];

/** Modes of crossings, as often as they occur in the seed. */
const MODES: readonly (readonly Mode[])[] = [
  ["pedestrian", "passenger"],
  ["pedestrian", "passenger", "commercial"],
  ["passenger", "commercial"],
  ["commercial"],
  ["rail"],
];

const NAMES = ["San Andrés", "Puerto Nuevo", "Río Seco", "Stone Bridge", "North Gate", "Mill Ferry", "El Paso Alto"];

/** Makes a world of crossings between neighbouring countries. The same `random` gives the same world. */
export function makeWorld(random: Random, size = WORLD): World {
  const countries = Array.from({ length: size.countries }, (_, i) => makeCountry(i, size.countries));
  const regions = Array.from({ length: size.regions }, (_, i) => makeRegion(i, countries));
  const ports: Port[] = [];
  const crossings: Crossing[] = [];
  while (crossings.length < size.crossings) {
    const region = pickOf(regions, Math.floor((crossings.length * regions.length) / size.crossings));
    const port = { code: String(FIRST_PORT + ports.length), name: `Port ${ports.length + 1}`, state: region.code };
    ports.push(port);
    for (let i = 0; i < size.crossingsPerPort && crossings.length < size.crossings; i++)
      crossings.push(makeCrossing(random, crossings.length + 1, port, region, oppositeOf(region, regions)));
  }
  return { regions, ports, crossings };
}

const pickOf = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
};

/** ISO 3166-1 leaves codes that begin with X to its users. */
const codeOf = (index: number): string => `X${index + 1}`;

/** Each country lies north of the next one. */
function makeCountry(index: number, count: number): Country {
  const name = `Country ${index + 1}`;
  return {
    code: codeOf(index),
    name: { en: name, es: `País ${index + 1}` },
    inText: { en: name, es: `el País ${index + 1}` },
    into: { en: `into ${name}`, es: `hacia el País ${index + 1}` },
    northOf: [codeOf((index + 1) % count)],
  };
}

function makeRegion(index: number, countries: readonly Country[]): Region {
  const country = pickOf(countries, index % countries.length);
  return {
    code: `${country.code}-${index + 1}`,
    name: { en: `Region ${index + 1}`, es: `Región ${index + 1}` },
    country,
  };
}

/** Returns a region of the country to the south. */
const oppositeOf = ({ country }: Region, regions: readonly Region[]): Region =>
  pickOf(
    regions,
    regions.findIndex((each) => country.northOf.includes(each.country.code)),
  );

function makeCrossing(random: Random, number: number, port: Port, own: Region, opposite: Region): Crossing {
  const modes = random.pick(MODES);
  const name = `${random.pick(NAMES)} ${number}`;
  const kind: CrossingKind = modes[0] === "rail" ? "rail_bridge" : random.pick(["bridge", "road", "gate"]);
  return {
    slug: `world-${number}`,
    port: port.code,
    name: { en: name, es: name },
    aliases: [`Crossing ${number}`],
    kind,
    sides: [
      { region: own, city: `City ${number}` },
      { region: opposite, city: `Ciudad ${number}` },
    ],
    county: null,
    area: null,
    point: { latitude: random.next() * 120 - 55, longitude: random.next() * 340 - 170, confidence: "medium" },
    timeZone: random.pick(ZONES),
    services: modes.flatMap((mode) => [
      { mode, direction: "northbound" as const },
      { mode, direction: "southbound" as const },
    ]),
    feedRows: [],
    note: null,
    source: "https://example.org/world",
  };
}
