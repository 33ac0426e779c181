import type { ActorContext } from "../../context.ts";
import type { WaitingDoubt } from "../../domain/record/proposal.ts";
import { announceDoubts } from "../../store/proposals/waiting-reports.ts";

/** Lets all processes answer anew about services that a waiting report disputes, or no longer does. */
export async function settleDoubts(
  { db, snapshot }: Pick<ActorContext, "db" | "snapshot">,
  doubts: readonly WaitingDoubt[],
): Promise<void> {
  if (doubts.length === 0) return;
  snapshot?.touch([...new Set(doubts.map(({ service }) => service.crossing))]);
  await announceDoubts(db);
}
