import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { isAway } from "../away.ts";
import type { makeAppendInTime, Place } from "./append-in-time.ts";

/** Appends documents, as `append_reports` takes them, to the log of one database. */
export type Append = (document: object) => Promise<Place>;

type AppendInTime = ReturnType<typeof makeAppendInTime>;

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
export function makeAppend(append: AppendInTime): Append {
  const waiting: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    do {
      // Whoever asks in the same turn of the loop shares a transaction; and who was just told of the last one, and goes on
      // at once, would else miss the next.
      await setImmediate();
      const lost = await appendTogether(append, nextBatch(waiting));
      // Whoever waited in line would wait as long again, and be answered too late by then.
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

/** Never throws: each that waits is told its own place or error. @returns the error where the database takes nothing at the moment */
async function appendTogether(append: AppendInTime, batch: readonly Waiting[]): Promise<unknown> {
  try {
    const places = await append(`[${batch.map(({ text }) => text).join()}]`);
    for (const [i, place] of places.entries()) batch[i]?.done(place);
  } catch (error) {
    // Where the server refused, nothing was kept, and only whoever is to blame must hear of it. Where it went away
    // nobody knows what was kept, and nothing is sent again.
    if (batch.length > 1 && error instanceof pg.DatabaseError && /^(22|23|GA409)/.test(error.code ?? ""))
      for (const one of batch) await appendTogether(append, [one]);
    else for (const { fail } of batch) fail(error);
    if (isAway(error)) return error;
  }
  return undefined;
}
