import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import { timesOutOfRange } from "../../domain/record/draft.ts";
import type { NewProposal, Proposal } from "../../domain/record/proposal.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { saveProposal } from "../../store/proposals/proposals.ts";

/** Time for which a proposal waits for an operator. After two weeks it is no longer news. */
const WAITS = { hours: 14 * 24 };

/**
 * Proposes a draft to operators, in place of the proposals in `supersedes`. Returns false if the proposal's key was
 * used before.
 * @throws Refusal `invalid` if a time is outside the supported years
 */
export async function propose(
  ctx: Context,
  proposal: NewProposal,
  supersedes: readonly Pick<Proposal, "id">[] = [],
): Promise<boolean> {
  const issues = timesOutOfRange(proposal.draft);
  if (issues.length > 0) throw invalid(issues);
  const { now } = ctx;
  const { usefulUntil } = proposal;
  const latest = now.add(WAITS);
  const expiresAt = usefulUntil !== undefined && compareInstants(usefulUntil, latest) < 0 ? usefulUntil : latest;
  return (await saveProposal(ctx.db, proposal, now, expiresAt, supersedes)) !== null;
}
