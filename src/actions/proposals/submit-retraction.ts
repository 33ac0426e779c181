import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { zonesOf } from "../../domain/places/crossing.ts";
import { doubtsOfRetraction } from "../../domain/record/proposal.ts";
import { loadWaitingRetraction } from "../../store/proposals/waiting-reports.ts";
import { isTaken } from "../../store/record/reports.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { checkRetractable, retractReport } from "../record/retract-report.ts";
import { getProposal } from "./get-proposal.ts";
import { letWait, type Submission } from "./submit-report.ts";

/** Returns the proposal to withdraw a report that waits for a second operator, or null. */
export const findWaitingRetraction = async ({ db }: Pick<ActorContext, "db">, id: string): Promise<string | null> =>
  (await loadWaitingRetraction(db, id))?.id ?? null;

/**
 * Withdraws a report, or lets the retraction wait for a second operator if the installation demands one. The same
 * operator's second request for the same report returns the waiting retraction.
 * @throws Refusal as {@link retractReport}, and `conflict` if another operator's retraction of the report waits
 */
export async function submitRetraction(ctx: ActorContext, id: string, note: string): Promise<Submission> {
  if (ctx.needsSecondPerson !== true) return { report: await retractReport(ctx, id, note), isNew: true };
  const target = await checkRetractable(ctx, id);
  const title = `Retraction of ${id}`;
  const { name } = ctx.actor;
  const source = { kind: "operator", publisher: name, title, url: null, publishedAt: null } as const;
  const draft = { source, note, changes: [], claims: [] };
  const doubts = doubtsOfRetraction(target, zonesOf(await allCrossings(ctx)));
  try {
    return await letWait(ctx, { title, draft, retracts: id, doubts });
  } catch (error) {
    if (!isTaken(error, "proposal_waiting_retraction_key")) throw error;
    const waiting = await loadWaitingRetraction(ctx.db, id);
    if (waiting?.draftedBy === name) return { proposal: await getProposal(ctx, waiting.id), isNew: false };
    throw new Refusal("conflict", ["retractionWaits", id, waiting?.id ?? "", waiting?.draftedBy ?? ""]);
  }
}
