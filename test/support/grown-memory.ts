import type { Crossing } from "../../src/domain/places/crossing.ts";
import { makeRecordMemory, type RecordMemory } from "../../src/live/record/record-memory.ts";
import type { SnapshotHooks } from "../../src/live/snapshot.ts";
import type { Database } from "../../src/store/database.ts";
import { append, type LoggedCrossing } from "./logs.ts";

const MB = 1024 * 1024;

/** Creates a memory of the given crossings that is large enough for all of them. */
export function memoryOf(db: Database, crossings: readonly Crossing[], mostBytes = 64 * MB): RecordMemory {
  const bySlug = new Map(crossings.map((crossing) => [crossing.slug, crossing]));
  return makeRecordMemory(
    { db, crossingOf: (slug) => bySlug.get(slug), isStale: () => false, look: async () => undefined },
    mostBytes,
  );
}

/** Hooks of a snapshot without a memory and without cached answers. */
export const NO_HOOKS: SnapshotHooks = {
  onTouch: () => undefined,
  onRecord: () => undefined,
  onReading: () => undefined,
};

/**
 * Appends the reports of a random log. After every third report, has the memory load the crossing, so that the record
 * in memory grows in parts.
 */
export async function appendWatched(db: Database, memory: RecordMemory, logged: LoggedCrossing): Promise<void> {
  const { slug } = logged.crossing;
  for (const [i, report] of logged.reports.entries()) {
    await append(db, logged, report);
    memory.touch([slug]);
    if (i % 3 === 0) await memory.marks([slug], undefined);
  }
}
