import type { Context } from "../../context.ts";
import type { ProposalState } from "../../domain/record/proposal.ts";
import { type JobRecord, loadJobRecords } from "../../store/job-runs.ts";
import { countProposals } from "../../store/proposals/proposals.ts";

/** Statistics of a job as numbers. `lastSuccessAge` is in seconds. */
export type MeasuredJob = Omit<JobRecord, "lastSuccessAt"> & { lastSuccessAge: number | null };

/** Returns the statistics of all jobs for the last day, and the number of proposals by state. */
export async function measureJobs(
  ctx: Context,
): Promise<{ jobs: MeasuredJob[]; proposals: Record<ProposalState, number> }> {
  const now = ctx.now;
  const [records, proposals] = await Promise.all([
    loadJobRecords(ctx.db, now.subtract({ hours: 24 })),
    countProposals(ctx.db),
  ]);
  const jobs = records.map(({ lastSuccessAt, ...record }) => ({
    ...record,
    lastSuccessAge: lastSuccessAt === null ? null : lastSuccessAt.until(now).total("seconds"),
  }));
  return { jobs, proposals };
}
