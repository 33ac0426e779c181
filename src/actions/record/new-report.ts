import type { Crossing } from "../../domain/places/crossing.ts";
import { acceptDraft, type ReportDraft } from "../../domain/record/draft.ts";
import type { NewReport } from "../../store/append/report-document.ts";

/**
 * Converts a draft to a report with an id and an author.
 * @throws Refusal `invalid` if the draft is invalid
 */
export const newReport = (
  draft: ReportDraft,
  crossings: ReadonlyMap<string, Crossing>,
  head: Pick<NewReport, "id" | "recordedBy"> & Partial<Pick<NewReport, "origin" | "retracts">>,
): NewReport => ({
  source: draft.source,
  reason: draft.reason ?? null,
  note: draft.note ?? null,
  retracts: null,
  origin: null,
  ...head,
  ...acceptDraft(draft, crossings),
});
