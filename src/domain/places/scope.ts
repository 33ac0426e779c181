import { groupBy } from "../group-by.ts";
import type { Phrases } from "../phrases.ts";
import { DIRECTIONS, MODES, type Mode } from "../vocabulary.ts";
import type { Service } from "./crossing.ts";

/**
 * Describes the given services as a part of the requested ones: `both directions, all modes`, or `northbound,
 * passenger`.
 */
export const scopeOf = (services: readonly Service[], asked: readonly Service[], phrases: Phrases): string =>
  scopePartsOf(services, asked, phrases).join(", ");

/**
 * Returns the description of {@link scopeOf} in parts. A shortened text may end after any part. Modes with the same
 * directions share one part. With `isShort`, the phrase "all modes" is omitted.
 */
export function scopePartsOf(
  services: readonly Service[],
  asked: readonly Service[],
  phrases: Phrases,
  isShort = false,
): string[] {
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
    if (all && isShort) return [directions];
    return [`${directions}, ${all ? phrases.allModes : modes.map((mode) => phrases.modes[mode]).join(phrases.and)}`];
  }
  return [...byDirections].map(
    ([directions, some]) => `${some.map((mode) => phrases.modes[mode]).join(phrases.and)} ${directions}`,
  );
}
