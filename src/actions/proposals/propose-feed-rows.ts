import type { Context } from "../../context.ts";
import { absencePrefix, absentRowProposal, unknownRowProposal } from "../../domain/assessment/row-proposals.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { compareInstants, latestInstant } from "../../domain/time/moment.ts";
import type { Mode } from "../../domain/vocabulary.ts";
import { loadObservations } from "../../store/feed/observations.ts";
import { openKeys } from "../../store/proposals/proposals.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "./propose.ts";

/**
 * Maximum number of unknown rows to propose. If there are more, the feed was probably renumbered. Ten proposals are
 * then enough to alert operators.
 */
const MOST_UNKNOWN = 10;

/** A known row of a source: its key and its services. */
export interface RowWatched {
  key: string;
  crossing: string;
  modes: readonly Mode[];
}

/**
 * Proposes each unknown row of a document once, and each known row that is missing. A missing row is not proposed again
 * while its proposal is open.
 * @returns the number of proposals
 */
export async function proposeFeedRows(
  ctx: Context,
  feed: PolledFeed,
  { unknown, absent }: ReadDocument,
  known: readonly RowWatched[],
): Promise<number> {
  let proposed = 0;
  for (const row of unknown.slice(0, MOST_UNKNOWN))
    if (await propose(ctx, unknownRowProposal(feed, row, absent, ctx.now))) proposed++;
  const gone = known.filter(({ key }) => absent.includes(key));
  if (gone.length === 0) return proposed;
  const [crossings, observations] = await Promise.all([
    allCrossings(ctx),
    loadObservations(
      ctx.db,
      gone.map(({ crossing }) => crossing),
    ),
  ]);
  for (const { key, crossing: slug, modes } of gone) {
    const crossing = crossings.get(slug);
    const lastSeen = latestInstant(
      observations
        .filter(({ service }) => service.crossing === slug && modes.includes(service.mode))
        .map(({ polledAt }) => polledAt),
    );
    // Skip a row that was never read. Also skip it if this poll read the service from another row.
    if (crossing === undefined || lastSeen === null || compareInstants(lastSeen, ctx.now) >= 0) continue;
    if ((await openKeys(ctx.db, absencePrefix(feed, key))).length > 0) continue;
    if (await propose(ctx, absentRowProposal(feed, key, crossing, lastSeen, ctx.now))) proposed++;
  }
  return proposed;
}
