import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import type { Proposal, ProposalState } from "../../domain/record/proposal.ts";
import { loadProposal, loadProposals } from "../../store/proposals/proposals.ts";
import { warnOfUnreadable } from "./get-proposal.ts";

/**
 * Returns a page of proposals, newest first. `next` is the id after which the next page starts, or null.
 * @throws Refusal `invalid` if `cursor` is not the id of a proposal
 */
export async function listProposals(
  ctx: Context,
  state: ProposalState,
  limit: number,
  cursor: string | undefined,
): Promise<{ proposals: Proposal[]; next: string | null }> {
  if (cursor !== undefined && (await loadProposal(ctx.db, cursor)) === undefined)
    throw invalid([{ path: "cursor", rule: ["pageCursor"], value: JSON.stringify(cursor) }]);
  const proposals = await loadProposals(ctx.db, state, limit + 1, cursor);
  const page = proposals.slice(0, limit);
  warnOfUnreadable(ctx, page);
  return { proposals: page, next: proposals.length > limit ? (page.at(-1)?.id ?? null) : null };
}
