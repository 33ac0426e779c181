import { allCrossings } from "../actions/crossings/all-crossings.ts";
import { type AnnouncementDrafts, draftAnnouncements } from "../actions/proposals/draft-announcements.ts";
import { proposeAdvisories } from "../actions/proposals/propose-advisories.ts";
import { proposeDrafts } from "../actions/proposals/propose-drafts.ts";
import type { Context } from "../context.ts";
import type { Advisory } from "../domain/assessment/advisory.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import type { AdvisoriesSource, AnnouncementsSource, DraftsSource, ItemsRead, SourceAddress } from "../feeds/source.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";

/** A source whose items are proposed to operators. */
export type ProposedSource = AnnouncementsSource | DraftsSource | AdvisoriesSource;

/** Functions that fetch the first page of an address and the later ones. */
export interface PageFetches {
  first(): Promise<string>;
  next(url: string): Promise<string>;
}

/** Maximum number of pages of an address. A server with more is probably repeating itself. */
export const MOST_PAGES = 10;

/** Reads an address of a source and proposes its items to operators. Reads all pages first. */
export async function proposeItems(
  ctx: Context,
  source: ProposedSource,
  address: SourceAddress,
  settings: SettingsOf<SettingShape>,
  pages: PageFetches,
): Promise<AnnouncementDrafts> {
  const { job, name, gives } = source;
  if (gives === "announcements") {
    const { items, leftOut } = source.read(await pages.first());
    const drafted = await draftAnnouncements(ctx, job, address, items);
    return { ...drafted, leftOut: [...leftOut, ...drafted.leftOut] };
  }
  if (gives === "advisories") {
    const { items, leftOut } = await readAdvisories(ctx, source, address, settings, pages);
    const { leftOut: refused, ...drafted } = await proposeAdvisories(ctx, source, items);
    const news = items.filter(({ isFollowUp }) => !isFollowUp);
    return { items: news.length, ...drafted, leftOut: [...leftOut, ...refused] };
  }
  const body = await pages.first();
  const { items, leftOut } = source.read(body, address, [...(await allCrossings(ctx)).values()], ctx.now);
  const drafts = items.map((item) => ({ ...item, key: `${name}:${item.key}`, job }));
  const { proposed, leftOut: refused } = await proposeDrafts(ctx, drafts);
  return { items: items.length, proposed, amended: 0, leftOut: [...leftOut, ...refused] };
}

async function readAdvisories(
  ctx: Context,
  source: AdvisoriesSource,
  address: SourceAddress,
  settings: SettingsOf<SettingShape>,
  pages: PageFetches,
): Promise<ItemsRead<Advisory>> {
  const crossings = [...(await allCrossings(ctx)).values()];
  const all: ItemsRead<Advisory> = { items: [], leftOut: [] };
  const replaced = new Set<string>();
  let body = await pages.first();
  for (let read = 1; ; read++) {
    const { items, leftOut, next, ...page } = source.read(body, address, crossings, ctx.now, settings);
    for (const key of page.replaced) replaced.add(key);
    all.items.push(...items);
    all.leftOut.push(...leftOut);
    if (next === null) return { ...all, items: all.items.filter(({ key }) => !replaced.has(key)) };
    if (read === MOST_PAGES) throw new FeedError("not_a_feed", `There are more than ${MOST_PAGES} pages.`);
    if (!URL.canParse(next) || new URL(next).origin !== new URL(address.url).origin)
      throw new FeedError("redirect", "The next page is on another server, and is not requested.");
    body = await pages.next(next);
  }
}
