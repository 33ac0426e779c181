import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";
import type { FeedDocument, Reading } from "./observation.ts";
import type { FreshPart, ListedRow, ReadDocument } from "./reading.ts";

/** What a document of the feed is measured by; each is a setting, but for what the last good poll knew. */
export interface FeedLimits {
  frozenMinutes: number;
  rowsFloorPercent: number;
  /** Rows that our table knew in the last good poll of a document that should have the same rows; null without one. */
  lastMatchedRows: number | null;
}

/**
 * Polls in a row that must agree on fewer rows before a feed that shrank is believed. Over ten minutes each this is half
 * an hour: a cut answer differs from poll to poll, or is over by then.
 */
export const AGREEING_POLLS = 3;

/** Why nothing may be taken from a document at `now`, in a sentence; null where it is sound. */
export function feedFault(document: FeedDocument, now: Temporal.Instant, limits: FeedLimits): string | null {
  const { madeAt, rows, matchedRows } = document;
  if (matchedRows === 0) return `knows none of our port numbers in its ${rows} rows`;
  if (madeAt === null) return "does not say when it was made";
  const tolerance = { minutes: limits.frozenMinutes };
  if (compareInstants(madeAt, now.subtract(tolerance)) < 0)
    return `is frozen: it was made at ${madeAt}, and nobody has renewed it since`;
  if (compareInstants(madeAt, now.add(tolerance)) > 0) return `says it was made at ${madeAt}, which is yet to come`;
  return shrank(document, limits)
    ? `shrank: ${matchedRows} of our rows, after ${limits.lastMatchedRows} in the last good poll`
    : null;
}

/** True where a document has too few of our rows, compared with the last good poll. */
export const shrank = ({ matchedRows }: FeedDocument, { lastMatchedRows, rowsFloorPercent }: FeedLimits): boolean =>
  matchedRows < ((lastMatchedRows ?? 0) * rowsFloorPercent) / 100;

/** True where a document that cannot be compared with an earlier one has less than half of our rows. */
export const isThin = ({ matchedRows, knownRows }: ReadDocument): boolean => 2 * matchedRows < knownRows;

/**
 * A document in which the rows whose own date is more than `frozenMinutes` older than `now`, or than the document, say
 * nothing: one row that nobody renews must not pass for news, nor hold up the others. Its services fall silent.
 */
export function freshPart({ madeAt, listed }: ReadDocument, now: Temporal.Instant, frozenMinutes: number): FreshPart {
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

/** A reading of a row that says nothing. */
const unfiled = (reading: Reading): Reading => ({
  ...reading,
  hoursText: null,
  lanes: reading.lanes.map(({ kind }) => ({ kind, says: "pending", minutes: null, lanesOpen: null, at: null })),
});
