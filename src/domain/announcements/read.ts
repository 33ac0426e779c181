import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import type { ReportDraft } from "../record/draft.ts";
import { announcedChangeAt } from "./changes.ts";
import { type Gazetteer, gazetteerOf } from "./names.ts";
import { settleStatements } from "./settlement.ts";
import { statementsOf } from "./statements.ts";

/** An item of a publisher's feed, in plain text. */
export interface Announcement {
  /** Identity of the item in the feed: its guid, otherwise its link. */
  id: string;
  title: string;
  text: string;
  link: string | null;
  publishedAt: Temporal.Instant | null;
}

/**
 * A draft of the report that an announcement suggests, for an operator to accept or dismiss. Drafts are never recorded
 * automatically.
 */
export interface AnnouncedDraft {
  draft: ReportDraft;
  /** Sentence on which the draft is based. */
  quote: string;
  /** Guesses made while reading, in plain English. */
  doubts: string[];
}

const gazetteers = new WeakMap<readonly Crossing[], Gazetteer>();

/**
 * Drafts a report from an announcement that names crossings. Returns null if the announcement names no crossing, says
 * nothing about suspending, closing, reopening or hours, or consists only of a denial, a threat or a seizure. Also
 * returns null if its changes are old or cannot be dated. All other announcements get a best guess.
 */
export function proposalOf(
  announcement: Announcement,
  publisher: string,
  crossings: readonly Crossing[],
): AnnouncedDraft | null {
  const { title, text, link, publishedAt } = announcement;
  const places = gazetteerFor(crossings);
  const statements = statementsOf(title, text, places);
  const read = statements.flatMap((statement) =>
    statement.crossings.flatMap((crossing) => announcedChangeAt(crossing, statement, publishedAt) ?? []),
  );
  const settled = settleStatements(read, crossings, publishedAt);
  const [first] = settled;
  if (first === undefined) return null;
  const claims = settled.filter(({ still }) => still).map(({ change }) => change);
  return {
    draft: {
      source: { kind: "announcement", publisher, title, url: link, publishedAt },
      changes: settled.filter(({ still }) => !still).map(({ change }) => change),
      claims: claims.map(({ crossing, modes, directions, status = "suspended", effectiveAt }) => ({
        crossing,
        modes,
        directions,
        status,
        effectiveAt,
      })),
    },
    quote: first.statement.quote,
    doubts: [...new Set(settled.flatMap(({ doubts }) => doubts))],
  };
}

/** Returns the gazetteer of a list of crossings. It is built once for each list. */
export function gazetteerFor(crossings: readonly Crossing[]): Gazetteer {
  const places = gazetteers.get(crossings) ?? gazetteerOf(crossings);
  gazetteers.set(crossings, places);
  return places;
}
