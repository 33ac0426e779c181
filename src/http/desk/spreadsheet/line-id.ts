import { createHash } from "node:crypto";
import type { TypedReport } from "../../../web/desk/form/report.ts";

/**
 * Returns the id of the report that a line becomes. The id is computed from the cells after their names and words have
 * been recognised. The id must not change with the reader's language, the order of names in a cell, or the time of the
 * upload. So it depends neither on the default title nor on whether the end has passed. `title` is the text of the
 * cell, which may be empty.
 */
export function lineId({ kind, publisher, url, publishedAt, reason, note, lines }: TypedReport, title: string): string {
  const told = lines.map(({ crossings, modes, directions, status, from, until }) => [
    ...[crossings, modes, directions].map((chosen) => [...new Set(chosen)].sort()),
    status,
    ...[from, until].map(({ known, day, time, offset }) => [known, day, time, offset]),
  ]);
  const text = JSON.stringify([kind, publisher, title, url, publishedAt, reason, note, told]);
  return `spreadsheet-${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}
