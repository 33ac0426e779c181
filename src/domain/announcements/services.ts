import type { Crossing } from "../places/crossing.ts";
import { DIRECTIONS, type Direction, MODES, type Mode } from "../vocabulary.ts";

const MODE_WORDS: Record<Mode, RegExp> = {
  pedestrian: /\b(?:pedestrians?|foot traffic|on foot|walkers|peatonal(?:es)?|peatones|a pie)\b/,
  passenger:
    /\b(?:passengers?|privately owned|povs?|cars?|motorists?|drivers|vehicles?|vehicular(?:es)?|vehiculos?|automovil(?:es|istas)?|autos?|pasajeros|sentri|ready lanes?)\b/,
  commercial: /\b(?:cargo|commercial|trucks?|truckers|freight(?! trains?)|carga|comercial(?:es)?|camiones|trailers)\b/,
  rail: /\b(?:rail|railway|railroad|trains?|ferroviari[oa]s?|tren(?:es)?|ferrocarril(?:es)?)\b/,
};
const TRUCKS = /\b(?:(?:commercial|cargo) (?:vehicles?|truck traffic)|vehiculos? (?:comercial(?:es)?|de carga))\b/g;
const EXCEPT = /\b(?:except(?: for)?|excluding|other than|but not|salvo|excepto)\b.*$/;

const DIRECTION_WORDS: Record<Direction, RegExp> = {
  northbound:
    /\b(?:northbound|(?:in)?to the (?:united states|u\.?s\.?)|entering the (?:united states|u\.?s\.?)|inbound|(?:u\.?s\.?)-bound|hacia (?:el norte|estados unidos|ee\. ?uu)|al norte|entrada a estados unidos)(?!\w)/,
  southbound:
    /\b(?:southbound|(?:in)?to mexico(?! city)|outbound|mexico-bound|bound for mexico|leaving the (?:united states|u\.?s\.?)|hacia (?:el sur|mexico)|al sur)\b/,
};

/** Returns the modes in a clause, in the order of {@link MODES}. A vehicle without cargo is `passenger`. */
export function modesIn(clause: string): Mode[] {
  const text = clause.replace(TRUCKS, "cargo");
  const named = modesOf(text.replace(EXCEPT, ""));
  if (named.length > 0 || !EXCEPT.test(text)) return named;
  const excluded = modesOf(text);
  return excluded.length === 0 ? [] : MODES.filter((mode) => !excluded.includes(mode));
}

const modesOf = (text: string): Mode[] => MODES.filter((mode) => MODE_WORDS[mode].test(text));

/** Returns the directions in a clause. Empty means all. */
export const directionsIn = (clause: string): Direction[] =>
  DIRECTIONS.filter((direction) => DIRECTION_WORDS[direction].test(clause));

/** Returns those of `modes` that the crossing has in one of `directions`. */
export const modesAt = ({ services }: Crossing, modes: readonly Mode[], directions: readonly Direction[]): Mode[] =>
  modes.filter((mode) =>
    services.some(
      (service) => service.mode === mode && (directions.length === 0 || directions.includes(service.direction)),
    ),
  );
