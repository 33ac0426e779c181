import { randomUUID } from "node:crypto";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import type { NewReport } from "../../store/append/report-document.ts";
import { loadProposal } from "../../store/proposals/proposals.ts";
import { appendReport, isTaken, loadReport } from "../../store/record/reports.ts";
import { getReport } from "./get-report.ts";
import { type IdempotentRequest, idempotencyOf } from "./record-report.ts";

/**
 * Withdraws a report by recording a retraction. Both stay on record.
 * @throws Refusal `not_found`; `forbidden` if another person recorded the report and the actor is no admin; `conflict`
 * if the report is already withdrawn or is itself a retraction
 */
export async function retractReport(ctx: ActorContext, id: string, note: string): Promise<Report> {
  const target = await checkRetractable(ctx, id);
  return recordRetraction(ctx, target, note, { publisher: ctx.actor.name });
}

/**
 * Returns a report that the actor may withdraw.
 * @throws Refusal as {@link retractReport}
 */
export async function checkRetractable(ctx: ActorContext, id: string): Promise<Report> {
  const target = await getReport(ctx, id);
  if (!mayRetract(ctx, target) && !(await isDrafter(ctx, target))) throw reportOfAnother(target);
  if (target.retracts !== null) throw new Refusal("conflict", ["retractionOfRetraction", id]);
  if (target.retractedAt !== null) throw alreadyRetracted(target);
  return target;
}

/**
 * Returns true if the actor sent the report that another operator accepted. Always returns false if the installation
 * demands no second operator: the other operator may then have recorded the report in other words, and the retraction
 * would not wait for anybody.
 */
export async function isDrafter(ctx: ActorContext, { origin }: Pick<Report, "origin">): Promise<boolean> {
  if (ctx.needsSecondPerson !== true || origin === null) return false;
  return (await loadProposal(ctx.db, origin))?.draftedBy === ctx.actor.name;
}

/**
 * Records the retraction of a report. `origin` is the id of the proposal that the retraction settles. `once` is
 * remembered, but not looked up.
 * @throws Refusal `conflict` if the report is already withdrawn
 */
export async function recordRetraction(
  ctx: ActorContext,
  target: Report,
  note: string,
  {
    publisher,
    origin = null,
    once,
  }: { publisher: string; origin?: string | null; once?: IdempotentRequest | undefined },
): Promise<Report> {
  const { id } = target;
  const head = { id: randomUUID(), recordedBy: ctx.actor.name, publisher };
  const retraction = { ...retractionOf(id, note, head), origin };
  try {
    const place = await appendReport(ctx.db, retraction, () => "UTC", {
      idempotency: once && idempotencyOf(ctx, once),
    });
    ctx.snapshot?.record(crossingsOf(target));
    return { ...retraction, ...place, retractedAt: null };
  } catch (error) {
    if (isTaken(error, "report_retracts_key")) throw alreadyRetracted((await loadReport(ctx.db, id)) ?? target);
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
