import { randomUUID } from "node:crypto";
import { newReport } from "../../src/actions/record/new-report.ts";
import { zonesOf } from "../../src/domain/places/crossing.ts";
import { readDraft, type WrittenDraft } from "../../src/domain/record/draft-json.ts";
import type { Database } from "../../src/store/database.ts";
import { loadCrossings } from "../../src/store/record/crossings.ts";
import { soundReport } from "./service.ts";

/** Creates a report with a line, to be appended to the log of a database, and the function that appending needs. */
export async function soundNewReport(db: Database, change: Record<string, unknown> = {}) {
  const crossings = await loadCrossings(db);
  const draft = readDraft(soundReport(change) as WrittenDraft);
  return { report: newReport(draft, crossings, { id: randomUUID(), recordedBy: "desk" }), zoneOf: zonesOf(crossings) };
}
