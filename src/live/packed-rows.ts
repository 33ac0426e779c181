import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { LineRow } from "../store/record/line-rows.ts";
import { inOwnMemory } from "./own-memory.ts";

/** Rows by service, as a table. A crossing's rows share their columns. */
interface Packed {
  columns: (keyof LineRow)[];
  services: [key: string, values: unknown[][]][];
}

/** The fastest level of zlib. Higher ones save another tenth. */
const LEVEL = { level: 1 };

/**
 * Packs the rows of a crossing's services, by service key. A packed row takes 60 bytes, and the objects made from it a
 * kilobyte.
 */
export function packRows(rows: ReadonlyMap<string, readonly LineRow[]>): Buffer {
  const [first] = [...rows.values()].flat();
  const columns = Object.keys(first ?? {}) as (keyof LineRow)[];
  const services = [...rows].map(([key, own]): Packed["services"][number] => [
    key,
    own.map((row) => columns.map((column) => row[column])),
  ]);
  return inOwnMemory([deflateRawSync(JSON.stringify({ columns, services } satisfies Packed), LEVEL)]);
}

/** Returns the rows that {@link packRows} packed. */
export function unpackRows(packed: Buffer): Map<string, LineRow[]> {
  const { columns, services }: Packed = JSON.parse(inflateRawSync(packed).toString());
  const rowOf = (values: unknown[]) => Object.fromEntries(columns.map((column, i) => [column, values[i]]));
  return new Map(services.map(([key, rows]) => [key, rows.map((values) => rowOf(values) as unknown as LineRow)]));
}
