import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import type { Delivery } from "../../store/notifications/deliveries.ts";
import type { StandingNotice } from "../../store/notifications/standing-notices.ts";
import { loadReport, loadReportAt } from "../../store/record/reports.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { answerCrossings } from "../crossings/answer-crossings.ts";
import { getStatus, type StatusAtInstant } from "../crossings/get-status.ts";

/** Contents of an event at the event's time. Computing them again gives the same result. */
export type EventDescription = { at: Temporal.Instant } & (
  | { kind: "verification" }
  | { kind: "report"; report: Report; answers: CrossingStatus[] }
  | { kind: "retraction"; report: Report; withdrawn: Report; answers: CrossingStatus[] }
  | { kind: "standing"; answer: StatusAtInstant; turned: StandingNotice["services"] }
);

/**
 * Returns a context at `now` that answers from the database. An event may come from another process, so the memory of this
 * process may lack the event's report.
 */
export function fromDatabase({ record: _, ...parts }: Omit<Context, "now">, now: Temporal.Instant): Context {
  return { ...parts, now };
}

/** Describes the event of a delivery, with the crossings' state at that time. Ignores later reports. */
export async function describeEvent(
  parts: Omit<Context, "now">,
  { kind, reportSeq, turn, occurredAt }: Delivery,
): Promise<EventDescription> {
  // Use the event's own time as the current time. By this machine's clock, which may be slightly behind, the event
  // could be in the future.
  const then = fromDatabase(parts, occurredAt);
  const question = { at: occurredAt, knownAt: occurredAt };
  if (kind === "verification") return { kind, at: occurredAt };
  if (turn !== null) {
    const answer = await getStatus(then, turn.crossing, question);
    return { kind: "standing", at: occurredAt, answer, turned: turn.services };
  }
  const report = await loadReportAt(parts.db, reportSeq ?? 0);
  if (report === undefined) throw new Error(`there is no report ${reportSeq}`);
  const withdrawn = report.retracts === null ? undefined : await loadReport(parts.db, report.retracts);
  const touched = new Set(crossingsOf(withdrawn ?? report));
  const crossings = [...(await allCrossings(then)).values()].filter(({ slug }) => touched.has(slug));
  const { answers } = await answerCrossings(then, crossings, question);
  // A later retraction of the report is an event of its own.
  const told = { at: occurredAt, report: { ...report, retractedAt: null }, answers };
  return withdrawn === undefined
    ? { kind: "report", ...told }
    : { kind: "retraction", ...told, withdrawn: { ...withdrawn, retractedAt: occurredAt } };
}
