import type { Context } from "../../context.ts";
import { probeDatabase } from "../../store/probe.ts";

/**
 * Returns a sentence for each problem with the database: a write would fail, unless this process only reads, or the
 * newest report has a recording time in the future. Rejects with a database error if the database does not answer.
 */
export async function checkReady({ db }: Context, isReader = false): Promise<string[]> {
  const { readOnly, clocksDiffer, logAhead } = await probeDatabase(db);
  const faults = isReader ? [] : [readOnly ? "the database is read-only" : db.writes.fault(), clocksDiffer];
  const [fault] = faults.filter((each) => each !== null);
  return [
    ...(fault == null ? [] : [`nothing can be recorded: ${fault}`]),
    ...(logAhead === null
      ? []
      : [`the newest report was recorded at ${logAhead}, which is in the future: a clock was wrong`]),
  ];
}
