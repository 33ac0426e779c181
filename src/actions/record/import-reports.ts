import type { Crossing } from "../../domain/places/crossing.ts";
import type { Database } from "../../store/database.ts";
import { type KnownDraft, recordMissing } from "./record-missing.ts";

/** What an import has come to so far. */
export interface Imported {
  recorded: number;
  /** Reports that were on record before. */
  known: number;
}

/** Reports that are looked up at once, and shared out to transactions. */
const BATCH = 512;

/**
 * Records reports one after another, under the name of whoever answers for them, those that are on record aside: what was
 * broken off goes on when it is done again. The next are read while the last are being recorded.
 * @throws Refusal `invalid` where a draft is unsound, and what reading them throws; what was recorded before it stays
 */
export async function importReports(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  recordedBy: string,
  reports: AsyncIterable<KnownDraft>,
  tell: (sofar: Imported) => void,
): Promise<Imported> {
  const sofar: Imported = { recorded: 0, known: 0 };
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
      // Looked at below; a failure of it while the next are read is not to end the process.
      last.catch(() => undefined);
      batch = [];
    }
  } finally {
    await last;
  }
  await record(batch);
  return sofar;
}
