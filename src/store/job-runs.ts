import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { JobRun as JobRunRow, Prisma, RunOutcome } from "../generated/prisma/client.ts";
import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { instantOrNull, toDate, toInstant } from "./rows.ts";
import { endHolder, type RunLease, takeLease } from "./run-leases.ts";

/** Counts of a run, such as readings by kind. `source` is the address that it read. */
export type Counts = Record<string, number | string>;

/** A run of a job. If the process dies, the run stays `running` until the job's next run ends it. */
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
  scheduledFor: instantOrNull(row.scheduledFor),
  startedAt: toInstant(row.startedAt),
  endedAt: instantOrNull(row.endedAt),
});

/** A claim to run a job for a tick. If `scheduledFor` is null, the run was requested and has no tick. */
export interface RunClaim {
  name: string;
  scheduledFor: Temporal.Instant | null;
  startedAt: Temporal.Instant;
  process: string;
  /** If a run takes longer than this many seconds, its process must be hanging. */
  hangsAfterSeconds: number;
}

/** Leases of this process's runs, by run id. */
const leases = new Map<string, RunLease>();

/**
 * Claims a run if no run of the job is in progress in any process and the tick is free. First ends a run whose process
 * has died or hangs.
 * @returns the id of the run, which the caller must end with {@link endRun}; null if the claim fails
 */
export async function claimRun(db: Database, claim: RunClaim): Promise<string | null> {
  const { name, scheduledFor, startedAt, process } = claim;
  const lease = (await takeLease(db, name)) ?? (await takeFromHanging(db, claim));
  if (lease === null) return null;
  const id = randomUUID();
  let claimed = false;
  try {
    // This process has the lease, so no other process is working on a run that is still recorded as running.
    await connectionsOf(lease.db).pool.query(END_ABANDONED, [name, toDate(startedAt)]);
    const tick = scheduledFor === null ? null : toDate(scheduledFor);
    const { rowCount } = await connectionsOf(lease.db).pool.query(CLAIM, [id, name, tick, toDate(startedAt), process]);
    claimed = rowCount === 1;
  } finally {
    if (claimed) leases.set(id, lease);
    else await lease.end();
  }
  return claimed ? id : null;
}

const END_ABANDONED = `
UPDATE job_run SET outcome = 'failed', ended_at = $2, error = 'its process ended or hung'
WHERE name = $1 AND outcome = 'running'`;

const CLAIM = `
INSERT INTO job_run (id, name, scheduled_for, started_at, outcome, counts, process)
VALUES ($1, $2, $3, $4, 'running', '{}', $5) ON CONFLICT DO NOTHING`;

const takeFromHanging = async (db: Database, { name, hangsAfterSeconds }: RunClaim): Promise<RunLease | null> =>
  (await endHolder(db, name, hangsAfterSeconds)) ? takeLease(db, name) : null;

/** Returns a signal that aborts when the run's lease is lost. Another process may then take over the job. */
export const lossOf = (id: string): AbortSignal => leases.get(id)?.lost ?? new AbortController().signal;

/**
 * Returns the database for a run of this process. Writes through it fail once another process has taken over the job.
 */
export const databaseOf = (db: Database, id: string): Database => leases.get(id)?.db ?? db;

/** Records the end of a run, unless it is already on record, and releases the lease. */
export async function endRun(
  db: Database,
  id: string,
  end: { endedAt: Temporal.Instant; outcome: RunOutcome; counts: Counts; error: string | null },
): Promise<void> {
  const { endedAt, counts, ...rest } = end;
  try {
    await connectionsOf(db).prisma.jobRun.updateMany({
      where: { id, outcome: "running" },
      data: {
        ...rest,
        endedAt: toDate(endedAt),
        // A failed run may have recorded its progress in its counts, so these stay if there are no new ones.
        ...(Object.keys(counts).length === 0 ? {} : { counts: counts satisfies Prisma.InputJsonValue }),
      },
    });
  } finally {
    const lease = leases.get(id);
    leases.delete(id);
    await lease?.end();
  }
}

/** Loads the last runs of a job, newest first. Long errors are cut, because some contain a whole document. */
export async function lastRuns(db: Database, name: string, limit: number): Promise<JobRun[]> {
  const { rows } = await connectionsOf(db).pool.query<JobRunRow>(LAST_RUNS, [name, limit]);
  return rows.map(toJobRun);
}

const LAST_RUNS = `
SELECT id, name, scheduled_for AS "scheduledFor", started_at AS "startedAt", ended_at AS "endedAt", outcome, counts,
  left(error, 5000) AS error, process
FROM job_run WHERE name = $1 ORDER BY started_at DESC LIMIT $2`;

/** Returns the oldest run of a job, or undefined. */
export async function firstRun(db: Database, name: string): Promise<JobRun | undefined> {
  const row = await connectionsOf(db).prisma.jobRun.findFirst({ where: { name }, orderBy: { startedAt: "asc" } });
  return row === null ? undefined : toJobRun(row);
}

/** Returns the last successful run of a job, or undefined. */
export async function lastSuccess(db: Database, name: string): Promise<JobRun | undefined> {
  const row = await connectionsOf(db).prisma.jobRun.findFirst({
    where: { name, outcome: "succeeded" },
    orderBy: { startedAt: "desc" },
  });
  return row === null ? undefined : toJobRun(row);
}

/** Returns the last claimed tick of a job, or null. */
export async function lastClaimedTick(db: Database, name: string): Promise<Temporal.Instant | null> {
  const { _max } = await connectionsOf(db).prisma.jobRun.aggregate({ where: { name }, _max: { scheduledFor: true } });
  return instantOrNull(_max.scheduledFor);
}

/** Statistics of a job: recent runs by outcome, duration of the last run, and last success. */
export interface JobRecord {
  name: string;
  succeeded: number;
  failed: number;
  lastSeconds: number | null;
  lastSuccessAt: Temporal.Instant | null;
}

/** Loads the statistics of every job that ever ran. Counts runs from `since`. */
export async function loadJobRecords(db: Database, since: Temporal.Instant): Promise<JobRecord[]> {
  const { rows } = await connectionsOf(db).pool.query<
    Omit<JobRecord, "lastSuccessAt"> & { lastSuccessAt: Date | null }
  >(RECORDS, [toDate(since)]);
  return rows.map((row) => ({
    ...row,
    lastSuccessAt: instantOrNull(row.lastSuccessAt),
  }));
}

// Steps through the names along the index, so that metrics do not read a month of runs.
const RECORDS = `
WITH RECURSIVE job AS (
  (SELECT name FROM job_run ORDER BY name LIMIT 1)
  UNION ALL
  SELECT (SELECT r.name FROM job_run r WHERE r.name > job.name ORDER BY r.name LIMIT 1) FROM job WHERE job.name IS NOT NULL
)
SELECT job.name, lately.succeeded, lately.failed, last.seconds AS "lastSeconds", success.ended_at AS "lastSuccessAt"
FROM job
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE outcome = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE outcome = 'failed')::int AS failed
  FROM job_run r WHERE r.name = job.name AND r.started_at >= $1) lately
LEFT JOIN LATERAL (
  SELECT extract(epoch FROM r.ended_at - r.started_at)::float AS seconds
  FROM job_run r WHERE r.name = job.name AND r.ended_at IS NOT NULL ORDER BY r.started_at DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
  SELECT r.ended_at FROM job_run r
  WHERE r.name = job.name AND r.outcome = 'succeeded' ORDER BY r.started_at DESC LIMIT 1) success ON true
WHERE job.name IS NOT NULL`;
