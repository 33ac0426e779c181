import type { DeclaredJob } from "./jobs/declared-job.ts";
import { JOBS } from "./jobs/index.ts";

/** The parts of a service that come in lists. */
export interface Parts {
  jobs: readonly DeclaredJob[];
}

/** The lists that Garita ships with. */
export const PARTS = { jobs: JOBS } satisfies Parts;
