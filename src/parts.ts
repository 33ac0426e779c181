import type { DeclaredJob } from "./jobs/declared-job.ts";
import { JOBS } from "./jobs/index.ts";
import type { DeclaredChannel } from "./notifications/channel.ts";
import { CHANNELS } from "./notifications/index.ts";
import type { CrossingSection } from "./web/crossing/section.ts";
import { CROSSING_SECTIONS } from "./web/crossing/sections/index.ts";

/** Lists of a service's jobs, channels and sections. */
export interface Parts {
  jobs: readonly DeclaredJob[];
  channels: readonly DeclaredChannel[];
  /** Sections of a crossing's page, in order. */
  sections: readonly CrossingSection[];
}

/** Garita's own parts. Tests may pass others. */
export const PARTS = { jobs: JOBS, channels: CHANNELS, sections: CROSSING_SECTIONS } satisfies Parts;
