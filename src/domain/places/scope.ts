import { groupBy } from "../group-by.ts";
import type { Phrases, TextMessages } from "../phrases.ts";
import type { ScopeForm } from "../short-phrases.ts";
import { DIRECTIONS, MODES, type Mode } from "../vocabulary.ts";
import type { Crossing, Service } from "./crossing.ts";
import { inList } from "./in-list.ts";

/**
 * Describes the given services as a part of the requested ones: `both directions, all modes`, or `northbound,
 * passenger`.
 */
export const scopeOf = (services: readonly Service[], asked: readonly Service[], phrases: Phrases): string =>
  scopePartsOf(services, asked, phrases).join(", ");

/** Returns the description of {@link scopeOf} in parts. Modes with the same directions share one part. */
export function scopePartsOf(services: readonly Service[], asked: readonly Service[], phrases: Phrases): string[] {
  const modesOf = (list: readonly Service[]) => MODES.filter((mode) => list.some((service) => service.mode === mode));
  const modes = modesOf(services);
  const directionsOf = (mode: Mode) =>
    DIRECTIONS.filter((direction) =>
      services.some((service) => service.mode === mode && service.direction === direction),
    );
  const showDirections = (directions: readonly (typeof DIRECTIONS)[number][]) =>
    directions.length === DIRECTIONS.length
      ? phrases.bothDirections
      : directions.map((direction) => phrases.directions[direction]).join();
  const byDirections = groupBy(modes, (mode) => showDirections(directionsOf(mode)));
  if (byDirections.size === 1) {
    const [directions = ""] = byDirections.keys();
    const all = modes.length > 1 && modes.length === modesOf(asked).length;
    return [`${directions}, ${all ? phrases.allModes : modes.map((mode) => phrases.modes[mode]).join(phrases.and)}`];
  }
  return [...byDirections].map(
    ([directions, some]) => `${some.map((mode) => phrases.modes[mode]).join(phrases.and)} ${directions}`,
  );
}

/**
 * Describes the given services of a crossing as short texts do, for example `for pedestrians and cars` and `both ways`.
 * `form` says how the text names them. Readers expect all modes and the northbound direction. So modes are named only
 * if some are left out, and northbound is named only if `isNorthNamed` is true.
 */
export function briefScopeOf(
  services: readonly Pick<Service, "mode" | "direction">[],
  all: Crossing["services"],
  messages: TextMessages,
  form: ScopeForm = "restricted",
  isNorthNamed = false,
): string[] {
  const { short, phrases } = messages;
  const modesOf = (list: readonly Pick<Service, "mode">[]) =>
    MODES.filter((mode) => list.some((service) => service.mode === mode));
  const modes = modesOf(services);
  const directions = DIRECTIONS.filter((direction) => services.some((service) => service.direction === direction));
  const named = (words: Record<Mode, string>) =>
    inList(
      modes.map((mode) => words[mode]),
      messages,
    );
  const how = modes.length === modesOf(all).length ? [] : [short.scopes[form](named(short.whom), named(short.how))];
  const [direction] = directions;
  if (directions.length > 1) return [...how, short.bothWays];
  const isNamed = direction === "southbound" || (direction === "northbound" && isNorthNamed);
  return [...how, ...(isNamed ? [phrases.directions[direction]] : [])];
}
