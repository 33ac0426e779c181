import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { type Counts, lastRuns } from "../job-runs.ts";

/** Returns the counts of a job's last successful run with this `scope`, or undefined. */
export async function lastGoodPoll(db: Database, job: string, scope: string): Promise<Counts | undefined> {
  const row = await connectionsOf(db).prisma.jobRun.findFirst({
    where: { name: job, outcome: "succeeded", counts: { path: ["scope"], equals: scope } },
    orderBy: { startedAt: "desc" },
    select: { counts: true },
  });
  return row?.counts as Counts | undefined;
}

/** Returns the counts of the last `limit` finished runs of a job, newest first. */
export async function lastPolls(db: Database, job: string, limit: number): Promise<Counts[]> {
  // `lastRuns` may include the current run, so load one more.
  const runs = await lastRuns(db, job, limit + 1);
  return runs
    .filter(({ outcome }) => outcome !== "running")
    .slice(0, limit)
    .map(({ counts }) => counts);
}
