import type { DeclaredJob } from "./jobs/declared-job.ts";
import { JOBS } from "./jobs/index.ts";
import type { DeclaredChannel } from "./notifications/channel.ts";
import { CHANNELS } from "./notifications/index.ts";

/** The parts of a service that come in lists. */
export interface Parts {
  jobs: readonly DeclaredJob[];
  channels: readonly DeclaredChannel[];
}

/** The lists that Garita ships with. */
export const PARTS = { jobs: JOBS, channels: CHANNELS } satisfies Parts;
