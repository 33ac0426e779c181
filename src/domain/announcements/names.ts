import type { Crossing } from "../places/crossing.ts";
import { plainLetters } from "./sentences.ts";

/** A name found in a text, and the crossings that it may mean. */
export interface FoundName {
  text: string;
  index: number;
  candidates: readonly Crossing[];
  /** True if the name counts only together with the crossing's town. */
  weak: boolean;
}

/** Names of all crossings and their towns. */
export interface Gazetteer {
  crossings: readonly Crossing[];
  find(sentence: string): FoundName[];
  /** Returns the towns that a sentence names, on both sides of the border. */
  towns(sentence: string): Set<string>;
}

const NUMERALS = [
  ["i", "1", "one", "uno"],
  ["ii", "2", "two", "dos"],
  ["iii", "3", "three", "tres"],
  ["iv", "4", "four", "cuatro"],
];
const KIND = / (?:port of entry|international (?:bridge|crossing)|international railway bridge)$/;
/**
 * Matches everyday words. They count as names only together with the crossing's town; a rare name such as "Morley"
 * counts alone.
 */
const EVERYDAY =
  /^(?:falcon|gateway|lindero|alliance|big bend|old bridge|free bridge|friendship bridge|express bridge|puente (?:nuevo|viejo|negro|libre|dos)|la linea|desert line|garita (?:nueva|centro|\d)|(?:bridge|puente)(?: internacional)? (?:\d|i+v?|one|two|three|four|uno|dos|tres|cuatro)|international bridge (?:\d|i+v?|one|two|three|four))$/;
/** Matches words that are too general for names. (The wait-time feed calls Calexico's gates "East" and "West".) */
const COMPASS = /^(?:east|west|division)$/;
/** Rejects a name before a word such as "county" or "street". */
const NOT_A_PLACE = "(?! (?:county|sheriff|police|street|avenue|sector|high school|obispo|potosi))";

/** Builds a gazetteer from names, aliases and variants ("Bridge I", "Bridge 1", "Bridge One"). */
export function gazetteerOf(crossings: readonly Crossing[]): Gazetteer {
  const townCounts = countTowns(crossings);
  const byName = new Map<string, Crossing[]>();
  for (const crossing of crossings)
    for (const name of namesOf(crossing, townCounts)) byName.set(name, [...(byName.get(name) ?? []), crossing]);
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w-])(?:${names.map(escaped).join("|")})(?![\\w]|-(?!\\s))${NOT_A_PLACE}`, "g");
  const towns = [...new Set(crossings.flatMap(townsOf))].sort((a, b) => b.length - a.length);
  const townPattern = new RegExp(`(?<!\\w)(?:${towns.map(escaped).join("|")})(?!\\w)`, "g");
  return {
    crossings,
    find: (sentence) =>
      [...sentence.matchAll(pattern)].map(({ 0: text, index }) => {
        const candidates = byName.get(text) ?? [];
        const split = new Set(candidates.map(({ port }) => port)).size > 1;
        return { text, index, candidates, weak: split || EVERYDAY.test(text) };
      }),
    towns: (sentence) => new Set([...sentence.matchAll(townPattern)].map(([town]) => town)),
  };
}

/** Returns the towns on both sides of a crossing. */
export const townsOf = ({ sides }: Crossing): string[] =>
  sides
    .map(({ city }) => city)
    .flatMap((town) => [outside(plainLetters(town)), ...inside(plainLetters(town))])
    .filter((town) => town !== "airport");

/** Returns the number of crossings of each town. A rail bridge does not count, because no traveller means it. */
function countTowns(crossings: readonly Crossing[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const crossing of crossings)
    for (const town of ownTowns(crossing)) counts.set(town, (counts.get(town) ?? 0) + 1);
  return counts;
}

const ownTowns = (crossing: Crossing): Set<string> => new Set(crossing.kind === "rail_bridge" ? [] : townsOf(crossing));

function namesOf(crossing: Crossing, townCounts: ReadonlyMap<string, number>): Set<string> {
  const given = [crossing.name.en, crossing.name.es, ...crossing.aliases]
    .map(plainLetters)
    .filter((name) => !COMPASS.test(name));
  const bare = given.flatMap((name) => [
    name,
    outside(name),
    ...inside(name).filter((part) => /^(?:puente|garita) /.test(part)),
  ]);
  const cut = [...bare, ...bare.flatMap(headed)].flatMap((name) => [
    name,
    ...(KIND.test(name) ? shorter(name) : longer(name)),
    name.replace(" de la ", " "),
  ]);
  const city = outside(plainLetters(crossing.sides[0].city));
  const local = cut.flatMap((name) =>
    name.startsWith(`${city} bridge`) ? [name, name.slice(city.length + 1)] : [name],
  );
  // The name of a town with several crossings identifies none of them, unless it is the full name or an alias of one.
  const ofThis = ownTowns(crossing);
  const isTownOfOther = (name: string) => (townCounts.get(name) ?? 0) > (ofThis.has(name) ? 1 : 0);
  const own = local.filter((name) => name.length > 1 && (given.includes(name) || !isTownOfOther(name)));
  return new Set([...own, ...(isTownOfOther(city) ? [] : townNames(crossing, city))].flatMap(numbered));
}

function townNames({ kind, name }: Crossing, city: string): string[] {
  if (kind === "rail_bridge") return [];
  const placed = ["port of entry", "bridge", "international bridge", "crossing"].map((noun) => `${city} ${noun}`);
  return plainLetters(name.en).includes(city) ? [city, ...placed] : placed;
}

/** Returns the first part of a name such as "Gateway to the Americas", because people use it alone. */
function headed(name: string): string[] {
  const [head, tail] = name.split(/ (?:to the|at) /);
  if (head === undefined || tail === undefined) return [];
  return /bridge$/.test(head) ? [head] : [head, `${head} bridge`, `${head} international bridge`];
}

/**
 * Returns the short forms of a name. The Anzalduas International Bridge is also called the Anzalduas bridge, or
 * Anzalduas.
 */
function shorter(name: string): string[] {
  const core = name.replace(KIND, "");
  return core.includes("bridge") ? [core] : [core, `${core} bridge`, `${core} port of entry`];
}

const longer = (name: string): string[] =>
  /\b(?:bridge|puente|gate|garita|rail|ferry|cruce|crossing|entry)\b/.test(name) ? [] : [`${name} port of entry`];

function numbered(name: string): string[] {
  for (const forms of NUMERALS)
    for (const form of forms)
      if (name.endsWith(` ${form}`)) {
        const stem = name.slice(0, -form.length);
        const all = forms.flatMap((each) => [
          `${stem}${each}`,
          ...(stem.endsWith("bridge ") ? [`${stem}no. ${each}`, `${stem}#${each}`] : []),
        ]);
        return stem === "bridge " ? [...all, ...all.map((each) => `international ${each}`)] : all;
      }
  return [name];
}

const outside = (name: string): string => name.replace(/ *\([^)]*\) */g, " ").trim();
const inside = (name: string): string[] => [...name.matchAll(/\(([^)]*)\)/g)].map(([, part]) => part ?? "");
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
