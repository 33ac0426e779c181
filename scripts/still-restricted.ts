import { loadStillRestricted } from "../src/actions/restrictions/find-still-restricted.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { acceptDraft } from "../src/domain/record/draft.ts";
import type { Database } from "../src/store/database.ts";
import { reportsIn } from "./report-lines.ts";

/** Maximum number of reports to look up. All reports of a large file would take too long. */
const MOST = 1000;

/**
 * Returns a sentence for each report in a file that opens a service but leaves a restriction in force. Skips reports
 * that lift everything.
 */
export async function stillRestrictedIn(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  file: string,
): Promise<string[]> {
  const sentences: string[] = [];
  let looked = 0;
  for await (const { id, draft } of reportsIn(file)) {
    if (!draft.changes.some(({ status, lifts }) => status === "open" && lifts !== "all")) continue;
    if (looked === MOST) return [...sentences, `Only the first ${MOST} reopenings were checked.`];
    looked++;
    const still = await loadStillRestricted(db, crossings, acceptDraft(draft, crossings));
    const services = still.map(
      ({ service: { crossing, mode, direction }, restrictions }) =>
        `${crossing} ${mode} ${direction} (${restrictions.map(({ report }) => report.id).join(", ")})`,
    );
    if (services.length > 0) sentences.push(`${id} leaves these services restricted: ${services.join("; ")}`);
  }
  return sentences;
}
