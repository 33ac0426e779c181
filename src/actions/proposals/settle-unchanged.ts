import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { checkVersion, type ExpectedVersion } from "../../domain/expected-version.ts";
import { versionOfProposal } from "../../domain/record/proposal.ts";
import { getProposal } from "./get-proposal.ts";

/**
 * Settles a proposal by `settle` if it still has the version that the request expects. Settling checks in the same step
 * that the proposal is open, so if two requests come at once, the second one is refused.
 * @throws Refusal `changed` if the proposal has another version than `expected`
 */
export async function settleUnchanged<Result>(
  ctx: ActorContext,
  id: string,
  expected: ExpectedVersion | undefined,
  settle: () => Promise<Result>,
): Promise<Result> {
  if (expected === undefined) return settle();
  const check = async () => checkVersion(expected, versionOfProposal(await getProposal(ctx, id)));
  await check();
  try {
    return await settle();
  } catch (error) {
    if (error instanceof Refusal && error.code === "conflict") await check();
    throw error;
  }
}
