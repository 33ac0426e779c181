import type { Context } from "../context.ts";
import { type Announcement, proposalOf } from "../domain/announcement.ts";
import { compareInstants } from "../domain/moment.ts";
import { loadCrossings } from "../store/crossings.ts";
import { propose } from "./propose.ts";

/** The job in whose name announcements are put before the operators. */
const JOB = "watch-announcements";

/** What is older is settled by now, or on record from elsewhere: a first start must not bring up a month of it. */
const NEWS = { hours: 14 * 24 };

/**
 * Puts before the operators what a publisher's announcements seem to say of crossings, each once, however often and in
 * however many feeds it comes.
 * @returns how many were read that are news, and how many of them were proposed
 */
export async function draftAnnouncements(
  ctx: Context,
  publisher: string,
  announcements: readonly Announcement[],
): Promise<{ items: number; proposed: number }> {
  const crossings = [...(await loadCrossings(ctx.db)).values()];
  const oldest = ctx.now.subtract(NEWS);
  const news = announcements.filter(
    ({ publishedAt }) => publishedAt === null || compareInstants(oldest, publishedAt) <= 0,
  );
  let proposed = 0;
  for (const announcement of news) {
    const announced = proposalOf(announcement, publisher, crossings);
    if (announced === null) continue;
    const { draft, quote, doubts } = announced;
    const grounds = [`“${quote}”`, ...(doubts.length > 0 ? [`Guessed: ${doubts.join("; ")}.`] : [])].join(" ");
    const proposal = { key: `announcement:${announcement.id}`, job: JOB, title: announcement.title, grounds, draft };
    if (await propose(ctx, proposal)) proposed++;
  }
  return { items: news.length, proposed };
}
