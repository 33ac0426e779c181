import { randomUUID } from "node:crypto";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import { appendReport, isTaken, loadReport, type NewReport } from "../../store/record/reports.ts";
import { getReport } from "./get-report.ts";

/**
 * Withdraws a whole report. Both stay on record.
 * @throws Refusal `not_found`; `forbidden` for another person's report; `conflict` if the report is already withdrawn
 * or is itself a retraction
 */
export async function retractReport(ctx: ActorContext, id: string, note: string): Promise<Report> {
  const { actor, db } = ctx;
  const target = await getReport(ctx, id);
  if (actor.role !== "admin" && target.recordedBy !== actor.name)
    throw new Refusal(
      "forbidden",
      `Report ${id} was recorded by ${target.recordedBy}: only they or an admin can withdraw it.`,
    );
  if (target.retracts !== null)
    throw new Refusal(
      "conflict",
      `Report ${id} is a retraction, and a retraction is not withdrawn: record anew what holds.`,
    );
  if (target.retractedAt !== null) throw alreadyRetracted(target);

  const retraction: NewReport = {
    id: randomUUID(),
    recordedBy: actor.name,
    source: { kind: "operator", publisher: actor.name, title: `Retraction of ${id}`, url: null, publishedAt: null },
    reason: null,
    note,
    retracts: id,
    origin: null,
    statusChanges: [],
    hoursChanges: [],
    claims: [],
    counts: [],
  };
  try {
    const place = await appendReport(db, retraction, () => "UTC");
    ctx.snapshot?.record(crossingsOf(target));
    return { ...retraction, ...place, retractedAt: null };
  } catch (error) {
    if (isTaken(error, "report_retracts_key")) throw alreadyRetracted((await loadReport(db, id)) ?? target);
    throw error;
  }
}

const alreadyRetracted = ({ id, retractedAt }: Report): Refusal =>
  new Refusal("conflict", `Report ${id} is withdrawn already${retractedAt === null ? "" : `, since ${retractedAt}`}.`);
