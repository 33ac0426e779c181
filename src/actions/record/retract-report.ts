import { randomUUID } from "node:crypto";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import type { NewReport } from "../../store/append/report-document.ts";
import { appendReport, isTaken, loadReport } from "../../store/record/reports.ts";
import { getReport } from "./get-report.ts";

/**
 * Withdraws a report by recording a retraction. Both stay on record.
 * @throws Refusal `not_found`; `forbidden` if another person recorded the report and the actor is no admin; `conflict`
 * if the report is already withdrawn or is itself a retraction
 */
export async function retractReport(ctx: ActorContext, id: string, note: string): Promise<Report> {
  const { actor, db } = ctx;
  const target = await getReport(ctx, id);
  if (!mayRetract(ctx, target)) throw reportOfAnother(target);
  if (target.retracts !== null) throw new Refusal("conflict", ["retractionOfRetraction", id]);
  if (target.retractedAt !== null) throw alreadyRetracted(target);

  const head = { id: randomUUID(), recordedBy: actor.name, publisher: actor.name };
  const retraction = retractionOf(id, note, head);
  try {
    const place = await appendReport(db, retraction, () => "UTC");
    ctx.snapshot?.record(crossingsOf(target));
    return { ...retraction, ...place, retractedAt: null };
  } catch (error) {
    if (isTaken(error, "report_retracts_key")) throw alreadyRetracted((await loadReport(db, id)) ?? target);
    throw error;
  }
}

/** Returns true if the actor is an admin or recorded the report. */
export const mayRetract = ({ actor }: ActorContext, { recordedBy }: Pick<Report, "recordedBy">): boolean =>
  actor.role === "admin" || recordedBy === actor.name;

/** Returns the refusal to withdraw another person's report. */
export const reportOfAnother = ({ id, recordedBy }: Pick<Report, "id" | "recordedBy">): Refusal =>
  new Refusal("forbidden", ["reportOfAnother", id, recordedBy]);

/** Returns the retraction of the report `target`. */
export const retractionOf = (
  target: string,
  note: string,
  { id, recordedBy, publisher }: { id: string; recordedBy: string; publisher: string },
): NewReport => ({
  id,
  recordedBy,
  source: { kind: "operator", publisher, title: `Retraction of ${target}`, url: null, publishedAt: null },
  reason: null,
  note,
  retracts: target,
  origin: null,
  statusChanges: [],
  hoursChanges: [],
  hoursExceptions: [],
  claims: [],
  counts: [],
});

const alreadyRetracted = ({ id, retractedAt }: Report): Refusal =>
  new Refusal("conflict", ["alreadyRetracted", id, retractedAt && String(retractedAt)]);
