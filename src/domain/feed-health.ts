import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "./moment.ts";
import type { FeedDocument } from "./observation.ts";

/** What a document of the feed is measured by; each is a setting, but for what the last good poll knew. */
export interface FeedLimits {
  frozenMinutes: number;
  rowsFloorPercent: number;
  /** Rows that our table knew in the last good poll of the same address; null where there was none. */
  lastMatchedRows: number | null;
}

/** Why nothing may be taken from a document at `now`, in a sentence; null where it is sound. */
export function feedFault(document: FeedDocument, now: Temporal.Instant, limits: FeedLimits): string | null {
  const { madeAt, rows, matchedRows } = document;
  if (matchedRows === 0) return `knows none of our port numbers in its ${rows} rows`;
  if (madeAt === null) return "does not say when it was made";
  const tolerance = { minutes: limits.frozenMinutes };
  if (compareInstants(madeAt, now.subtract(tolerance)) < 0)
    return `is frozen: it was made at ${madeAt}, and nobody has renewed it since`;
  if (compareInstants(madeAt, now.add(tolerance)) > 0) return `says it was made at ${madeAt}, which is yet to come`;
  const floor = ((limits.lastMatchedRows ?? 0) * limits.rowsFloorPercent) / 100;
  if (matchedRows < floor)
    return `shrank: ${matchedRows} of our rows, after ${limits.lastMatchedRows} in the last good poll`;
  return null;
}
