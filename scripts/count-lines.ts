import { parse } from "csv-parse/sync";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { ReadCount } from "../src/actions/record/counts/plan-counts.ts";
import { Refusal } from "../src/domain/errors.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { draftOfCounts } from "../src/domain/record/count-draft.ts";
import { acceptDraft } from "../src/domain/record/draft.ts";
import { DIRECTIONS, MODES } from "../src/domain/vocabulary.ts";

/** Counts of a file, or the errors in its lines. */
export type CountsChecked = { counts: ReadCount[]; faults: [] } | { counts: []; faults: string[] };

const Row = z.strictObject({
  crossing: z.string(),
  mode: z.enum(MODES),
  direction: z
    .enum(DIRECTIONS)
    .or(z.literal("").transform(() => "northbound" as const))
    .default("northbound"),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "must be a month such as 2023-12"),
  number: z.string().regex(/^\d{1,9}$/, "must be a whole number"),
});

/** A stand-in source, because a draft cannot be validated without one. */
const ANY_SOURCE = { kind: "operator", publisher: "", title: "", url: null } as const;

/** Reads a CSV file with the columns crossing, mode, month, number and optionally direction. Checks every line. */
export function readCountLines(text: string, crossings: ReadonlyMap<string, Crossing>): CountsChecked {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    return { counts: [], faults: [error instanceof Error ? error.message : String(error)] };
  }
  const counts: ReadCount[] = [];
  const faults: string[] = [];
  const lineOf = new Map<string, number>();
  for (const { record, info } of rows) {
    const fault = (field: string, rule: string, value: string | undefined) =>
      faults.push(`line ${info.lines}: ${field}: ${rule}, and is '${value ?? ""}'`);
    const read = Row.safeParse(record);
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        fault(path.join(".") || "columns", message, record[String(path[0])]);
      continue;
    }
    const { month, number, ...service } = read.data;
    const count = { ...service, month: Temporal.PlainYearMonth.from(month), number: Number(number) };
    const key = `${service.crossing} ${service.mode} ${service.direction} ${month}`;
    const earlier = lineOf.get(key);
    if (earlier !== undefined) fault("month", `is already counted in line ${earlier}`, month);
    lineOf.set(key, info.lines);
    try {
      acceptDraft(draftOfCounts(ANY_SOURCE, count.month, [count], []), crossings);
      counts.push(count);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push(`line ${info.lines}: ${error.message}`);
    }
  }
  if (rows.length === 0) faults.push("there is no line with a count");
  return faults.length > 0 ? { counts: [], faults } : { counts, faults: [] };
}
