import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^(?:import|export)\s[^"';]*?from\s+"(\.[^"]+)"/gm;

/**
 * Returns the test files that import a file through the fewest other files, nearest first. Tests that do not import it
 * are left out.
 * @param tests built test files
 * @param file a built file
 * @param most the largest number of test files to return
 */
export function nearestTests(tests: readonly string[], file: string, most: number): string[] {
  const imports = new Map<string, string[]>();
  const importsOf = (path: string): string[] => {
    const known = imports.get(path);
    if (known !== undefined) return known;
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    const found = [...text.matchAll(IMPORT)].map(([, target = ""]) => join(dirname(path), target));
    imports.set(path, found);
    return found;
  };
  return tests
    .map((test) => ({ test, distance: distanceTo(file, test, importsOf) }))
    .filter(({ distance }) => distance !== Number.POSITIVE_INFINITY)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ test }) => test);
}

/** Returns the number of imports from `from` to `file`. */
function distanceTo(file: string, from: string, importsOf: (path: string) => string[]): number {
  const seen = new Set([from]);
  let level = [from];
  for (let distance = 0; level.length > 0; distance++) {
    if (level.includes(file)) return distance;
    level = level.flatMap(importsOf).filter((path) => !seen.has(path) && seen.add(path));
  }
  return Number.POSITIVE_INFINITY;
}
