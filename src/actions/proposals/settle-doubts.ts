import type { ActorContext } from "../../context.ts";
import type { WaitingDoubt } from "../../domain/record/proposal.ts";
import { announceDoubts } from "../../store/proposals/waiting-reports.ts";

/**
 * Lets all processes answer anew about services that a waiting report disputes, or no longer does. What led to this is
 * already stored, so a failure is only logged: other processes also look by themselves every few seconds.
 */
export async function settleDoubts(
  { db, log, snapshot }: Pick<ActorContext, "db" | "log" | "snapshot">,
  doubts: readonly WaitingDoubt[],
): Promise<void> {
  if (doubts.length === 0) return;
  snapshot?.touch([...new Set(doubts.map(({ service }) => service.crossing))]);
  await announceDoubts(db).catch((error) =>
    log.warn({ err: error }, "other processes could not be notified of a waiting report"),
  );
}
