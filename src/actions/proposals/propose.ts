import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import { farTimes } from "../../domain/record/draft.ts";
import type { NewProposal, Proposal } from "../../domain/record/proposal.ts";
import { saveProposal } from "../../store/record/proposals.ts";

/** How long a proposal waits for an operator: what nobody settled in two weeks is no news any more. */
const WAITS = { hours: 14 * 24 };

/**
 * Puts a draft before the operators, once for its key; false where it was put before them ever before. Proposals of
 * `supersedes`, of earlier texts of the same item, wait for nobody from then on.
 * @throws Refusal `invalid` where a time lies beyond the years that can be told
 */
export async function propose(
  ctx: Context,
  proposal: NewProposal,
  supersedes: readonly Pick<Proposal, "id">[] = [],
): Promise<boolean> {
  const issues = farTimes(proposal.draft);
  if (issues.length > 0) throw invalid(issues);
  const { now } = ctx;
  return (await saveProposal(ctx.db, proposal, now, now.add(WAITS), supersedes)) !== null;
}
