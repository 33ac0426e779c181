import { beginningOf } from "../plain-text.ts";
import type { Proposal } from "../record/proposal.ts";
import type { AnnouncedDraft, Announcement } from "./read.ts";

/** Maximum length of a note, in characters. It leaves room for an operator's additions. */
const MOST_NOTE = 2000;

/**
 * Drafts an advisory for an amended item in which no change is recognised (e.g. because the new text calls off a
 * closure). Returns null unless a proposal from an earlier text is open or accepted, because only then must an operator
 * see the new text.
 */
export function amendmentOf(
  { title, text, link, publishedAt }: Announcement,
  publisher: string,
  earlier: readonly Proposal[],
): AnnouncedDraft | null {
  if (!earlier.some(({ state }) => state === "open" || state === "accepted")) return null;
  return {
    draft: {
      source: { kind: "announcement", publisher, title, url: link, publishedAt },
      note: beginningOf(text === "" ? title : text, MOST_NOTE),
      changes: [],
      claims: [],
    },
    quote: title,
    doubts: ["No change is recognised in the amended text; it may call off the earlier change."],
  };
}

const OUTCOMES: Record<Proposal["state"], string> = {
  open: "which this one replaces",
  accepted: "accepted",
  dismissed: "dismissed",
  expired: "expired",
  superseded: "superseded",
};

/**
 * Returns the grounds for a proposal: the quote, the guesses, and earlier proposals about the item. `isSame` is true if
 * the previous text gave the same changes.
 */
export function groundsOf({ quote, doubts }: AnnouncedDraft, earlier: readonly Proposal[], isSame: boolean): string {
  const guessed = doubts.length > 0 ? [`Guessed: ${doubts.join("; ")}.`] : [];
  const standing = earlier.filter(({ supersededBy, report }) => supersededBy === null || report !== null);
  const told = (standing.length > 0 ? standing : earlier.slice(-1)).map(({ id, state, report }) =>
    report === null ? `${id} (${OUTCOMES[state]})` : `${id} (accepted; report ${report} is on record)`,
  );
  const amended = [
    ...(told.length > 0 ? [`Amended: an earlier text of this item led to proposal ${told.join(", ")}.`] : []),
    ...(isSame ? ["The same changes were read from both texts."] : []),
    ...(earlier.some(({ report }) => report !== null)
      ? ["If the new text replaces that report, withdraw the report too: accepting this proposal leaves it on record."]
      : []),
  ];
  return [...amended, `“${quote}”`, ...guessed].join(" ");
}
