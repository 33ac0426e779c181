import type { Context } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { acceptDraft } from "../../domain/record/draft.ts";
import type { NewProposal } from "../../domain/record/proposal.ts";
import { isRefusedValue } from "../../store/proposals/proposals.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "./propose.ts";

/**
 * Proposes a source's drafts, at most once for each key. Skips invalid drafts, and gives the reason for each in
 * `leftOut`.
 */
export async function proposeDrafts(
  ctx: Context,
  proposals: readonly NewProposal[],
): Promise<{ proposed: number; leftOut: string[] }> {
  const crossings = await allCrossings(ctx);
  const leftOut: string[] = [];
  let proposed = 0;
  for (const proposal of proposals)
    try {
      acceptDraft(proposal.draft, crossings);
      if (await propose(ctx, proposal)) proposed++;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "invalid") && !isRefusedValue(error)) throw error;
      leftOut.push(`“${proposal.title}” was left out: ${error instanceof Error ? error.message : error}`);
    }
  return { proposed, leftOut };
}
