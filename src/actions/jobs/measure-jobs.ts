import type { Context } from "../../context.ts";
import type { ProposalState } from "../../domain/record/proposal.ts";
import { type JobRecord, loadJobRecords } from "../../store/job-runs.ts";
import { countProposals } from "../../store/proposals/proposals.ts";
import { countWaitingReports, type WaitingCounts } from "../../store/proposals/waiting-reports.ts";

/** Statistics of a job as numbers. `lastSuccessAge` is in seconds. */
export type MeasuredJob = Omit<JobRecord, "lastSuccessAt"> & { lastSuccessAge: number | null };

/**
 * Returns the statistics of all jobs for the last day, the number of proposals by state, and the number of those that are
 * reports of operators and wait for a second one.
 */
export async function measureJobs(
  ctx: Context,
): Promise<{ jobs: MeasuredJob[]; proposals: Record<ProposalState, number>; waiting: WaitingCounts }> {
  const now = ctx.now;
  const [records, proposals, waiting] = await Promise.all([
    loadJobRecords(ctx.db, now.subtract({ hours: 24 })),
    countProposals(ctx.db),
    countWaitingReports(ctx.db),
  ]);
  const jobs = records.map(({ lastSuccessAt, ...record }) => ({
    ...record,
    lastSuccessAge: lastSuccessAt === null ? null : lastSuccessAt.until(now).total("seconds"),
  }));
  return { jobs, proposals, waiting };
}
