import type { Context } from "../../context.ts";
import { noticeProposal } from "../../domain/assessment/notices.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { ListedRow } from "../../domain/feed/reading.ts";
import { isAway } from "../../store/away.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "./propose.ts";

/**
 * Proposes reports from the feed's notices about hours or closures. Each text is proposed once per crossing.
 * @returns the number of proposals
 */
export async function draftNotices(ctx: Context, feed: PolledFeed, rows: readonly ListedRow[]): Promise<number> {
  const noticed = rows.filter(({ notice }) => notice !== "");
  if (noticed.length === 0) return 0;
  const crossings = await allCrossings(ctx);
  const all = [...crossings.values()];
  let proposed = 0;
  for (const { notice, readings } of noticed)
    for (const slug of new Set(readings.map(({ service }) => service.crossing))) {
      const crossing = crossings.get(slug);
      if (crossing === undefined) continue;
      const modes = readings.filter(({ service }) => service.crossing === slug).map(({ service }) => service.mode);
      try {
        const proposal = noticeProposal({ text: notice, crossing, modes }, all, ctx.now, feed);
        if (proposal !== null && (await propose(ctx, proposal))) proposed++;
      } catch (error) {
        if (isAway(error)) throw error;
        ctx.log.error({ err: error, crossing: slug }, "a notice of the feed could not be read");
      }
    }
  return proposed;
}
