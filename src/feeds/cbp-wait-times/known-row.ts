import { foldBlanks } from "../../domain/fold.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import type { Direction } from "../../domain/vocabulary.ts";

/**
 * A row of the feed on the allow-list, with the slug of its crossing. One port number may serve several crossings.
 *
 * Measured time zones: documents and stamps use the crossing's own zone, except in Arizona. There the documents of
 * Nogales, San Luis and Lukeville use America/Denver, and those of Douglas and Naco use America/Los_Angeles. The stamps
 * of all five use America/Phoenix, whatever abbreviation they print. (For Douglas and Naco in winter, only the zone of
 * the documents has been measured. Reading a stamp as Arizona time can make traffic there look an hour older, but never
 * newer.)
 */
export interface KnownRow extends FeedRow {
  crossing: string;
  /** Direction of the row's waits: into the port's country. */
  direction: Direction;
}

/**
 * Returns the allow-list by port number, for the formats that print one. Leading zeros and letter case are significant.
 */
export const byPortNumber = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(rows, (row) => row.portNumber);

/**
 * Returns the allow-list by RSS title, with white space normalised. The result omits rows whose title has never been
 * seen.
 */
export const byRssTitle = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(
    rows.filter(({ rssTitle }) => rssTitle !== null),
    ({ rssTitle }) => foldBlanks(rssTitle ?? ""),
  );
