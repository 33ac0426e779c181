import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import type { ReportDraft } from "../record/draft.ts";
import { rememberedFor } from "../remembered.ts";
import { announcedChangeAt } from "./changes.ts";
import { gazetteerOf } from "./names.ts";
import { settleStatements } from "./settlement.ts";
import { statementsOf } from "./statements.ts";

/** An item of a publisher's feed, in plain text. */
export interface Announcement {
  /** The item's guid, or its link if it has none. */
  id: string;
  title: string;
  text: string;
  link: string | null;
  publishedAt: Temporal.Instant | null;
}

/**
 * A draft of the report that an announcement suggests. An operator accepts or dismisses it; Garita never records it by
 * itself.
 */
export interface AnnouncedDraft {
  draft: ReportDraft;
  /** Sentence on which the draft is based. */
  quote: string;
  /** Guesses made while reading, in English. */
  doubts: string[];
}

/**
 * Drafts a report from an announcement. Returns null if it names no crossing, or announces no suspension, closure,
 * reopening or hours. Also returns null for a denial, a threat or a seizure, and for changes that are old or have no
 * date.
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

/** Returns the gazetteer of a list of crossings, built once for each list. */
export const gazetteerFor = rememberedFor(gazetteerOf);
