import type { Context } from "../context.ts";
import { serviceKey } from "../domain/crossing.ts";
import { acceptDraft, type ReportDraft } from "../domain/draft.ts";
import { type CrossingPreview, previewOf } from "../domain/preview.ts";
import { crossingsOf, type Lines, type Report } from "../domain/report.ts";
import { loadObservations } from "../store/observations.ts";
import { loadRecord } from "../store/reports.ts";
import { allCrossings } from "./all-crossings.ts";

/** What would become of the answers. Nothing of it is recorded. */
export interface Preview {
  lines: Lines;
  crossings: CrossingPreview[];
}

/**
 * What recording a draft would make of the answers about the crossings that it touches.
 * @throws Refusal `invalid` where the draft is unsound
 */
export async function previewReport(ctx: Context, draft: ReportDraft): Promise<Preview> {
  const crossings = await allCrossings(ctx);
  const lines = acceptDraft(draft, crossings);
  return preview(ctx, lines, (record) => [...record, asRecorded(ctx, draft, lines, record)]);
}

/** What withdrawing a report would make of the answers about the crossings that it touches. */
export const previewRetraction = (ctx: Context, report: Report): Promise<Preview> =>
  preview(ctx, report, (record) => record.filter(({ id }) => id !== report.id));

async function preview(ctx: Context, lines: Lines, alter: (record: Report[]) => Report[]): Promise<Preview> {
  const slugs = crossingsOf(lines);
  const [reports, observations] = await Promise.all([loadRecord(ctx.db, slugs), loadObservations(ctx.db, slugs)]);
  const seen = new Map(observations.map((observation) => [serviceKey(observation.service), observation]));
  const around = { now: ctx.now, observations: seen, thresholds: ctx.thresholds };
  const alteration = { lines, before: reports, after: alter(reports) };
  return { lines, crossings: previewOf(alteration, await allCrossings(ctx), around) };
}

/** The draft as if it were the newest on record. */
function asRecorded(ctx: Context, { source, reason, note }: ReportDraft, lines: Lines, record: Report[]): Report {
  return {
    id: "",
    seq: (record.at(-1)?.seq ?? 0) + 1,
    recordedAt: ctx.now,
    recordedBy: "",
    source,
    reason: reason ?? null,
    note: note ?? null,
    retracts: null,
    origin: null,
    retractedAt: null,
    ...lines,
  };
}
