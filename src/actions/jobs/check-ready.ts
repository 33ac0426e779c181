import type { Context } from "../../context.ts";
import { probe } from "../../store/probe.ts";

/**
 * What whoever records would meet, though the database answers: a sentence for each thing, none where all is well.
 * Rejects with the error of a database that does not answer.
 */
export async function checkReady({ db }: Context): Promise<string[]> {
  const { readOnly, clocksDiffer, logAhead } = await probe(db);
  const faults = [readOnly ? "the database is read-only" : db.writes.fault(), clocksDiffer];
  const [fault] = faults.filter((each) => each !== null);
  return [
    ...(fault === undefined ? [] : [`nothing can be recorded: ${fault}`]),
    ...(logAhead === null
      ? []
      : [`the newest report was recorded at ${logAhead}, which is yet to come: a clock was wrong`]),
  ];
}
