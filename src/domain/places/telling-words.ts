/** English and Spanish words that many places have in their names. Alone, they name no place. */
const GENERIC: ReadonlySet<string> = new Set(
  [
    "airport aeropuerto avenue avenida border frontera bridge bridges crossing crossings cruce entry ferry chalan gate",
    "garita interchange lake park pass port presa puente puentes puerta puerto road street valley valle world",
    "rail railroad railway ferroviario ferrocarril ferro carril bypass line linea division",
    "pedestrian peatonal passenger pasajeros vehicle vehicles vehicular commercial comercial cargo carga truck trucks",
    "standard ready express xpress lane lanes cross",
    "north south east west northern southern eastern western norte este oeste central centro downtown grand grande",
    "city ciudad heights national nacional international internacional colorado",
    "free libre good friendship nuevo nueva viejo vieja",
  ].flatMap((words) => words.split(" ")),
);

/** Minimum length of a word that alone names a place. Shorter ones are articles, numerals and abbreviations. */
const LEAST_LETTERS = 4;

/** Returns true if a name in its URL form is a single generic word. */
export const isGeneric = (name: string): boolean => GENERIC.has(name);

/**
 * Returns a function that decides whether a part of a name, in its URL form, is enough to recognise the place: at least
 * one of its words is neither generic nor short nor a word of a region's name. `regions` holds the URL forms of the
 * names of all states and countries.
 */
export function makeTelling(regions: ReadonlySet<string>): (part: string) => boolean {
  const ofRegions = new Set([...regions].flatMap((name) => name.split("-")));
  return (part) =>
    part.split("-").some((word) => word.length >= LEAST_LETTERS && !GENERIC.has(word) && !ofRegions.has(word));
}
