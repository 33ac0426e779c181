import type { Context } from "../../context.ts";
import { PROPOSAL_STATES, type ProposalState } from "../../domain/record/proposal.ts";
import { type JobRecord, loadJobRecords } from "../../store/job-runs.ts";

/** The statistics of a job as numbers. `lastSuccessAge` is in seconds. */
export type MeasuredJob = Omit<JobRecord, "lastSuccessAt"> & { lastSuccessAge: number | null };

/** Returns the statistics of all jobs for the last day, and the number of proposals in each state. */
export async function measureJobs(
  ctx: Context,
): Promise<{ jobs: MeasuredJob[]; proposals: Record<ProposalState, number> }> {
  const now = ctx.now;
  const [records, counted] = await Promise.all([
    loadJobRecords(ctx.db, now.subtract({ hours: 24 })),
    ctx.db.prisma.proposal.groupBy({ by: ["state"], _count: true }),
  ]);
  const jobs = records.map(({ lastSuccessAt, ...record }) => ({
    ...record,
    lastSuccessAge: lastSuccessAt === null ? null : lastSuccessAt.until(now).total("seconds"),
  }));
  const counts = PROPOSAL_STATES.map((state) => [state, counted.find((each) => each.state === state)?._count ?? 0]);
  return { jobs, proposals: Object.fromEntries(counts) as Record<ProposalState, number> };
}
