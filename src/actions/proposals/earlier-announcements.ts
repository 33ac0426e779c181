import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Announcement } from "../../domain/announcements/read.ts";
import { type Wording, wordingOf } from "../../domain/announcements/wording.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { crossingsInDraft, type ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { Proposal } from "../../domain/record/proposal.ts";

/** A feed of announcements and its publisher. */
export interface AnnouncementSource {
  publisher: string;
  url: string;
}

/** An item of a feed, with its keys. */
export interface KnownItem {
  announcement: Announcement;
  wording: Wording;
  /** Key of the item in its feed. */
  item: string;
  /** Key of a proposal for this exact wording. */
  key: string;
}

const digest = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

/** Returns the key of an item in its feed. The same id in another feed is a different item. */
export const itemOf = ({ url }: AnnouncementSource, { id }: Announcement): string => digest(url, id);

/** Returns the key that older versions of Garita gave to a proposal, whatever its wording. */
export const formerKeyOf = ({ id }: Announcement): string => `announcement:${id}`;

/** Returns the keys of an item. The same wording from one publisher has the same key in all feeds. */
export function knownItem(
  source: AnnouncementSource,
  announcement: Announcement,
  crossings: readonly Crossing[],
): KnownItem {
  const wording = wordingOf(announcement, crossings);
  const key = `announcement:${digest(source.publisher, announcement.id)}:${digest(wording.text)}`;
  return { announcement, wording, item: itemOf(source, announcement), key };
}

const wordingIn = (key: string): string | undefined => key.split(":")[2];

/** Returns true if a proposal has the item's wording, under any id. */
export const isSameWording = ({ key }: Proposal, item: KnownItem): boolean => wordingIn(key) === wordingIn(item.key);

/**
 * Returns the proposals for an item in any wording. A guid identifies an item. A link may be shared by many items, so
 * an item with only a link must also name the same crossing. Items in `present` are still in the document, so this item
 * did not replace them.
 */
export function proposalsOf(
  { announcement, wording, item, key }: KnownItem,
  publisher: string,
  proposals: readonly Proposal[],
  present: ReadonlySet<string>,
): Proposal[] {
  const { id, link } = announcement;
  return proposals.filter((proposal) => {
    const isOfItem = proposal.item === item && id !== link;
    if (isOfItem || proposal.key === key || proposal.key.startsWith(`${key}:`)) return true;
    const { draft } = proposal;
    if (draft?.source.publisher !== publisher) return false;
    if (proposal.key === formerKeyOf(announcement)) return true;
    const isLinked = link !== null && draft.source.url === link && !present.has(proposal.item ?? "");
    return (isLinked || proposal.item === item) && crossingsInDraft(draft).some((slug) => wording.crossings.has(slug));
  });
}

/** Returns true if two drafts have the same lines. Titles and publication times may differ. */
export const isSameDraft = (a: ReportDraft | null, b: ReportDraft | null): boolean =>
  a !== null && b !== null && isDeepStrictEqual(linesOf(a), linesOf(b));

function linesOf(draft: ReportDraft): unknown {
  const { changes, claims } = writeDraft(draft);
  // JSON drops undefined fields.
  return JSON.parse(JSON.stringify({ changes, claims }));
}
