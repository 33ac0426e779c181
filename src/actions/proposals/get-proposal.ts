import type { Context } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import { loadProposal } from "../../store/proposals/proposals.ts";

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

/**
 * Returns an open proposal.
 * @throws Refusal `not_found`, or `conflict` if the proposal is settled
 */
export async function getOpenProposal(ctx: Context, id: string): Promise<Proposal> {
  const proposal = await getProposal(ctx, id);
  if (proposal.state !== "open") throw settledRefusal(proposal);
  return proposal;
}

/** Returns the refusal to settle a proposal again. */
export function settledRefusal({ id, state, settledBy, settledAt, supersededBy }: Proposal): Refusal {
  const at = settledAt && String(settledAt);
  if (supersededBy === null) return new Refusal("conflict", ["alreadySettled", id, state, settledBy, at]);
  const isByJob = settledBy?.startsWith("job:") ?? true;
  return new Refusal("conflict", [
    isByJob ? "alreadySuperseded" : "alreadyEdited",
    id,
    state,
    settledBy,
    at,
    supersededBy,
  ]);
}
