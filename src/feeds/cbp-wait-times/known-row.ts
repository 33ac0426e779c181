import { foldBlanks } from "../../domain/fold.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import type { Direction } from "../../domain/vocabulary.ts";

/**
 * A row of the feed that Garita reads, and the slug of its crossing. Several crossings may share a port number.
 *
 * Zones, as measured: outside Arizona, documents and stamps use the crossing's zone. In Arizona, the documents of
 * Nogales, San Luis and Lukeville use America/Denver, and those of Douglas and Naco use America/Los_Angeles. All five
 * have stamps in America/Phoenix, even if they print another abbreviation. The stamps of Douglas and Naco have not been
 * measured in winter: if the zone is wrong, their traffic looks an hour older, never newer.
 */
export interface KnownRow extends FeedRow {
  crossing: string;
  /** Direction of the waits: into the port's country. */
  direction: Direction;
}

/** Returns the known rows by port number. Leading zeros and letter case matter. */
export const byPortNumber = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(rows, (row) => row.portNumber);

/**
 * Returns the known rows by RSS title, with each run of spaces in a title reduced to one. Leaves out rows that never
 * had a title.
 */
export const byRssTitle = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(
    rows.filter(({ rssTitle }) => rssTitle !== null),
    ({ rssTitle }) => foldBlanks(rssTitle ?? ""),
  );
