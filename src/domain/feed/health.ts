import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";
import type { FeedDocument, Reading } from "./observation.ts";
import type { FreshRows, ListedRow, ReadDocument } from "./reading.ts";

/** Limits for checking a document of the feed. Each limit is a setting, except the row count of the last good poll. */
export interface FeedLimits {
  frozenMinutes: number;
  rowsFloorPercent: number;
  /**
   * Number of rows matched in the last good poll of a document that should have the same rows. Null if there was none.
   */
  lastMatchedRows: number | null;
}

/**
 * Number of consecutive polls that must agree before a feed with fewer rows is accepted. At ten minutes a poll this
 * takes half an hour. A truncated response either differs from poll to poll or does not last that long.
 */
export const AGREEING_POLLS = 3;

/** Returns a sentence that explains why a document must not be used at `now`, or null if the document is sound. */
export function feedFault(document: FeedDocument, now: Temporal.Instant, limits: FeedLimits): string | null {
  const { madeAt, rows, matchedRows } = document;
  if (matchedRows === 0) return `has none of our port numbers in its ${rows} rows`;
  if (madeAt === null) return "does not say when it was made";
  const tolerance = { minutes: limits.frozenMinutes };
  if (compareInstants(madeAt, now.subtract(tolerance)) < 0)
    return `is frozen: it was made at ${madeAt}, and nobody has renewed it since`;
  if (compareInstants(madeAt, now.add(tolerance)) > 0) return `says it was made at ${madeAt}, which is in the future`;
  return shrinkFault(document, limits)
    ? `shrank: ${matchedRows} of our rows, after ${limits.lastMatchedRows} in the last good poll`
    : null;
}

/** Returns true if a document has too few of the expected rows compared with the last good poll. */
export const shrinkFault = (
  { matchedRows }: FeedDocument,
  { lastMatchedRows, rowsFloorPercent }: FeedLimits,
): boolean => matchedRows < ((lastMatchedRows ?? 0) * rowsFloorPercent) / 100;

/**
 * Returns true if a document has less than half of the expected rows. This check applies if there is no earlier
 * document for comparison.
 */
export const isTooShort = ({ matchedRows, knownRows }: ReadDocument): boolean => 2 * matchedRows < knownRows;

/**
 * Returns the fresh rows of a document, and the readings of all rows. Readings of old rows lose their information. A
 * row is old if its own date is more than `frozenMinutes` before `now`, or before the document's time if that is later.
 * A row that is never renewed must not count as current, and must not invalidate the other rows. The services of an old
 * row therefore become silent.
 */
export function freshRows({ madeAt, listed }: ReadDocument, now: Temporal.Instant, frozenMinutes: number): FreshRows {
  const newest = madeAt !== null && compareInstants(madeAt, now) > 0 ? madeAt : now;
  const oldest = newest.subtract({ minutes: frozenMinutes });
  const isOld = ({ datedUntil }: ListedRow) => datedUntil !== null && compareInstants(datedUntil, oldest) < 0;
  const fresh = listed.filter((row) => !isOld(row));
  const old = listed.filter(isOld);
  return {
    listed: fresh,
    readings: [...fresh.flatMap(({ readings }) => readings), ...old.flatMap(({ readings }) => readings.map(unfiled))],
    aged: old.map(({ key }) => key),
  };
}

/** Returns a reading without any information. */
const unfiled = (reading: Reading): Reading => ({
  ...reading,
  hoursText: null,
  lanes: reading.lanes.map(({ kind }) => ({ kind, says: "pending", minutes: null, lanesOpen: null, at: null })),
});
