import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { County } from "../../domain/places/county.ts";
import type { Crossing, Port } from "../../domain/places/crossing.ts";
import { type AreaOfCrossing, type MetroArea, nearestArea } from "../../domain/places/metro-area.ts";
import { type Country, isNorthOf, type Region } from "../../domain/places/region.ts";
import { readDraft, type WrittenDraft } from "../../domain/record/draft-json.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import type { Database } from "../../store/database.ts";
import { SET_UP_LOCK, withLock } from "../../store/locks.ts";
import { loadCrossings, loadRegions, saveCrossings } from "../../store/record/crossings.ts";
import { appendReport, knownIds, loadReportsOf } from "../../store/record/reports.ts";
import { seedCounts } from "./counts/seed-counts.ts";
import { acceptKnownDrafts, appendInOrder } from "./record-missing.ts";
import { retractionOf } from "./retract-report.ts";

type SeedRegion = Omit<Region, "country"> & { country: string };

type SeedCrossing = Omit<Crossing, "services" | "sides" | "county" | "area"> & {
  services: Record<Direction, Mode[]>;
  /** Sides of the crossing, the port's side first. */
  sides: { region: string; city: string }[];
  county?: County | null;
};

/** An area, with the slugs of its crossings. The busiest area and the busiest crossing come first. */
type SeedArea = Omit<MetroArea, "position"> & { crossings: string[] };

type SeedReport = WrittenDraft & { id: string };

/** Withdrawal of a wrong report in the seed. The correction is a new report. */
interface SeedRetraction {
  id: string;
  retracts: string;
  note: string;
}

/** Crossings added or changed, and reports recorded. Both are 0 when the same seed is run again. */
export interface SeedResult {
  crossings: number;
  reports: number;
}

/**
 * Brings the database up to date with the seed in `folder`. Saves crossings that differ, and records reports whose ids
 * are not on record: first the reports, then the withdrawals and corrections, then early listings of the feed, then
 * monthly counts. A report that an operator retracted is on record, so it stays retracted.
 * @throws Refusal `invalid`, RangeError or SyntaxError if the seed is invalid; reports recorded before the error stay
 * on record
 */
export async function seed(db: Database, folder: string): Promise<SeedResult> {
  return withLock(db, SET_UP_LOCK, async () => {
    const read = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8"));
    const regions = regionsOf(await read("countries.json"), await read("regions.json"));
    const places: { ports: Port[]; crossings: SeedCrossing[] } = await read("crossings.json");
    const areas: SeedArea[] = await read("areas.json");
    const reports: SeedReport[] = await read("reports.json");
    const listings: SeedReport[] = await read("listings.json");
    const corrections: { reports: SeedReport[]; retractions: SeedRetraction[] } = await read("corrections.json");
    const crossings = await seedPlaces(
      db,
      [...regions.values()],
      places.ports,
      withAreas(
        places.crossings.map((crossing) => toCrossing(crossing, regions)),
        areas,
      ),
    );
    const first = await seedReports(db, reports);
    const withdrawn = await seedRetractions(db, corrections.retractions);
    const corrected = await seedReports(db, corrections.reports);
    // A correction may be withdrawn too. In a new database, it was not on record at the first call.
    const withdrawnLater = corrected === 0 ? 0 : await seedRetractions(db, corrections.retractions);
    const listed = await seedReports(db, listings);
    const counted = await seedCounts(db, join(folder, "counts"), await loadCrossings(db));
    return { crossings, reports: first + withdrawn + corrected + withdrawnLater + listed + counted };
  });
}

async function seedPlaces(
  db: Database,
  regions: readonly Region[],
  ports: readonly Port[],
  given: readonly Crossing[],
): Promise<number> {
  const knownRegions = await loadRegions(db);
  const known = await loadCrossings(db);
  // Crossings that are not in the seed do not matter here.
  const slugs = given.map(({ slug }) => slug);
  const order = [...known.keys()].filter((slug) => slugs.includes(slug)).join() === slugs.join();
  const differing = given.filter((crossing) => canonical(known.get(crossing.slug)) !== canonical(crossing));
  const isOfOthers = regions.some((region) => canonical(knownRegions.get(region.code)) !== canonical(region));
  if (differing.length > 0 || !order || isOfOthers) await saveCrossings(db, regions, ports, given);
  return differing.length;
}

