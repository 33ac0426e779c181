import type { Temporal } from "temporal-polyfill";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { readDateTime } from "../../domain/time/printed-date.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { toFeedDocument } from "./document.ts";
import { agreedInstant } from "./document-clock.ts";
import { byPortNumber, type KnownRow } from "./known-row.ts";
import { readPortRows } from "./port-row.ts";

/** Returns true if a body looks like CBP's JSON (`/api/bwtnew`, `/api/bwtpublicmod`). */
export const recognisesJson = (body: string): boolean => /^\s*[[{]/.test(body);

/**
 * Reads CBP's JSON: an array of ports, or the single port of `/api/bwtpublicmod/{port}`. The document's time is the one
 * that most known rows give, each in its `documentZone`. In an hour that occurs twice, the occurrence nearest to `now`
 * counts.
 * @throws FeedError `not_a_feed` if the body is not JSON, or has no row with a port number and lanes
 */
export function readJsonFeed(
  body: string,
  known: readonly KnownRow[],
  now: Temporal.Instant | null = null,
): ReadDocument {
  const document = parse(body);
  const { rows, faulty } = readPortRows(Array.isArray(document) ? document : [document]);
  if (rows.length === 0) throw new FeedError("not_a_feed", "The JSON contains no row with a port number and lanes.");
  const listed = byPortNumber(known);
  const clocks = rows.flatMap((row) => {
    const local = readDateTime(row.date, row.time);
    const zone = listed.get(row.key)?.[0]?.documentZone;
    return local === null || zone === undefined ? [] : [{ local, zone }];
  });
  const coverage = Array.isArray(document) ? "all" : "part";
  return toFeedDocument({ rows, faulty, coverage }, listed, agreedInstant(clocks, now));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new FeedError("not_a_feed", "The body is not complete JSON.", { cause });
  }
}
