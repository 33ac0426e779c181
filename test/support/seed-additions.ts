import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** A folder with a separate seed. */
export interface SeedFolder {
  folder: string;
  remove(): void;
}

const read = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));

/** Adds a fixture's files to the shipped seed, as a contributor would. */
export function seedWith(fixture: string): SeedFolder {
  const additions = join(ROOT, "test/seed/fixtures", fixture);
  const folder = mkdtempSync(join(tmpdir(), "garita-seed-"));
  cpSync(join(ROOT, "prisma/seed"), folder, { recursive: true });
  for (const file of ["countries.json", "regions.json"].filter((each) => existsSync(join(additions, each))))
    writeFileSync(join(folder, file), JSON.stringify([...read(folder, file), ...read(additions, file)]));
  const [shipped, added] = [read(folder, "crossings.json"), read(additions, "crossings.json")];
  const places = {
    ports: [...shipped.ports, ...added.ports],
    crossings: [...shipped.crossings, ...added.crossings],
  };
  writeFileSync(join(folder, "crossings.json"), JSON.stringify(places));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Creates a seed with only a fixture's additions and the shipped countries. */
export function seedOf(fixture: string): SeedFolder {
  const made = seedWith(fixture);
  const additions = join(ROOT, "test/seed/fixtures", fixture);
  cpSync(additions, made.folder, { recursive: true });
  const countries = [...read(join(ROOT, "prisma/seed"), "countries.json"), ...read(additions, "countries.json")];
  writeFileSync(join(made.folder, "countries.json"), JSON.stringify(countries));
  for (const file of ["reports.json", "listings.json"]) writeFileSync(join(made.folder, file), "[]");
  writeFileSync(join(made.folder, "corrections.json"), JSON.stringify({ reports: [], retractions: [] }));
  rmSync(join(made.folder, "counts"), { recursive: true });
  return made;
}
