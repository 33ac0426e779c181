import { draftAnnouncements } from "../actions/draft-announcements.ts";
import { readAnnouncements } from "../feeds/announcements.ts";
import { rememberingFetch } from "../feeds/fetch-changed.ts";
import type { Job } from "./job.ts";

/** Which announcements are watched, and how they are asked for. */
export interface AnnouncementSettings {
  sources: readonly { publisher: string; url: string }[];
  timeoutSeconds: number;
  maxBytes: number;
  userAgent: string;
}

/**
 * The job that reads what agencies announce, and puts before the operators what speaks of a crossing. It records
 * nothing by itself. A source that cannot be read fails the run with its reason; the others are read all the same.
 */
export function watchAnnouncements({ sources, timeoutSeconds, maxBytes, userAgent }: AnnouncementSettings): Job {
  const fetchChanged = rememberingFetch();
  return {
    name: "watch-announcements",
    // Between the polls of the feed, so that the two do not start together.
    schedule: "5,20,35,50 * * * *",
    limitSeconds: (timeoutSeconds + 10) * Math.max(1, sources.length),
    async run(ctx, signal) {
      const counts = { sources: 0, items: 0, proposed: 0 };
      const faults: string[] = [];
      for (const { publisher, url } of sources) {
        try {
          const { body } = await fetchChanged(url, { timeoutMs: timeoutSeconds * 1000, maxBytes, userAgent, signal });
          const { items, proposed } = await draftAnnouncements(ctx, publisher, readAnnouncements(body).announcements);
          counts.sources++;
          counts.items += items;
          counts.proposed += proposed;
        } catch (error) {
          signal.throwIfAborted();
          faults.push(`${url}: ${error instanceof Error ? error.message : error}`);
        }
      }
      if (faults.length > 0) throw new Error(faults.join("; "));
      return counts;
    },
  };
}
