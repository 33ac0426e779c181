import type { Proposal } from "../record/proposal.ts";
import type { AnnouncedDraft, Announcement } from "./read.ts";

/** As much of a text as a note holds with room for what an operator adds. */
const MOST_NOTE = 2000;

/**
 * An advisory in place of a draft, where the amended text of an item announces nothing that could be read, as a closure
 * that is called off: what was proposed of its earlier text waits, or is on record, and somebody must look. Null where
 * nothing was, or where all of it was dismissed.
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
      note: (text === "" ? title : text).slice(0, MOST_NOTE).replace(/[\uD800-\uDBFF]$/, ""),
      changes: [],
      claims: [],
    },
    quote: title,
    doubts: ["No change is recognised in the amended text; it may call off the earlier one."],
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
 * The grounds of a proposal: its quote, what was guessed, and the proposals of earlier texts of the same item. `isSame`
 * where what was read of the last of them is what is read now.
 */
export function groundsOf({ quote, doubts }: AnnouncedDraft, earlier: readonly Proposal[], isSame: boolean): string {
  const guessed = doubts.length > 0 ? [`Guessed: ${doubts.join("; ")}.`] : [];
  const standing = earlier.filter(({ supersededBy, report }) => supersededBy === null || report !== null);
  const told = (standing.length > 0 ? standing : earlier.slice(-1)).map(({ id, state, report }) =>
    report === null ? `${id} (${OUTCOMES[state]})` : `${id} (accepted; report ${report} is on record)`,
  );
  const amended = [
    ...(told.length > 0 ? [`Amended: an earlier text of this item is proposal ${told.join(", ")}.`] : []),
    ...(isSame ? ["What was read from it is the same."] : []),
    ...(earlier.some(({ report }) => report !== null)
      ? ["Withdraw a report that the new text replaces: accepting this one leaves it on record."]
      : []),
  ];
  return [...amended, `“${quote}”`, ...guessed].join(" ");
}
