import { canonicalJson } from "../../src/domain/record/chain/canonical-json.ts";
import type { ChainHead } from "../../src/domain/record/chain/chain-head.ts";
import { formatMoment } from "../../src/domain/time/moment.ts";
import type { KeptHead } from "../../src/store/chain/check-head.ts";
import type { LogKey, PublicLogKey } from "../../src/store/chain/log-key.ts";
import { COPIED_TABLES, type CopiedRow } from "../../src/store/copy/copied-rows.ts";
import type { LogSnapshot } from "../../src/store/copy/log-snapshot.ts";
import { makeChainCheck } from "./chain-check.ts";
import { writeCopiedReport } from "./copied-report.ts";
import { COPY_FILES, COPY_README } from "./copy-layout.ts";
import type { CopyWriter } from "./copy-writer.ts";

/** What a copy needs besides the snapshot. */
export interface CopyOptions {
  /** Signs the head. Without a key, the head is not signed. */
  logKey: LogKey | null;
  keys: readonly PublicLogKey[];
  /** The time at which the copy is written. */
  now: string;
  /** Called with the number of reports or rows of a file. */
  tell(what: string, done: number): void;
}

/**
 * Writes the files of a copy, except the checksums.
 * @returns the head of the log
 * @throws CopyFault if a report on record is not as it was recorded
 */
export async function writeCopy(snapshot: LogSnapshot, writer: CopyWriter, options: CopyOptions): Promise<KeptHead> {
  const json = (path: string, value: unknown) => writer.add(path, `${JSON.stringify(value, null, 2)}\n`);
  await writer.add(COPY_FILES.readMe, COPY_README);
  await json(COPY_FILES.about, { format: "garita-copy", version: 1, writtenAt: options.now });
  await json(COPY_FILES.places, await snapshot.places());
  const check = makeChainCheck();
  for await (const reports of snapshot.reports()) {
    for (const report of reports) check.add(report);
    await addByYear(
      reports,
      ({ recordedAt }) => String(recordedAt).slice(0, 4),
      COPY_FILES.logOf,
      writeCopiedReport,
      writer,
    );
    options.tell("reports", check.head().reports);
  }
  for (const table of COPIED_TABLES) {
    const yearOf = (row: CopiedRow) => (table.yearOf === undefined ? null : String(row[table.yearOf]).slice(0, 4));
    let done = 0;
    for await (const rows of snapshot.rows(table)) {
      await addByYear(
        rows,
        yearOf,
        (year) => COPY_FILES.rowsOf(table, year),
        (row) => JSON.stringify(row),
        writer,
      );
      done += rows.length;
      options.tell(`rows of ${table.name}`, done);
    }
  }
  const head = signedHead(check.head(), options.logKey);
  await json(COPY_FILES.head, head);
  await json(COPY_FILES.keys, {
    current: options.logKey?.id ?? null,
    keys: options.keys.map((key) => ({ ...key, since: formatMoment(key.since) })),
  });
  return head;
}

/** Adds lines to the files of their years. */
async function addByYear<Item, Year>(
  items: readonly Item[],
  yearOf: (item: Item) => Year,
  pathOf: (year: Year) => string,
  lineOf: (item: Item) => string,
  writer: CopyWriter,
): Promise<void> {
  const texts = new Map<Year, string[]>();
  for (const item of items) {
    const lines = texts.get(yearOf(item)) ?? [];
    lines.push(`${lineOf(item)}\n`);
    texts.set(yearOf(item), lines);
  }
  for (const [year, lines] of texts) await writer.add(pathOf(year), lines.join(""));
}

/** Returns the head as `/v1/log/head` answers it. */
function signedHead({ time, ...head }: ChainHead, key: LogKey | null): KeptHead {
  const unsigned = { ...head, time: time === null ? null : formatMoment(time), keyId: key?.id ?? null };
  return { ...unsigned, signature: key?.sign(canonicalJson(unsigned)) ?? null };
}
