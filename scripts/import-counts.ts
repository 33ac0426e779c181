import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { recordCounts } from "../src/actions/record/counts/record-counts.ts";
import { limitsOf } from "../src/config.ts";
import { type ActorContext, contextNow } from "../src/context.ts";
import { Refusal } from "../src/domain/errors.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { readCountLines } from "./count-lines.ts";
import type { Store } from "./with-store.ts";

/** The publisher of a file of counts, and its citation in reports. */
export interface CountsCited {
  publisher: string;
  title: string;
  url: string | null;
}

/** Maximum number of reported errors. */
const TOLD = 20;

/**
 * Records a file of counts under the name of a key holder, one report per month. Months with new numbers are recorded
 * again. If a line is invalid, nothing is recorded.
 * @returns a sentence about the outcome, and whether the import succeeded
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
    const told = [...faults.slice(0, TOLD), ...more, `${path} cannot be recorded. Nothing was recorded.`];
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
    return {
      sentence: `Counts: ${counts.length}. Months recorded: ${months}. Months revised: ${revised}.`,
      done: true,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { sentence: error.message, done: false };
  }
}
