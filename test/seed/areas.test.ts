import { readFileSync } from "node:fs";
import { join } from "node:path";
import { slugify } from "../../src/domain/places/names.ts";
import { ROOT } from "../../src/root.ts";
import { crossings, places } from "./seed-files.ts";

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, "prisma/seed", file), "utf8"));

interface Counted {
  crossing: string;
  mode: string;
  years: Record<string, (number | null)[]>;
}

const areas: { slug: string; name: Record<string, string>; crossings: string[] }[] = read("areas.json");
const counted: Counted[] = ["counts/bts.json", "counts/cbp-bridges.json"].flatMap((file) => read(file).counts);

/**
 * Returns how many people on foot, cars and trucks entered the United States at a crossing in 2024, the last year for
 * which both sources count every month. Returns null for a crossing that the sources do not count.
 */
function enteredIn2024(crossing: string): number | null {
  const years = counted.filter((each) => each.crossing === crossing && each.mode !== "rail");
  const months = years.flatMap(({ years }) => years["2024"] ?? []);
  return months.length === 0 ? null : months.reduce<number>((sum, month) => sum + (month ?? 0), 0);
}

describe("the areas of the seed", () => {
  test("contain each crossing once", () => {
    expect(areas.flatMap(({ crossings }) => crossings).sort()).toEqual([...crossings.keys()].sort());
  });

  test("have a name in each language, and a slug that is no crossing's slug, name or alias", () => {
    const taken = places.crossings.flatMap(({ slug, name, aliases }) => [slug, name.en, name.es, ...aliases]);
    // `/embed/board` is the whole border.
    const names = new Set([...taken, "board"].map(slugify));
    for (const { slug, name } of areas) {
      expect([slug, slugify(slug), names.has(slug)]).toEqual([slug, slug, false]);
      expect([name.en, name.es].every(Boolean)).toBe(true);
    }
    expect(new Set(areas.map(({ slug }) => slug)).size).toBe(areas.length);
  });

  // The counts for Nogales and for people on foot in San Ysidro name only the port, so they are not in the seed.
  test("begin with the busiest area and the busiest crossing, as far as crossings are counted", () => {
    const falling = (numbers: (number | null)[]) => {
      const known = numbers.filter((each) => each !== null);
      expect(known).toEqual([...known].sort((a, b) => b - a));
    };
    const totals = areas
      .filter(({ slug }) => slug !== "nogales")
      .map(({ crossings }) => crossings.reduce((sum, crossing) => sum + (enteredIn2024(crossing) ?? 0), 0));
    falling(totals);
    expect(totals[0]).toBeGreaterThan(20_000_000);
    for (const { crossings } of areas) falling(crossings.map(enteredIn2024));
  });
});
