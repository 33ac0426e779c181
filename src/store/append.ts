import { setImmediate } from "node:timers/promises";
import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import { toInstant } from "./rows.ts";

/** The place of a report in the log, and the time of it. */
export interface Place {
  seq: number;
  recordedAt: Temporal.Instant;
}

/** Appends documents, as `append_reports` takes them, to the log of one database. */
export type Append = (document: object) => Promise<Place>;

interface Waiting {
  text: string;
  done: (place: Place) => void;
  fail: (error: unknown) => void;
}

/** Reports that share a transaction at the most, and characters of them: the lock is held for milliseconds. */
const MOST = { reports: 256, characters: 2_000_000 };

/**
 * Appends one batch after another: what comes while a transaction is under way waits, and shares the next. The log's
 * lock is held through the commit, so reports that went in one by one would wait for a flush to disk each.
 */
export function makeAppend(pool: pg.Pool): Append {
  const waiting: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    do {
      // Whoever asks in the same turn of the loop shares a transaction; and who was just told of the last one, and goes on
      // at once, would else miss the next.
      await setImmediate();
      await appendTogether(pool, nextBatch(waiting));
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

/** Never throws: each that waits is told its own place or error. */
async function appendTogether(pool: pg.Pool, batch: readonly Waiting[]): Promise<void> {
  try {
    const { rows } = await pool.query<{ new_seq: string; new_recorded_at: Date }>({
      name: "append",
      text: "SELECT new_seq, new_recorded_at FROM append_reports($1)",
      values: [`[${batch.map(({ text }) => text).join()}]`],
    });
    for (const [i, row] of rows.entries())
      batch[i]?.done({ seq: Number(row.new_seq), recordedAt: toInstant(row.new_recorded_at) });
  } catch (error) {
    // Where the server refused, nothing was kept, and only whoever is to blame must hear of it. Where it went away
    // nobody knows what was kept, and nothing is sent again.
    if (batch.length > 1 && error instanceof pg.DatabaseError && /^(22|23|GA)/.test(error.code ?? ""))
      for (const one of batch) await appendTogether(pool, [one]);
    else for (const { fail } of batch) fail(error);
  }
}
