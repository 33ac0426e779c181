import { announcementSources, schedule } from "../../setting-kinds.ts";
import type { AnnouncementsSource } from "../source.ts";
import { readAnnouncements } from "./read.ts";

const settings = {
  /** Schedule for reading announcements, in UTC: every 15 minutes, beginning five minutes past the hour. */
  ANNOUNCEMENTS_CRON: schedule("5,20,35,50 * * * *"),
  /** RSS or Atom feeds of announcements, each with its publisher: `Publisher=https://…`, comma-separated. */
  ANNOUNCEMENT_URLS: announcementSources.prefault(
    "U.S. Customs and Border Protection=https://www.cbp.gov/rss/newsroom/media-releases",
  ),
};

/** CBP's media releases, and announcements of other agencies with an RSS or Atom feed. */
export const cbpReleases: AnnouncementsSource<typeof settings> = {
  gives: "announcements",
  name: "cbp-releases",
  job: "watch-announcements",
  settings,
  plan: ({ ANNOUNCEMENTS_CRON, ANNOUNCEMENT_URLS }) => ({
    schedule: ANNOUNCEMENTS_CRON,
    addresses: ANNOUNCEMENT_URLS,
  }),
  read(body) {
    const { announcements, leftOut } = readAnnouncements(body);
    return { items: announcements, leftOut };
  },
};
