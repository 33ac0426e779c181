import type { FeedSource } from "../feeds/source.ts";
import type { DeclaredJob } from "./declared-job.ts";
import type { FETCH_SETTINGS } from "./fetch-settings.ts";
import { pollingJob, type READING_SETTINGS } from "./poll-feed.ts";
import { countingJob } from "./read-counts.ts";
import { watchingJob } from "./watch-announcements.ts";

/** Settings of a source and of the job that polls it. */
type ShapeOf<Source extends FeedSource> = Source["settings"] &
  (Source extends { gives: "readings" } ? typeof READING_SETTINGS : typeof FETCH_SETTINGS);

/** Returns the job that polls a source. */
export function sourceJob<Source extends FeedSource>(source: Source): DeclaredJob<ShapeOf<Source>> {
  const job: DeclaredJob =
    source.gives === "readings"
      ? pollingJob(source)
      : source.gives === "counts"
        ? countingJob(source)
        : watchingJob(source);
  return { ...job, ...(source.isOn === undefined ? {} : { isOn: source.isOn }) } as DeclaredJob<ShapeOf<Source>>;
}
