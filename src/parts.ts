import type { DeclaredJob } from "./jobs/declared-job.ts";
import { JOBS } from "./jobs/index.ts";
import type { DeclaredChannel } from "./notifications/channel.ts";
import { CHANNELS } from "./notifications/index.ts";
import type { CrossingSection } from "./web/crossing/section.ts";
import { CROSSING_SECTIONS } from "./web/crossing/sections/index.ts";

/** The parts of a service that come in lists. */
export interface Parts {
  jobs: readonly DeclaredJob[];
  channels: readonly DeclaredChannel[];
  /** The sections of a crossing's page, in its order. */
  sections: readonly CrossingSection[];
}

/** The lists that Garita ships with. */
export const PARTS = { jobs: JOBS, channels: CHANNELS, sections: CROSSING_SECTIONS } satisfies Parts;
