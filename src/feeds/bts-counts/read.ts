import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Crossing } from "../../domain/places/crossing.ts";
import { beginningOf } from "../../domain/plain-text.ts";
import { LARGEST_COUNT } from "../../domain/record/accept-count.ts";
import { isWithinYears, YEARS } from "../../domain/time/moment.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseJson } from "../fetch/parse-json.ts";
import type { ItemsRead, SourceCount } from "../source.ts";
import { COUNTED_DIRECTION, countedCrossing, MEASURES } from "./measures.ts";

/**
 * A row of the table. Numbers are text, and port codes may lack leading zeros. Rejects impossible numbers and years,
 * because one invalid line would make the whole report invalid.
 */
const Row = z.object({
  port_code: z.string().regex(/^\d{1,4}$/, "is not a port code"),
  measure: z.string(),
  date: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-01(T|$)/, { error: "is not the first day of a month", abort: true })
    .transform((text) => Temporal.PlainYearMonth.from(text.slice(0, 7)))
    .refine(isWithinYears, `must be between the years ${YEARS.first} and ${YEARS.last}`),
  value: z
    .union([z.string().regex(/^\d+(\.0+)?$/, "is not a whole number"), z.int().nonnegative()])
    .transform(Number)
    .refine((number) => number <= LARGEST_COUNT, `must be at most ${LARGEST_COUNT}`),
});

/** On an error, the server sends this object instead of the list. */
const Fault = z.object({ message: z.string() });

/**
 * Reads a page of the table. Skips counts that are not in {@link MEASURES}, and those of ports with several crossings.
 * Lists unreadable rows in `leftOut`.
 * @throws FeedError `not_a_feed` if the body is not a list
 */
export function readCounts(body: string, crossings: readonly Crossing[]): ItemsRead<SourceCount> & { rows: number } {
  const rows = listIn(body);
  const items: SourceCount[] = [];
  const leftOut: string[] = [];
  for (const [i, given] of rows.entries()) {
    const read = Row.safeParse(given);
    if (!read.success) {
      const [issue] = read.error.issues;
      leftOut.push(
        `row ${i + 1}: ${issue?.path.join(".")} ${issue?.message}: ${beginningOf(JSON.stringify(given), 200)}`,
      );
      continue;
    }
    const { port_code: port, measure, date: month, value: number } = read.data;
    const mode = Object.hasOwn(MEASURES, measure) ? MEASURES[measure as keyof typeof MEASURES] : undefined;
    const crossing = mode && countedCrossing(crossings, port.padStart(4, "0"), mode);
    if (mode === undefined || crossing === undefined) continue;
    items.push({
      crossing: crossing.slug,
      mode,
      direction: COUNTED_DIRECTION,
      month,
      number,
    });
  }
  return { rows: rows.length, items, leftOut };
}

function listIn(body: string): unknown[] {
  const value = parseJson(body, "The page of counts");
  if (Array.isArray(value)) return value;
  const fault = Fault.safeParse(value);
  throw new FeedError(
    "not_a_feed",
    fault.success ? `The server says: ${fault.data.message}` : "The page of counts is not a list.",
  );
}
