import type { Context } from "../../context.ts";
import { absencePrefix, absentRowProposal, unknownRowProposal } from "../../domain/assessment/row-proposals.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Mode } from "../../domain/vocabulary.ts";
import { loadObservations } from "../../store/feed/observations.ts";
import { openKeys } from "../../store/record/proposals.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "./propose.ts";

/**
 * Maximum number of unknown rows to propose. If there are more, the rows were probably renumbered, and the first ones
 * are enough to alert operators.
 */
const MOST_UNKNOWN = 10;

/** A known row of a source: its key, and the services that the row covers. */
export interface RowWatched {
  key: string;
  crossing: string;
  modes: readonly Mode[];
}

/**
 * Creates a proposal for each unknown row of a document, and for each known row that is now absent. An unknown row is
 * proposed only once. An absent row is not proposed again while its proposal is open.
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
    const lastSeen = observations
      .filter(({ service }) => service.crossing === slug && modes.includes(service.mode))
      .map(({ polledAt }) => polledAt)
      .sort(compareInstants)
      .at(-1);
    // Skip a row that no poll has ever read, because it is not lost. If this poll read the service, the reading came
    // from another row, so nothing is lost either.
    if (crossing === undefined || lastSeen === undefined || compareInstants(lastSeen, ctx.now) >= 0) continue;
    if ((await openKeys(ctx.db, absencePrefix(feed, key))).length > 0) continue;
    if (await propose(ctx, absentRowProposal(feed, key, crossing, lastSeen, ctx.now))) proposed++;
  }
  return proposed;
}
