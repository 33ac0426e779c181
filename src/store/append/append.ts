import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { Refusal } from "../../domain/errors.ts";
import { isAway } from "../away.ts";
import type { LogPosition, makeAppendInTime } from "./append-in-time.ts";

/** Appends a document for `append_reports` to the log of one database. */
export interface Append {
  /**
   * Appends a document. With `keyId`, that API key must not be revoked.
   * @throws Refusal `unauthorized` if the key is revoked; nothing is then recorded
   */
  (document: object, keyId?: string): Promise<LogPosition>;
  /**
   * Appends documents in order in one transaction: all of them or none.
   * @throws RangeError if there are more than {@link MOST_TOGETHER}
   */
  together(documents: readonly object[]): Promise<LogPosition[]>;
}

type AppendInTime = ReturnType<typeof makeAppendInTime>;

/** Documents of one caller, which are appended in the same transaction. */
interface Waiting {
  texts: string[];
  /** API key that must not be revoked. */
  keyId?: string | undefined;
  done: (places: LogPosition[]) => void;
  fail: (error: unknown) => void;
}

/**
 * Maximum numbers of reports and characters that several callers share in one transaction. A single caller may append
 * at most the same numbers together. These limits keep the log locked for milliseconds only. A document contains a
 * report twice: for the tables, and as canonical text for its hash.
 */
export const MOST_TOGETHER = { reports: 250, characters: 4_000_000 };

/**
 * Returns a function that appends one batch at a time. Documents that arrive during a transaction share the next one.
 * The log's lock is held until the end of the commit, so separate appends would each wait for the disk.
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
  const queue = (texts: string[], keyId?: string): Promise<LogPosition[]> =>
    new Promise((done, fail) => {
      waiting.push({ texts, keyId, done, fail });
      if (!busy) void work();
    });
  const together = async (documents: readonly object[]): Promise<LogPosition[]> => {
    const texts = documents.map((document) => JSON.stringify(document));
    const characters = texts.reduce((sum, { length }) => sum + length, 0);
    if (texts.length > MOST_TOGETHER.reports || characters > MOST_TOGETHER.characters)
      throw new RangeError(
        `At most ${MOST_TOGETHER.reports} reports and ${MOST_TOGETHER.characters} characters are appended together; got ${texts.length} and ${characters}.`,
      );
    return queue(texts);
  };
  return Object.assign(
    async (document: object, keyId?: string) => onlyOne(await queue([JSON.stringify(document)], keyId)),
    { together },
  );
}

function onlyOne([place]: readonly LogPosition[]): LogPosition {
  if (place === undefined) throw new Error("The database returned no position for a report.");
  return place;
}

function nextBatch(waiting: Waiting[]): Waiting[] {
  let characters = 0;
  let reports = 0;
  const end = waiting.findIndex(({ texts }, i) => {
    reports += texts.length;
    for (const text of texts) characters += text.length;
    return i > 0 && (reports > MOST_TOGETHER.reports || characters > MOST_TOGETHER.characters);
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

/**
 * Appends a batch and gives each caller its own positions or error. Never throws.
 * @returns the error if the database is unavailable, otherwise undefined
 */
async function appendTogether(append: AppendInTime, batch: readonly Waiting[]): Promise<unknown> {
  try {
    const keyIds = [...new Set(batch.flatMap(({ keyId }) => keyId ?? []))];
    const places = await append(`[${batch.flatMap(({ texts }) => texts).join()}]`, keyIds);
    for (const { texts, done } of batch) done(places.splice(0, texts.length));
  } catch (error) {
    // If the server refused the batch, nothing was stored. Append one by one, so that only the caller at fault gets the
    // error. If the connection was lost, the outcome is unknown, so do not resend.
    const isRefused = error instanceof pg.DatabaseError && /^(22|23|GA409)/.test(error.code ?? "");
    if (batch.length > 1 && (isRefused || error instanceof Refusal))
      for (const one of batch) await appendTogether(append, [one]);
    else for (const { fail } of batch) fail(error);
    if (isAway(error)) return error;
  }
  return undefined;
}
