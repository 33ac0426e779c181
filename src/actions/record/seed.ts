import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Crossing, Port } from "../../domain/places/crossing.ts";
import { readDraft, type WrittenDraft } from "../../domain/record/draft-json.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import type { Database } from "../../store/database.ts";
import { exclusively, SET_UP_LOCK } from "../../store/locks.ts";
import { loadCrossings, saveCrossings } from "../../store/record/crossings.ts";
import { recordMissing } from "./record-missing.ts";

type SeedCrossing = Omit<Crossing, "services"> & { services: Record<Direction, Mode[]> };

type SeedReport = WrittenDraft & { id: string };

/** The numbers of crossings and reports that seeding added. Both are 0 the second time. */
export interface Seeded {
  crossings: number;
  reports: number;
}

/**
 * Brings the database up to date with the seed in `folder`: it saves crossings that differ, and records reports whose
 * ids are not on record. A report that an operator retracted is still on record, so it stays retracted.
 * @throws Refusal `invalid`, RangeError or SyntaxError if the seed itself is invalid; reports recorded before stay
 */
export async function seed(db: Database, folder: string): Promise<Seeded> {
  return exclusively(db, SET_UP_LOCK, async () => {
    const read = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8"));
    const places: { ports: Port[]; crossings: SeedCrossing[] } = await read("crossings.json");
    const reports: SeedReport[] = await read("reports.json");
    const crossings = await seedCrossings(db, places.ports, places.crossings.map(toCrossing));
    return { crossings, reports: await seedReports(db, reports) };
  });
}

async function seedCrossings(db: Database, ports: readonly Port[], given: readonly Crossing[]): Promise<number> {
  const known = await loadCrossings(db);
  const order = JSON.stringify([...known.keys()]) === JSON.stringify(given.map(({ slug }) => slug));
  const differing = given.filter((crossing) => canonical(known.get(crossing.slug)) !== canonical(crossing));
  if (differing.length > 0 || !order) await saveCrossings(db, ports, given);
  return differing.length;
}

const seedReports = async (db: Database, reports: readonly SeedReport[]): Promise<number> =>
  recordMissing(
    db,
    await loadCrossings(db),
    "seed",
    reports.map(({ id, ...written }) => ({ id, draft: readDraft(written) })),
  );

function toCrossing({ services, ...crossing }: SeedCrossing): Crossing {
  const pairs = Object.entries(services) as [Direction, Mode[]][];
  return { ...crossing, services: pairs.flatMap(([direction, modes]) => modes.map((mode) => ({ mode, direction }))) };
}

/** Returns a canonical text of a crossing, which does not depend on the order of its lists and fields. */
function canonical(crossing: Crossing | undefined): string {
  const lists = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(lists(item))).sort();
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .map(([key, field]) => [key, lists(field)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return JSON.stringify(lists(crossing ?? null));
}
