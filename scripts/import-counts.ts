import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { recordCounts } from "../src/actions/record/counts/record-counts.ts";
import { limitsOf } from "../src/config.ts";
import { type ActorContext, contextNow } from "../src/context.ts";
import { Refusal } from "../src/domain/errors.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { readCountLines } from "./count-lines.ts";
import type { Store } from "./with-store.ts";

/** The publisher of a file of counts, and how reports cite it. */
export interface CountsCited {
  publisher: string;
  title: string;
  url: string | null;
}

/** The most faults that are told. */
const TOLD = 20;

/**
 * Records a file of counts, a report for each month, under the name of the holder of a key. Months of the publisher that
 * differ are recorded anew. With one faulty line nothing is recorded.
 * @returns the sentence about it, and whether it worked
 */
export async function importCounts(
  { config, db, log, clock }: Store,
  path: string,
  { publisher, title, url }: CountsCited,
  holder: { name: string; role: ActorContext["actor"]["role"] },
): Promise<{ sentence: string; done: boolean }> {
  const crossings = await loadCrossings(db);
  const { counts, faults } = readCountLines(await readFile(path, "utf8"), crossings);
  if (faults.length > 0) {
    const more = faults.length > TOLD ? [`and ${faults.length - TOLD} more`] : [];
    const told = [...faults.slice(0, TOLD), ...more, `${path} cannot be recorded; nothing was.`];
    return { sentence: told.join("\n"), done: false };
  }
  const ctx = {
    ...contextNow({ db, log, clock, thresholds: limitsOf(config) }),
    actor: { id: holder.name, ...holder },
  };
  const name = createHash("sha256").update(publisher).digest("hex").slice(0, 12);
  try {
    const source = { kind: "operator" as const, publisher, title, url };
    const { months, revised } = await recordCounts(ctx, name, source, counts, { evenIfCounted: true });
    return { sentence: `${counts.length} counts: ${months} months recorded, ${revised} revised.`, done: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { sentence: error.message, done: false };
  }
}
