import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import type { Crossing, Service } from "../../../domain/places/crossing.ts";
import type { CountedService, CountSource } from "../../../domain/record/count-draft.ts";
import type { Database } from "../../../store/database.ts";
import { knownIds } from "../../../store/record/reports.ts";
import { acceptKnownDrafts, appendInOrder } from "../record-missing.ts";
import { type CountedMonth, draftCounts } from "./draft-counts.ts";

/** A publisher's counts by service, year and month. Null means that nothing was published. */
interface SeedCounts {
  id: string;
  source: CountSource;
  counts: (Service & { years: Record<string, (number | null)[]> })[];
}

/**
 * Reports per transaction. A transaction may take only a few seconds. This number takes most of a second on a slow
 * machine.
 */
const AT_ONCE = 16;

/**
 * Records the counts in a folder's files, one report per publisher and month. Skips months on record.
 * @returns the number of reports recorded
 */
export async function seedCounts(
  db: Database,
  folder: string,
  crossings: ReadonlyMap<string, Crossing>,
): Promise<number> {
  const files: SeedCounts[] = [];
  for (const file of await filesIn(folder)) files.push(JSON.parse(await readFile(join(folder, file), "utf8")));
  const known = await knownIds(db, files.flatMap(idsOf));
  const missing = await draftCounts(
    db,
    crossings,
    files.flatMap((file) => monthsOf(file, known)),
  );
  let appended = Promise.resolve();
  for (let i = 0; i < missing.length; i += AT_ONCE) {
    // The server records these reports while the next ones are prepared.
    const reports = await acceptKnownDrafts(db, crossings, "seed", missing.slice(i, i + AT_ONCE));
    await appended;
    appended = appendInOrder(db, crossings, reports);
    // If this append fails, the next `await appended` throws.
    appended.catch(() => undefined);
  }
  await appended;
  return missing.length;
}

/** Returns the names of a folder's files in order. Empty if there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Returns the ids of a file's reports, one per month with a count. */
function idsOf({ id, counts }: SeedCounts): string[] {
  const months = new Set<string>();
  for (const { years } of counts)
    for (const [year, numbers] of Object.entries(years))
      for (const [i, number] of numbers.entries()) if (number !== null) months.add(monthOf(year, i));
  return [...months].map((month) => reportIdOf(id, month));
}

/** Returns the months of a file whose reports are not in `known`. */
function monthsOf({ id, source, counts }: SeedCounts, known: ReadonlySet<string>): CountedMonth[] {
  const months = new Map<string, CountedService[]>();
  for (const { years, ...service } of counts)
    for (const [year, numbers] of Object.entries(years))
      for (const [i, number] of numbers.entries()) {
        const month = monthOf(year, i);
        if (number === null || known.has(reportIdOf(id, month))) continue;
        const counted = months.get(month);
        if (counted === undefined) months.set(month, [{ ...service, number }]);
        else counted.push({ ...service, number });
      }
  return [...months].map(([month, counted]) => ({
    id: reportIdOf(id, month),
    source,
    month: Temporal.PlainYearMonth.from(month),
    counted,
  }));
}

const monthOf = (year: string, index: number): string => `${year}-${String(index + 1).padStart(2, "0")}`;

const reportIdOf = (file: string, month: string): string => `seed-counts-${file}-${month}`;
