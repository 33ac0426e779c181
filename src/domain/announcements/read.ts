import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import type { ReportDraft } from "../record/draft.ts";
import { changeAt } from "./changes.ts";
import { type Gazetteer, gazetteerOf } from "./names.ts";
import { settle } from "./settlement.ts";
import { statementsOf } from "./statements.ts";

/** An item of a publisher's feed, in plain text. */
export interface Announcement {
  /** What the feed knows it by: its guid, else its link. */
  id: string;
  title: string;
  text: string;
  link: string | null;
  publishedAt: Temporal.Instant | null;
}

/** A report as an announcement seems to say it, for an operator to accept or dismiss. Never recorded by itself. */
export interface AnnouncedDraft {
  draft: ReportDraft;
  /** The sentence that says it. */
  quote: string;
  /** What was guessed, in plain English. */
  doubts: string[];
}

const gazetteers = new WeakMap<readonly Crossing[], Gazetteer>();

/**
 * What an announcement says of crossings that it names, or null where it announces nothing of them: no crossing, no word
 * of suspending, closing, reopening or hours, a denial, a threat, a catch at the gate. The best guess at all else.
 */
export function proposalOf(
  announcement: Announcement,
  publisher: string,
  crossings: readonly Crossing[],
): AnnouncedDraft | null {
  const { title, text, link, publishedAt } = announcement;
  const places = placesOf(crossings);
  const statements = statementsOf(title, text, places);
  const read = statements.flatMap((statement) =>
    statement.crossings.flatMap((crossing) => changeAt(crossing, statement, publishedAt) ?? []),
  );
  const settled = settle(read, crossings, publishedAt);
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

/** The names by which texts may speak of crossings. */
export function placesOf(crossings: readonly Crossing[]): Gazetteer {
  const places = gazetteers.get(crossings) ?? gazetteerOf(crossings);
  gazetteers.set(crossings, places);
  return places;
}
