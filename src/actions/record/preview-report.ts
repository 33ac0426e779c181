import type { Context } from "../../context.ts";
import type { TextMessages } from "../../domain/phrases.ts";
import { serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { acceptDraft, type ReportDraft } from "../../domain/record/draft.ts";
import { crossingsOf, type Report, type ReportLines } from "../../domain/record/report.ts";
import type { StillRestricted } from "../../domain/status/still-restricted.ts";
import {
  type CrossingPreview,
  isAltered,
  previewNow,
  previewOf,
  startsOf,
  stillRestrictedBy,
} from "../../domain/text/preview.ts";
import { loadObservations } from "../../store/feed/observations.ts";
import { loadRecord } from "../../store/record/reports.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { loadTraffic } from "../crossings/load-traffic.ts";
import { checkLifts } from "../restrictions/check-lifts.ts";

/** Answers before and after a change. Nothing is recorded. */
export interface ReportPreview {
  lines: ReportLines;
  crossings: CrossingPreview[];
  /** Services that the report opens but that stay restricted. */
  still: StillRestricted[];
}

/**
 * Previews how a draft would change the answers about its crossings.
 * @throws Refusal `invalid` if the draft is invalid
 */
export async function previewReport(ctx: Context, draft: ReportDraft): Promise<ReportPreview> {
  const crossings = await allCrossings(ctx);
  const lines = acceptDraft(draft, crossings);
  await checkLifts(ctx.db, draft);
  return preview(ctx, lines, true, (record) => [...record, asRecorded(ctx, draft, lines, record)]);
}

/** Previews how the withdrawal of a report would change the answers about its crossings. */
export const previewRetraction = (ctx: Context, report: Report): Promise<ReportPreview> =>
  preview(ctx, report, false, (record) => record.filter(({ id }) => id !== report.id));

/** A valid draft with its lines. */
export interface AcceptedDraft {
  draft: ReportDraft;
  lines: ReportLines;
}

/**
 * Previews how recording several drafts together would change the current answers. Returns only the crossings whose
 * answers change. Lets requests run between crossings.
 */
export async function previewReportsNow(
  ctx: Context,
  accepted: readonly AcceptedDraft[],
  messages: TextMessages,
): Promise<CrossingPreview[]> {
  const crossings = await allCrossings(ctx);
  const slugs = [...new Set(accepted.flatMap(({ lines }) => crossingsOf(lines)))];
  const touched = slugs.flatMap((slug) => crossings.get(slug) ?? []);
  const [before, observations] = await Promise.all([loadRecord(ctx.db, slugs), loadObservations(ctx.db, slugs)]);
  const seen = new Map(observations.map((observation) => [serviceKey(observation.service), observation]));
  const after = [...before];
  for (const { draft, lines } of accepted) after.push(asRecorded(ctx, draft, lines, after));
  const around = { now: ctx.now, observations: seen, trafficHour: () => null, thresholds: ctx.thresholds };
  const previews = await mapInTurns(touched, (crossing) => {
    const shown = previewNow({ before, after }, crossing, around);
    return isAltered(shown.now, messages) ? [shown] : [];
  });
  return previews.flat();
}

async function preview(
  ctx: Context,
  lines: ReportLines,
  isAdded: boolean,
  alter: (record: Report[]) => Report[],
): Promise<ReportPreview> {
  const slugs = crossingsOf(lines);
  const { now } = ctx;
  const crossings = await allCrossings(ctx);
  const touched = slugs.flatMap((slug) => crossings.get(slug) ?? []);
  const instants = touched.flatMap((crossing) => startsOf(lines, crossing, now));
  const [reports, observations, trafficHour] = await Promise.all([
    loadRecord(ctx.db, slugs),
    loadObservations(ctx.db, slugs),
    loadTraffic(ctx, touched.flatMap(servicesOf), instants, now),
  ]);
  const seen = new Map(observations.map((observation) => [serviceKey(observation.service), observation]));
  const around = { now, observations: seen, trafficHour, thresholds: ctx.thresholds };
  const alteration = { lines, before: reports, after: alter(reports) };
  return {
    lines,
    crossings: previewOf(alteration, crossings, around),
    still: isAdded ? stillRestrictedBy(alteration, crossings) : [],
  };
}

/** Converts a draft to a report, as if it had just been recorded. */
function asRecorded(ctx: Context, { source, reason, note }: ReportDraft, lines: ReportLines, record: Report[]): Report {
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
    hashes: null,
    ...lines,
  };
}
