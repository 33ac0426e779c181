import { fold } from "../../../domain/fold.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { isNamed } from "../../../domain/places/search.ts";

/**
 * Returns the crossings that a cell may mean: those with exactly this name or address, or else those found by a search
 * for it.
 */
export function crossingsNamed(name: string, crossings: ReadonlyMap<string, Crossing>): Crossing[] {
  const all = [...crossings.values()];
  const wanted = fold(name);
  const exact = all.filter(({ slug, name: { en, es }, aliases }) =>
    [slug, en, es, ...aliases].some((each) => fold(each) === wanted),
  );
  return exact.length > 0 ? exact : all.filter((crossing) => isNamed(crossing, name));
}
