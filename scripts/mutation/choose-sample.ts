import { createHash } from "node:crypto";
import { relative } from "node:path";
import type { Mutant } from "./stryker-api.ts";

/**
 * Chooses mutants by a seed, each with the same probability. A mutant's rank is a hash of the seed and its key, so the
 * same seed and the same sources give the same sample, and a larger sample contains a smaller one.
 * @param root the folder from which the places are named
 */
export function chooseSample(mutants: readonly Mutant[], size: number, seed: number, root: string): Mutant[] {
  const ranked = mutants.map((mutant) => ({
    mutant,
    rank: createHash("sha256")
      .update(`${seed} ${mutantKey(mutant, root)}`)
      .digest("hex"),
  }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.slice(0, size).map(({ mutant }) => mutant);
}

/** Returns a key of a mutant: its place and its replacement. Stryker's own ids depend on the other mutants. */
export function mutantKey({ fileName, mutatorName, replacement, location }: Mutant, root: string): string {
  const { start, end } = location;
  const file = relative(root, fileName).replaceAll("\\", "/");
  return JSON.stringify([file, start.line, start.column, end.line, end.column, mutatorName, replacement]);
}
