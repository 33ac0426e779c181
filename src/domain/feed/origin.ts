import type { Source } from "../record/report.ts";
import type { Publication } from "../time/moment.ts";

/** A source of readings, as cited in answers and reports. */
export interface FeedOrigin {
  /** Name in stored observations. */
  name: string;
  publisher: string;
  title: string;
  url: string;
}

/** A source of readings that a job polls, with the names that sentences use for it. */
export interface PolledFeed extends FeedOrigin {
  /** Job that polls the source. It is also the author of reports and proposals from it. */
  job: string;
  shortName: string;
  fullName: string;
}

export const CBP_WAIT_TIMES: PolledFeed = {
  name: "cbp-wait-times",
  publisher: "U.S. Customs and Border Protection",
  title: "Border Wait Times",
  url: "https://bwt.cbp.gov/",
  job: "poll-feed",
  shortName: "CBP's feed",
  fullName: "CBP's wait-time feed",
};

/** Returns the source to cite for a feed. `at` is the time of publication. */
export const citeFeed = ({ publisher, title, url }: FeedOrigin, at: Publication): Source => ({
  kind: "feed",
  publisher,
  title,
  url,
  publishedAt: at,
});
