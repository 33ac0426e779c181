import type { Temporal } from "temporal-polyfill";
import { findOutage } from "../../src/actions/jobs/find-outage.ts";
import type { Config } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import { compareInstants } from "../../src/domain/time/moment.ts";
import { makeJobs } from "../../src/jobs/declared-job.ts";
import { JOBS } from "../../src/jobs/index.ts";
import { type Job, publicRun } from "../../src/jobs/job.ts";
import { lastTick, nextTick } from "../../src/jobs/ticks.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { userAgentOf } from "../../src/service.ts";
import { type JobRun, lastRuns, lastSuccess } from "../../src/store/job-runs.ts";
import { type Finding, note, right, wrong } from "./finding.ts";

/** Time for a due run to begin, and for a run over its limit to end, besides the job's own delays. */
const GRACE = { minutes: 2 };

/** Checks the last runs of every job that the settings switch on. */
export function checkJobs(ctx: Context, config: Config, words: DoctorWords): Promise<Finding[]> {
  // The jobs are never run here, so their User-Agent does not matter.
  return Promise.all(makeJobs(JOBS, config, userAgentOf("")).map((job) => checkJob(ctx, job, words)));
}

async function checkJob({ db, now }: Context, job: Job, words: DoctorWords): Promise<Finding> {
  const { name } = job;
  const [last, previous] = (await lastRuns(db, name, 2)).map(publicRun);
  if (last === undefined) return note(words.jobNever(name, shown(nextTick(job.schedule, now))));
  if (hangs(last, job, now)) return wrong(words.jobHangs(name, String(last.startedAt)));
  const outage = await findOutage({ db }, name);
  if (outage !== null) {
    const error = last.error ?? previous?.error ?? "";
    return wrong(words.jobFailed(name, String(outage.since), outage.wasReached, error.replace(/\.$/, "")));
  }
  const due = lastTick(job.schedule, now.subtract(GRACE).subtract({ seconds: job.retryPolicy?.jitterSeconds ?? 0 }));
  if (due !== null && compareInstants(last.startedAt, due) < 0)
    return wrong(words.jobOverdue(name, String(due), String(last.startedAt)));
  return right(words.jobFine(name, shown((await lastSuccess(db, name))?.endedAt ?? null) ?? ""));
}

const hangs = ({ outcome, startedAt }: JobRun, { limitSeconds }: Job, now: Temporal.Instant): boolean =>
  outcome === "running" && compareInstants(startedAt.add({ seconds: limitSeconds }).add(GRACE), now) < 0;

const shown = (instant: Temporal.Instant | null): string | null => (instant === null ? null : String(instant));
