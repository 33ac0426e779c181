import type { Crossing } from "../../domain/places/crossing.ts";
import type { Database } from "../../store/database.ts";
import { type KnownDraft, recordMissing } from "./record-missing.ts";

/** Progress of an import. */
export interface ImportResult {
  recorded: number;
  /** Reports that were already on record. */
  known: number;
}

/** Number of reports that are looked up together. Several transactions record them. */
const BATCH = 512;

/**
 * Records reports in order under the name `recordedBy`. Skips those on record, so an interrupted import can be
 * repeated. Reads a batch while the previous one is recorded.
 * @throws Refusal `invalid` if a draft is invalid, and any error from `reports`; reports recorded before the error stay
 * on record
 */
export async function importReports(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  recordedBy: string,
  reports: AsyncIterable<KnownDraft>,
  tell: (sofar: ImportResult) => void,
): Promise<ImportResult> {
  const sofar: ImportResult = { recorded: 0, known: 0 };
  const record = async (batch: readonly KnownDraft[]) => {
    const recorded = await recordMissing(db, crossings, recordedBy, batch);
    sofar.recorded += recorded;
    sofar.known += batch.length - recorded;
    tell(sofar);
  };
  let last = Promise.resolve();
  let batch: KnownDraft[] = [];
  try {
    for await (const report of reports) {
      batch.push(report);
      if (batch.length < BATCH) continue;
      await last;
      last = record(batch);
      // Awaited below. Until then, a failure must not count as unhandled, which would end the process.
      last.catch(() => undefined);
      batch = [];
    }
  } finally {
    await last;
  }
  await record(batch);
  return sofar;
}
