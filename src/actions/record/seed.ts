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

/** What seeding added: nothing, the second time. */
export interface Seeded {
  crossings: number;
  reports: number;
}

/**
 * Brings the database up to the seed in `folder`: saves crossings that differ, and records the reports whose ids are not
 * on record. What an operator retracted is on record, and so stays retracted.
 * @throws Refusal `invalid`, RangeError or SyntaxError where the seed itself is unsound; the reports before it stay
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

/** Text that two crossings share exactly where they say the same, in whatever order their lists and fields stand. */
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
