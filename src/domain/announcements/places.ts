import type { Crossing } from "../places/crossing.ts";
import type { Mode } from "../vocabulary.ts";
import { type FoundName, type Gazetteer, townsOf } from "./names.ts";
import { plainLetters } from "./sentences.ts";

/** Matches words before an alternative or nearby crossing. Names after them are ignored. */
const ELSEWHERE =
  /\b(?:re-?rout\w*|redirect\w*|divert\w*|detour\w*|alternat\w*|instead(?! of)|(?:can|may|should|must|to|please|encouraged to|advised to|asked to|urged to) (?:still )?(?:use|cross (?:at|through)|travel to|go to|consider|seek)|using|nearest|nearby|next to|near|miles? (?:east|west|north|south)|lanes (?:will be )?added|added (?:lanes|capacity)|unlike|as opposed to|alternativ\w*|utilizar|usar|desvi\w*|redirig\w*|cercan\w*|en lugar de)\b/;

/** Crossings that a clause is about, and guesses made to find them. */
export interface Places {
  crossings: Crossing[];
  doubts: string[];
  /** True if the clause names a place, even one that is not a known crossing. */
  named: boolean;
}

/**
 * Returns the crossings in a clause of normalized text. Everyday words, and names shared by crossings of several ports,
 * count only if the clause or the item names the crossing's town. A clause about rail that names only a town means the
 * town's rail bridges.
 */
export function placesIn(clause: string, item: string, modes: readonly Mode[], places: Gazetteer): Places {
  const text = clause.slice(0, ELSEWHERE.exec(clause)?.index ?? clause.length);
  const doubts: string[] = [];
  const names = places.find(text);
  const found = names
    .filter((name) => !names.some((other) => isTownOf(name, other)))
    .flatMap((name) => meant(name, clause, item, modes, places, doubts));
  const rail = modes.includes("rail") && !found.some(hasRail) ? railOf(text, places) : [];
  if (rail.length > 0) doubts.push(`No rail crossing is named; assumed: ${listed(rail)}.`);
  const crossings = [
    ...new Set(modes.length === 1 && modes[0] === "rail" && rail.length > 0 ? rail : [...found, ...rail]),
  ];
  return { crossings, doubts, named: crossings.length > 0 || places.towns(text).size > 0 };
}

function meant(
  name: FoundName,
  clause: string,
  item: string,
  modes: readonly Mode[],
  places: Gazetteer,
  doubts: string[],
): Crossing[] {
  const near = (text: string) =>
    name.candidates.filter((crossing) => townsOf(crossing).some((town) => places.towns(text).has(town)));
  const inClause = name.weak ? near(clause.replaceAll(name.text, " ")) : [...name.candidates];
  const chosen = inClause.length > 0 ? inClause : near(item);
  if (new Set(chosen.map(({ port }) => port)).size !== 1) return [];
  if (inClause.length === 0)
    doubts.push(`"${name.text}" is assumed to be ${listed(chosen)}, whose town is named elsewhere in the text.`);
  const serving = chosen.filter((crossing) => modes.length === 0 || modes.some((mode) => has(crossing, mode)));
  if (serving.length > 0) return serving;
  const kin = places.crossings.filter(
    (each) =>
      plainLetters(each.name.en).startsWith(name.text.replace(/ port of entry$/, "")) &&
      modes.some((mode) => has(each, mode)),
  );
  if (kin.length > 0)
    doubts.push(
      `"${name.text}" itself does not have the traffic that the text names; assumed instead: ${listed(kin)}.`,
    );
  return kin.length > 0 ? kin : chosen;
}

/**
 * Returns true if a name is the town of a crossing named beside it. "PedWest in San Ysidro" is one crossing, although
 * "San Ysidro" alone is another.
 */
const isTownOf = (name: FoundName, other: FoundName): boolean =>
  other.text !== name.text &&
  other.candidates.every((crossing) => townsOf(crossing).includes(name.text) && !name.candidates.includes(crossing));

function railOf(text: string, places: Gazetteer): Crossing[] {
  const towns = places.towns(text);
  return places.crossings.filter((crossing) => hasRail(crossing) && townsOf(crossing).some((town) => towns.has(town)));
}

const has = (crossing: Crossing, mode: Mode): boolean => crossing.services.some((service) => service.mode === mode);
const hasRail = (crossing: Crossing): boolean => has(crossing, "rail");
const listed = (crossings: readonly Crossing[]): string => crossings.map(({ slug }) => slug).join(", ");
