import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";
import type { FeedDocument, Reading } from "./observation.ts";
import type { FreshRows, ListedRow, ReadDocument } from "./reading.ts";

/** Limits for accepting a document of the feed. All but `lastMatchedRows` are settings. */
export interface FeedLimits {
  frozenMinutes: number;
  rowsFloorPercent: number;
  /** Number of matched rows in the last good poll of the same rows. Null if there was none. */
  lastMatchedRows: number | null;
}

/**
 * Number of polls in a row that must agree before a feed with fewer rows is accepted. With a poll every ten minutes,
 * this takes half an hour. A truncated document does not stay the same for that long.
 */
export const AGREEING_POLLS = 3;

/** Returns the reason for rejecting a document at `now`, or null. */
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

/** Returns true if a document has too few matched rows compared with the last good poll. */
export const shrinkFault = (
  { matchedRows }: FeedDocument,
  { lastMatchedRows, rowsFloorPercent }: FeedLimits,
): boolean => matchedRows < ((lastMatchedRows ?? 0) * rowsFloorPercent) / 100;

/**
 * Returns true if a document has less than half of the expected rows. Used if there is no earlier document to compare
 * with.
 */
export const isTooShort = ({ matchedRows, knownRows }: ReadDocument): boolean => 2 * matchedRows < knownRows;

/**
 * Returns the fresh rows of a document and the readings of all rows. A row is old if its own date is more than
 * `frozenMinutes` before `now` or the document's time, whichever is later. Readings of old rows are emptied, so their
 * services become silent and the other rows remain usable.
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

/** Returns an empty reading of the same service. */
const unfiled = (reading: Reading): Reading => ({
  ...reading,
  hoursText: null,
  lanes: reading.lanes.map(({ kind }) => ({ kind, says: "pending", minutes: null, lanesOpen: null, at: null })),
});