async function seedReports(db: Database, reports: readonly SeedReport[]): Promise<number> {
  const known = await knownIds(
    db,
    reports.map(({ id }) => id),
  );
  const missing = reports.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return 0;
  const crossings = await loadCrossings(db);
  const drafts = missing.map(({ id, ...written }) => ({ id, draft: readDraft(written) }));
  await appendInOrder(db, crossings, await acceptKnownDrafts(db, crossings, "seed", drafts));
  return missing.length;
}

/** Withdraws the wrong reports that are not withdrawn yet. */
async function seedRetractions(db: Database, retractions: readonly SeedRetraction[]): Promise<number> {
  const targets = await loadReportsOf(
    db,
    retractions.map(({ retracts }) => retracts),
  );
  const standing = new Set(targets.filter(({ retractedAt }) => retractedAt === null).map(({ id }) => id));
  const missing = retractions.filter(({ retracts }) => standing.has(retracts));
  await Promise.all(
    missing.map(({ id, retracts, note }) =>
      appendReport(db, retractionOf(retracts, note, { id, recordedBy: "seed", publisher: "Garita" }), () => "UTC"),
    ),
  );
  return missing.length;
}

/** Returns the regions by code, each with its country. */
function regionsOf(countries: readonly Country[], regions: readonly SeedRegion[]): Map<string, Region> {
  const byCode = new Map(countries.map((country) => [country.code, country]));
  return new Map(
    regions.map(({ country: code, ...region }) => {
      const country = byCode.get(code);
      if (country === undefined) throw new RangeError(`the region ${region.code} is in an unknown country: ${code}`);
      return [region.code, { ...region, country }];
    }),
  );
}

function toCrossing(
  { services, sides, county = null, ...crossing }: SeedCrossing,
  regions: ReadonlyMap<string, Region>,
): Crossing {
  const pairs = Object.entries(services) as [Direction, Mode[]][];
  const [own, opposite, ...more] = sides.map(({ region: code, city }) => {
    const region = regions.get(code);
    if (region === undefined) throw new RangeError(`${crossing.slug} is in an unknown region: ${code}`);
    return { region, city };
  });
  if (own === undefined || opposite === undefined || more.length > 0)
    throw new RangeError(`${crossing.slug} must have two sides`);
  if (isNorthOf(own, opposite) === isNorthOf(opposite, own))
    throw new RangeError(`${crossing.slug}: one of its countries must be north of the other`);
  return {
    ...crossing,
    sides: [own, opposite],
    county,
    area: null,
    services: pairs.flatMap(([direction, modes]) => modes.map((mode) => ({ mode, direction }))),
  };
}

/** Returns the crossings, each with its area. A crossing that is in no area's list belongs to the nearest area. */
function withAreas(crossings: readonly Crossing[], areas: readonly SeedArea[]): Crossing[] {
  const named = new Map<string, AreaOfCrossing>(
    areas.flatMap(({ slug, name, crossings }, position) =>
      crossings.map((crossing, rank) => [crossing, { slug, name, position, rank }] as const),
    ),
  );
  const placed = crossings.map((crossing) => ({ ...crossing, area: named.get(crossing.slug) ?? null }));
  return placed.map((crossing) => ({ ...crossing, area: crossing.area ?? nearestArea(crossing, placed) }));
}

/**
 * Returns a text that is the same for equal places. The order of fields and lists does not matter, except that of the
 * sides.
 */
function canonical(place: Crossing | Region | undefined): string {
  const lists = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(lists(item))).sort();
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .map(([key, field]) => [key, lists(field)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const [own, opposite] = place !== undefined && "sides" in place ? place.sides : [];
  return JSON.stringify(lists({ ...place, own, opposite, sides: [] }));
}
