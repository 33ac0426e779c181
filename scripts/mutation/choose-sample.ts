import { createHash } from "node:crypto";
import { relative } from "node:path";
import type { Mutant } from "./stryker-api.ts";

/**
 * Chooses mutants by a seed, each with the same probability. A mutant's rank is a hash of the seed, its place and its
 * replacement, so the same seed and the same sources give the same sample, and a larger sample contains a smaller one.
 * @param root the folder from which the places are named
 */
export function chooseSample(mutants: readonly Mutant[], size: number, seed: number, root: string): Set<string> {
  const ranked = mutants.map((mutant) => ({ id: mutant.id, rank: rankOf(mutant, seed, root) }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return new Set(ranked.slice(0, size).map(({ id }) => id));
}

function rankOf({ fileName, mutatorName, replacement, location }: Mutant, seed: number, root: string): string {
  const { start, end } = location;
  const place = [relative(root, fileName).replaceAll("\\", "/"), start.line, start.column, end.line, end.column];
  return createHash("sha256")
    .update(JSON.stringify([seed, ...place, mutatorName, replacement]))
    .digest("hex");
}
