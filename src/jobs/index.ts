import { SOURCES } from "../feeds/index.ts";
import { fixedJob } from "./declared-job.ts";
import { prune } from "./prune.ts";
import { sourceJob } from "./source-job.ts";
import { takeEffect } from "./take-effect.ts";

/** All jobs: one per source, and others. To add one, add its file and a line here. */
export const JOBS = [...SOURCES.map((each) => sourceJob(each)), fixedJob(takeEffect), fixedJob(prune)] as const;
