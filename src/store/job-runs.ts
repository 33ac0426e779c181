import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { JobRun as JobRunRow, Prisma, RunOutcome } from "../generated/prisma/client.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./rows.ts";

/** What a run counted, such as readings by kind; `source` is where it read. */
export type Counts = Record<string, number | string>;

/** One run of a job. A run whose process died stays `running` until the next one of its job ends it. */
export interface JobRun {
  id: string;
  name: string;
  scheduledFor: Temporal.Instant | null;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  outcome: RunOutcome;
  counts: Counts;
  error: string | null;
  process: string;
}

const toJobRun = (row: JobRunRow): JobRun => ({
  ...row,
  counts: row.counts as Counts,
  scheduledFor: row.scheduledFor === null ? null : toInstant(row.scheduledFor),
  startedAt: toInstant(row.startedAt),
  endedAt: row.endedAt === null ? null : toInstant(row.endedAt),
});

/**
 * Claims a tick of a job's schedule, or, with `scheduledFor` null, starts a run that was asked for. The first process
 * to insert wins; null tells the others that the tick is taken.
 */
export async function claimRun(
  db: Database,
  name: string,
  scheduledFor: Temporal.Instant | null,
  startedAt: Temporal.Instant,
  process: string,
): Promise<string | null> {
  const id = randomUUID();
  const data = {
    id,
    name,
    scheduledFor: scheduledFor === null ? null : toDate(scheduledFor),
    startedAt: toDate(startedAt),
    outcome: "running" as const,
    counts: {},
    process,
  };
  const { count } = await db.prisma.jobRun.createMany({ data, skipDuplicates: true });
  return count === 1 ? id : null;
}

/** Puts the end of a run on record. */
export async function endRun(
  db: Database,
  id: string,
  end: { endedAt: Temporal.Instant; outcome: RunOutcome; counts: Counts; error: string | null },
): Promise<void> {
  const { endedAt, counts, ...rest } = end;
  await db.prisma.jobRun.updateMany({
    where: { id, outcome: "running" },
    data: { ...rest, endedAt: toDate(endedAt), counts: counts satisfies Prisma.InputJsonValue },
  });
}

/** Ends as failed the runs of a job that began before `before` and never ended: their processes are gone. */
export async function endAbandoned(
  db: Database,
  name: string,
  before: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  await db.prisma.jobRun.updateMany({
    where: { name, outcome: "running", startedAt: { lt: toDate(before) } },
    data: { outcome: "failed", endedAt: toDate(now), error: "the process ended before the run did" },
  });
}

/** The run of a job that is under way, or undefined. */
export async function runUnderWay(db: Database, name: string): Promise<JobRun | undefined> {
  const row = await db.prisma.jobRun.findFirst({ where: { name, outcome: "running" } });
  return row === null ? undefined : toJobRun(row);
}

/** The last runs of a job, newest first. */
export async function lastRuns(db: Database, name: string, limit: number): Promise<JobRun[]> {
  const rows = await db.prisma.jobRun.findMany({ where: { name }, orderBy: { startedAt: "desc" }, take: limit });
  return rows.map(toJobRun);
}

/** The last run of a job that succeeded, or undefined. */
export async function lastSuccess(db: Database, name: string): Promise<JobRun | undefined> {
  const row = await db.prisma.jobRun.findFirst({
    where: { name, outcome: "succeeded" },
    orderBy: { startedAt: "desc" },
  });
  return row === null ? undefined : toJobRun(row);
}
