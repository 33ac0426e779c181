import type { Source } from "../record/report.ts";
import type { Publication } from "../time/moment.ts";

/** A source of readings, as answers and reports cite it. */
export interface FeedOrigin {
  /** Name under which the observations are stored. */
  name: string;
  publisher: string;
  title: string;
  url: string;
}

/** A source of readings that a job polls, with the names that sentences use. */
export interface PolledFeed extends FeedOrigin {
  /** Name of the job that polls the source and is the author of its reports and proposals. */
  job: string;
  shortName: string;
  fullName: string;
}

/** CBP's wait times. */
export const CBP_WAIT_TIMES: PolledFeed = {
  name: "cbp-wait-times",
  publisher: "U.S. Customs and Border Protection",
  title: "Border Wait Times",
  url: "https://bwt.cbp.gov/",
  job: "poll-feed",
  shortName: "CBP's feed",
  fullName: "CBP's wait-time feed",
};

/** Returns the source to cite in a report that is based on a feed. `at` becomes the time of publication. */
export const citeFeed = ({ publisher, title, url }: FeedOrigin, at: Publication): Source => ({
  kind: "feed",
  publisher,
  title,
  url,
  publishedAt: at,
});
