import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";

/** A row of the feed that the seed knows, with its crossing. */
export interface SeedRow {
  crossing: string;
  portNumber: string;
  modes: ("pedestrian" | "passenger" | "commercial")[];
  /** The zone of the row's own date and time. */
  documentZone: string;
  /** The zone of its lanes' stamps. */
  stampZone: string;
}

interface SeedCrossing {
  slug: string;
  feedRows: Omit<SeedRow, "crossing">[];
}

/** Every row of the feed that the seed knows. One port number may serve several crossings. */
export async function readSeedRows(): Promise<SeedRow[]> {
  const text = await readFile(join(ROOT, "prisma/seed/crossings.json"), "utf8");
  const { crossings } = JSON.parse(text) as { crossings: SeedCrossing[] };
  return crossings.flatMap(({ slug, feedRows }) => feedRows.map((row) => ({ ...row, crossing: slug })));
}
