import { setImmediate } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { amendmentOf, groundsOf } from "../../domain/announcements/amendment.ts";
import { type AnnouncedDraft, type Announcement, proposalOf } from "../../domain/announcements/read.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { isRefusedValue, loadEarlier, supersede } from "../../store/proposals/proposals.ts";
import { loadCrossings } from "../../store/record/crossings.ts";
import {
  type AnnouncementSource,
  formerKeyOf,
  isSameDraft,
  isSameWording,
  itemOf,
  type KnownItem,
  knownItem,
  proposalsOf,
} from "./earlier-announcements.ts";
import { propose } from "./propose.ts";

/** Maximum age of a proposed announcement. At the first start, a month of old announcements must not be proposed. */
const NEWS = { hours: 14 * 24 };
/** How far in the future an item may be dated. Agencies announce works up to a year ahead; later dates are mistakes. */
const FARTHEST = { hours: 366 * 24 };
/**
 * How far in the future a publication may be dated before the draft states a doubt. A clock may be wrong by hours, and
 * a date without a zone by almost a day.
 */
const AHEAD = { hours: 24 };
/**
 * Minimum time between two proposals of a wording that keeps coming back. Caches may alternate between two versions,
 * and each switch would otherwise lead to a new proposal.
 */
const RETURNS = { hours: 24 };

/** Numbers of recent items, of proposals, and of amendments among the proposals. */
export interface AnnouncementDrafts {
  items: number;
  proposed: number;
  amended: number;
  /** A sentence for each item that could not be read or stored. */
  leftOut: string[];
}

/**
 * Proposes reports from a publisher's announcements about crossings. Each text is proposed once, even if it appears in
 * several feeds. An amended item gets a new proposal, which replaces the earlier one. Skips items that cannot be read
 * or stored.
 */
export async function draftAnnouncements(
  ctx: Context,
  job: string,
  source: AnnouncementSource,
  announcements: readonly Announcement[],
): Promise<AnnouncementDrafts> {
  const { now } = ctx;
  const crossings = [...(await loadCrossings(ctx.db)).values()];
  const drafted: AnnouncementDrafts = { items: 0, proposed: 0, amended: 0, leftOut: [] };
  const present = new Set(announcements.map((announcement) => itemOf(source, announcement)));
  const links = announcements.flatMap(({ link }) => link ?? []);
  const seen = await loadEarlier(ctx.db, { items: [...present], keys: announcements.map(formerKeyOf), links });
  const known = new Set(seen.flatMap(({ item, key }) => [item, key]));
  const read: KnownItem[] = [];
  for (const announcement of announcements) {
    // Reading an announcement takes long enough to delay requests.
    await setImmediate();
    const { title, publishedAt } = announcement;
    if (publishedAt !== null && compareInstants(publishedAt, now.add(FARTHEST)) > 0) {
      drafted.leftOut.push(`“${title}” was left out: its publication date ${publishedAt} is more than a year ahead`);
      continue;
    }
    const isNews = publishedAt === null || compareInstants(now.subtract(NEWS), publishedAt) <= 0;
    if (isNews) drafted.items++;
    // Old items are skipped, except those proposed before, which may be amended much later.
    if (!isNews && !known.has(itemOf(source, announcement)) && !known.has(formerKeyOf(announcement))) continue;
    try {
      read.push(knownItem(source, announcement, crossings));
    } catch (error) {
      drafted.leftOut.push(`“${title}” was left out: ${reasonOf(error)}`);
    }
  }
  const wordings = new Set(read.map(({ key }) => key));
  const elsewhere = await loadEarlier(ctx.db, { items: [], keys: [...wordings], links: [] });
  const others = elsewhere.filter(({ id }) => !seen.some((each) => each.id === id));
  const found = [...seen, ...others].sort((a, b) => compareInstants(a.createdAt, b.createdAt));
  const document = { ctx, job, source, crossings, present, wordings, found, now };
  for (const item of read) {
    await setImmediate();
    try {
      await draftOne(document, item, drafted);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "invalid") && !isRefusedValue(error)) throw error;
      drafted.leftOut.push(`“${item.announcement.title}” was left out: ${reasonOf(error)}`);
    }
  }
  return drafted;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The current document of a feed. */
interface FeedNow {
  ctx: Context;
  /** Job that creates the proposals. */
  job: string;
  source: AnnouncementSource;
  crossings: readonly Crossing[];
  /** Items in the document. */
  present: ReadonlySet<string>;
  /** Keys of their wordings. */
  wordings: ReadonlySet<string>;
  /** Earlier proposals that may belong to these items, oldest first. */
  found: readonly Proposal[];
  now: Temporal.Instant;
}

async function draftOne(feed: FeedNow, known: KnownItem, drafted: AnnouncementDrafts): Promise<void> {
  const { ctx, job, source, crossings, present, wordings, found, now } = feed;
  const { announcement, item, key } = known;
  const ofItem = proposalsOf(known, source.publisher, found, present);
  const announced = announcedIn(announcement, source.publisher, crossings);
  const former = formerKeyOf(announcement);
  const same = ofItem.filter(
    (each) => isSameWording(each, known) || (each.key === former && isSameDraft(each.draft, announced?.draft ?? null)),
  );
  // If two items of a document have the same guid, neither replaces the other.
  const earlier = ofItem.filter((each) => same.includes(each) || !isAmong(wordings, each));
  const replaced = earlier.filter((each) => !same.includes(each) && each.supersededBy === null);
  const current = same.find(({ supersededBy }) => supersededBy === null);
  if (current !== undefined) return supersede(ctx.db, replaced, current, now);
  const last = same.at(-1);
  const hasReturned = same.length > 1 && last !== undefined;
  if (hasReturned && compareInstants(last.createdAt, now.subtract(RETURNS)) > 0) return;
  const draft = announced ?? amendmentOf(announcement, source.publisher, earlier);
  if (draft === null) return;
  if (announcement.publishedAt !== null && compareInstants(announcement.publishedAt, now.add(AHEAD)) > 0)
    draft.doubts.push(`The feed dates it in the future, ${announcement.publishedAt}.`);
  const proposal = {
    key: same.length === 0 ? key : `${key}:${same.length + 1}`,
    item,
    job,
    title: announcement.title,
    grounds: groundsOf(draft, earlier, isSameDraft(earlier.at(-1)?.draft ?? null, draft.draft)),
    draft: draft.draft,
  };
  if (!(await propose(ctx, proposal, replaced))) return;
  drafted.proposed++;
  if (earlier.length > 0) drafted.amended++;
}

const isAmong = (wordings: ReadonlySet<string>, { key }: Proposal): boolean =>
  [...wordings].some((wording) => key.startsWith(wording));

function announcedIn(
  announcement: Announcement,
  publisher: string,
  crossings: readonly Crossing[],
): AnnouncedDraft | null {
  try {
    return proposalOf(announcement, publisher, crossings);
  } catch (error) {
    throw new Refusal("invalid", ["unreadableAnnouncement", reasonOf(error)]);
  }
}
