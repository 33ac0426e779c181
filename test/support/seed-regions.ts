import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Country, Region, Sides } from "../../src/domain/places/region.ts";
import { ROOT } from "../../src/root.ts";

/** Reads the regions of a seed folder, without the service's own loader. */
export function readRegions(folder: string): Map<string, Region> {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const countries: Country[] = read("countries.json");
  const regions: (Omit<Region, "country"> & { country: string })[] = read("regions.json");
  return new Map(
    regions.map(({ country: code, ...region }) => {
      const country = countries.find((each) => each.code === code);
      if (country === undefined) throw new Error(`there is no country ${code}`);
      return [region.code, { ...region, country }];
    }),
  );
}

/** The regions of the shipped seed. */
export const SEED_REGIONS: ReadonlyMap<string, Region> = readRegions(join(ROOT, "prisma/seed"));

/** Returns the two sides of a crossing, with regions of the shipped seed. */
export function sidesOf(own: { region: string; city: string }, opposite: { region: string; city: string }): Sides {
  const side = ({ region: code, city }: { region: string; city: string }) => {
    const region = SEED_REGIONS.get(code);
    if (region === undefined) throw new Error(`there is no region ${code}`);
    return { region, city };
  };
  return [side(own), side(opposite)];
}
