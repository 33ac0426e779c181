import { foldBlanks } from "../../domain/fold.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import type { Direction } from "../../domain/vocabulary.ts";

/**
 * A row of the feed that we know, with the slug of the crossing it speaks of. One port number may serve several.
 *
 * Its clocks, as measured: both are the crossing's own, but in Arizona. There the documents of Nogales, San Luis and
 * Lukeville run on America/Denver and those of Douglas and Naco on America/Los_Angeles, while the stamps of all five are
 * of America/Phoenix, whatever they print. (Of Douglas and Naco in winter only the former is measured; a stamp taken for
 * Arizona's can make traffic look an hour staler there, never fresher.)
 */
export interface KnownRow extends FeedRow {
  crossing: string;
  /** The direction of which the row speaks: into the country of the port. */
  direction: Direction;
}

/** The allow-list by port number: the forms of the feed that print one. Leading zeros and the case of letters count. */
export const byPortNumber = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(rows, (row) => row.portNumber);

/** The allow-list by RSS title, blanks folded; rows whose title nobody has seen are left out. */
export const byRssTitle = (rows: readonly KnownRow[]): ReadonlyMap<string, readonly KnownRow[]> =>
  groupBy(
    rows.filter(({ rssTitle }) => rssTitle !== null),
    ({ rssTitle }) => foldBlanks(rssTitle ?? ""),
  );
