import type { ActorContext, Context } from "../../context.ts";
import { invalid, Refusal } from "../../domain/errors.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import type { Report } from "../../domain/record/report.ts";
import { dismiss, loadProposal } from "../../store/proposals/proposals.ts";
import { isSettled } from "../../store/record/reports.ts";
import { getReport } from "../record/get-report.ts";
import { findEarlierRecording, type IdempotentRequest, recordReport } from "../record/record-report.ts";

/**
 * Accepts a proposal: its draft, or the operator's edited version, becomes a report by the operator. With an
 * idempotency key in `once`, a repeated request returns the same report.
 * @throws Refusal `not_found`; `conflict` if the proposal is already settled; `invalid` if the draft is invalid
 */
export async function acceptProposal(
  ctx: ActorContext,
  id: string,
  edited: ReportDraft | undefined,
  once?: IdempotentRequest,
): Promise<Report> {
  const { draft, fault } = await (once === undefined ? openProposal : getProposal)(ctx, id);
  const accepted = edited ?? draft;
  if (accepted === null) throw invalid([{ path: "report", rule: ["unreadableDraft", id, fault ?? ""] }]);
  try {
    const { report } = await recordReport(ctx, accepted, { origin: id, once });
    return report;
  } catch (error) {
    if (!isSettled(error)) throw error;
    // If the same request arrives twice at once, the second returns the result of the first.
    const before = once && (await findEarlierRecording(ctx, once));
    if (before?.isSame) return getReport(ctx, before.reportId);
    throw settled(await getProposal(ctx, id));
  }
}

/**
 * Dismisses a proposal with a reason.
 * @throws Refusal `not_found`, or `conflict` if the proposal is already settled
 */
export async function dismissProposal(ctx: ActorContext, id: string, reason: string): Promise<Proposal> {
  await openProposal(ctx, id);
  const won = await dismiss(ctx.db, id, { by: ctx.actor.name, at: ctx.now, reason });
  const proposal = await getProposal(ctx, id);
  if (!won) throw settled(proposal);
  return proposal;
}

async function openProposal(ctx: Context, id: string): Promise<Proposal> {
  const proposal = await getProposal(ctx, id);
  if (proposal.state !== "open") throw settled(proposal);
  return proposal;
}

/**
 * Returns one proposal.
 * @throws Refusal `not_found`
 */
export async function getProposal(ctx: Context, id: string): Promise<Proposal> {
  const proposal = await loadProposal(ctx.db, id);
  if (proposal === undefined) throw new Refusal("not_found", ["unknownProposal", id]);
  warnOfUnreadable(ctx, [proposal]);
  return proposal;
}

/** Logs proposals with an unreadable draft. */
export function warnOfUnreadable({ log }: Context, proposals: readonly Proposal[]): void {
  for (const { id, fault } of proposals)
    if (fault !== null) log.warn({ proposal: id, fault }, "the draft of a proposal cannot be read");
}

const settled = ({ id, state, settledBy, settledAt, supersededBy }: Proposal): Refusal => {
  const at = settledAt && String(settledAt);
  return new Refusal(
    "conflict",
    supersededBy === null
      ? ["alreadySettled", id, state, settledBy, at]
      : ["alreadySuperseded", id, state, settledBy, at, supersededBy],
  );
};
