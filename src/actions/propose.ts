import type { Context } from "../context.ts";
import type { NewProposal } from "../domain/proposal.ts";
import { saveProposal } from "../store/proposals.ts";

/** How long a proposal waits for an operator: what nobody settled in two weeks is no news any more. */
const WAITS = { hours: 14 * 24 };

/** Puts a draft before the operators, once for its key; false where it was put before them ever before. */
export const propose = (ctx: Context, proposal: NewProposal): Promise<boolean> =>
  saveProposal(ctx.db, proposal, ctx.now, ctx.now.add(WAITS));
