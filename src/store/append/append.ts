import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { isAway } from "../away.ts";
import type { LogPosition, makeAppendInTime } from "./append-in-time.ts";

/** Appends a document for `append_reports` to the log of one database. */
export type Append = (document: object) => Promise<LogPosition>;

type AppendInTime = ReturnType<typeof makeAppendInTime>;

interface Waiting {
  text: string;
  done: (place: LogPosition) => void;
  fail: (error: unknown) => void;
}

/** Maximum numbers of reports and characters in one transaction. They keep the time under the lock to milliseconds. */
const MOST = { reports: 256, characters: 2_000_000 };

/**
 * Returns a function that appends one batch at a time. Documents that arrive during a transaction share the next one,
 * because the log's lock is held through the commit and separate appends would each wait for the disk.
 */
export function makeAppend(append: AppendInTime): Append {
  const waiting: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    do {
      // Callers that append in the same turn of the event loop, or right after a result, join the batch.
      await setImmediate();
      const lost = await appendTogether(append, nextBatch(waiting));
      // Fail the queued callers now. Otherwise each batch would wait for the time limit again.
      if (lost !== undefined) for (const { fail } of waiting.splice(0)) fail(lost);
    } while (waiting.length > 0);
    busy = false;
  };
  return (document) =>
    new Promise((done, fail) => {
      waiting.push({ text: JSON.stringify(document), done, fail });
      if (!busy) void work();
    });
}

function nextBatch(waiting: Waiting[]): Waiting[] {
  let characters = 0;
  const end = waiting.findIndex(({ text }, i) => {
    characters += text.length;
    return i >= MOST.reports || (i > 0 && characters > MOST.characters);
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

/**
 * Appends a batch and gives each caller its own position or error. Never throws.
 * @returns the error if the database is unavailable, otherwise undefined
 */
async function appendTogether(append: AppendInTime, batch: readonly Waiting[]): Promise<unknown> {
  try {
    const places = await append(`[${batch.map(({ text }) => text).join()}]`);
    for (const [i, place] of places.entries()) batch[i]?.done(place);
  } catch (error) {
    // If the server refused the batch, nothing was stored. Append one by one, so that only the caller at fault gets the
    // error. If the connection was lost, the outcome is unknown, so do not resend.
    if (batch.length > 1 && error instanceof pg.DatabaseError && /^(22|23|GA409)/.test(error.code ?? ""))
      for (const one of batch) await appendTogether(append, [one]);
    else for (const { fail } of batch) fail(error);
    if (isAway(error)) return error;
  }
  return undefined;
}
