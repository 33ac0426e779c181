import { SOURCES } from "../feeds/index.ts";
import { fixedJob } from "./declared-job.ts";
import { prune } from "./prune.ts";
import { sourceJob } from "./source-job.ts";
import { takeEffect } from "./take-effect.ts";

/** Every job there is: one for each source, and the others. A new one is its file and a line here. */
export const JOBS = [...SOURCES.map((each) => sourceJob(each)), fixedJob(takeEffect), fixedJob(prune)] as const;
