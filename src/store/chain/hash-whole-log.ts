import { hashMissing } from "../append/hash-missing.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** Time after which the progress is worth a line. */
const PROGRESS_MS = 2_000;

/** Adds all missing hashes, as {@link hashMissing} does. Reports the progress if that takes more than two seconds. */
export async function hashWholeLog(db: Database, say: (line: string) => void): Promise<void> {
  let toldAt = performance.now();
  let isTold = false;
  const added = await hashMissing(connectionsOf(db), (sofar) => {
    if (performance.now() - toldAt < PROGRESS_MS) return;
    say(`Adding hashes to the log: ${sofar} reports so far`);
    toldAt = performance.now();
    isTold = true;
  });
  if (isTold) say(`Added the hashes of ${added} reports to the log`);
}

/** Adds the hashes of reports that a process of an earlier version recorded. The next append would do it as well. */
export const addMissingHashes = async (db: Database): Promise<void> => {
  await hashMissing(connectionsOf(db));
};
