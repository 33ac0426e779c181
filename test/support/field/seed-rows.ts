import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";

/** A row of the feed in the seed, with its crossing. */
export interface SeedRow {
  crossing: string;
  portNumber: string;
  modes: ("pedestrian" | "passenger" | "commercial")[];
  /** The time zone of the row's own date and time. */
  documentZone: string;
  /** The time zone of its lanes' timestamps. */
  stampZone: string;
}

interface SeedCrossing {
  slug: string;
  feedRows: Omit<SeedRow, "crossing">[];
}

/** Reads all rows of the feed in the seed. Several crossings may share one port number. */
export async function readSeedRows(): Promise<SeedRow[]> {
  const text = await readFile(join(ROOT, "prisma/seed/crossings.json"), "utf8");
  const { crossings } = JSON.parse(text) as { crossings: SeedCrossing[] };
  return crossings.flatMap(({ slug, feedRows }) => feedRows.map((row) => ({ ...row, crossing: slug })));
}
