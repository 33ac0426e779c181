import { fixedJob } from "./declared-job.ts";
import { pollFeedJob } from "./poll-feed.ts";
import { prune } from "./prune.ts";
import { takeEffect } from "./take-effect.ts";
import { watchAnnouncementsJob } from "./watch-announcements.ts";

/** Every job there is. A new one is its file and a line here. */
export const JOBS = [pollFeedJob, watchAnnouncementsJob, fixedJob(takeEffect), fixedJob(prune)] as const;
