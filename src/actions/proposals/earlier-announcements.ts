import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Announcement } from "../../domain/announcements/read.ts";
import { type Wording, wordingOf } from "../../domain/announcements/wording.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { placesOf as draftPlaces, type ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { Proposal } from "../../domain/record/proposal.ts";

/** A feed of announcements, and whose word it is. */
export interface AnnouncementSource {
  publisher: string;
  url: string;
}

/** An item of a feed with what it is known by. */
export interface KnownItem {
  announcement: Announcement;
  wording: Wording;
  /** Its identity in its feed. */
  item: string;
  /** The key of a proposal of this very wording. */
  key: string;
}

const digest = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

/** The identity of an item in its feed. The same id in another feed is another item. */
export const itemOf = ({ url }: AnnouncementSource, { id }: Announcement): string => digest(url, id);

/** The key that proposals had before wordings counted. */
export const formerKeyOf = ({ id }: Announcement): string => `announcement:${id}`;

/** An item and its wording. The same wording by the same publisher in two feeds has one key. */
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

/** True where a proposal is of this wording of the item, under whichever id. */
export const isSameWording = ({ key }: Proposal, item: KnownItem): boolean => wordingIn(key) === wordingIn(item.key);

/**
 * The proposals, of some, that are of an item, in whatever wording. A guid tells an item; a link alone may be one that many items share, so
 * there a crossing must be named in both. `present` are the items of the whole document: what stands beside an item was not
 * replaced by it.
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
    return (isLinked || proposal.item === item) && draftPlaces(draft).some((slug) => wording.crossings.has(slug));
  });
}

/** True where two drafts say the same of crossings, whatever their titles and times of publication. */
export const isSameDraft = (a: ReportDraft | null, b: ReportDraft | null): boolean =>
  a !== null && b !== null && isDeepStrictEqual(linesOf(a), linesOf(b));

function linesOf(draft: ReportDraft): unknown {
  const { changes, claims } = writeDraft(draft);
  // As JSON, in which what is undefined is not there.
  return JSON.parse(JSON.stringify({ changes, claims }));
}
