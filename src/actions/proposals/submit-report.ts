import type { ActorContext } from "../../context.ts";
import { zonesOf } from "../../domain/places/crossing.ts";
import { acceptDraft, type ReportDraft } from "../../domain/record/draft.ts";
import { doubtsOfReport, type Proposal } from "../../domain/record/proposal.ts";
import type { Report } from "../../domain/record/report.ts";
import { type NewWaitingReport, saveWaitingReport } from "../../store/proposals/waiting-reports.ts";
import { isTaken } from "../../store/record/reports.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { getReport } from "../record/get-report.ts";
import {
  findEarlierRecording,
  type IdempotentRequest,
  idempotencyKeyUsed,
  idempotencyOf,
  recordReport,
} from "../record/record-report.ts";
import { checkLifts } from "../restrictions/check-lifts.ts";
import { getProposal, settledRefusal } from "./get-proposal.ts";
import { settleDoubts } from "./settle-doubts.ts";

/**
 * Result of a request to record: a report on record, or a proposal that waits for a second operator. `isNew` is false if
 * an earlier request with the same idempotency key had this result.
 */
export type Submission =
  | { report: Report; proposal?: undefined; isNew: boolean }
  | { proposal: Proposal; report?: undefined; isNew: boolean };

/**
 * Records the report of an operator, or lets it wait for a second operator if the installation demands one. With an
 * idempotency key in `once`, repeating the same body has the same result. If the waiting report is meanwhile accepted,
 * the result is the report.
 * @throws Refusal as {@link recordReport}
 */
export async function submitReport(
  ctx: ActorContext,
  draft: ReportDraft,
  once?: IdempotentRequest,
): Promise<Submission> {
  return ctx.needsSecondPerson === true ? letReportWait(ctx, draft, { once }) : recordReport(ctx, draft, { once });
}

/**
 * Lets the report of an operator wait for a second operator, in place of the open proposal `replaces`, which the operator
 * edited.
 * @throws Refusal as {@link recordReport}, and `conflict` if `replaces` is settled
 */
export async function letReportWait(
  ctx: ActorContext,
  draft: ReportDraft,
  { once, replaces }: { once?: IdempotentRequest | undefined; replaces?: Proposal } = {},
): Promise<Submission> {
  const crossings = await allCrossings(ctx);
  const doubts = doubtsOfReport(acceptDraft(draft, crossings), zonesOf(crossings));
  await checkLifts(ctx.db, draft);
  return letWait(ctx, { title: draft.source.title, draft, retracts: null, doubts }, { once, replaces });
}

/** A report or a retraction that is to wait. */
type WaitingDraft = Pick<NewWaitingReport, "title" | "draft" | "retracts" | "doubts">;

/** Stores a waiting report, unless an earlier request with the same idempotency key had a result. */
export async function letWait(
  ctx: ActorContext,
  report: WaitingDraft,
  { once, replaces }: { once?: IdempotentRequest | undefined; replaces?: Proposal | undefined } = {},
): Promise<Submission> {
  const earlier = once && (await earlierSubmission(ctx, once));
  if (earlier !== undefined) return earlier;
  const { actor, db, now } = ctx;
  const idempotency = once && idempotencyOf(ctx, once);
  const waiting = { ...report, draftedBy: actor.name, createdAt: now, idempotency, replaces: replaces?.id ?? null };
  try {
    const id = await saveWaitingReport(db, waiting);
    if (id === null) {
      // If the same request arrives twice at once, the second has the result of the first.
      const won = once && (await earlierSubmission(ctx, once));
      if (won !== undefined) return won;
      throw settledRefusal(await getProposal(ctx, waiting.replaces ?? ""));
    }
    await settleDoubts(ctx, [...report.doubts, ...(replaces?.doubts ?? [])]);
    ctx.log.info({ proposal: id, draftedBy: actor.name }, "a report waits for a second operator");
    return { proposal: await getProposal(ctx, id), isNew: true };
  } catch (error) {
    const won = once && isTaken(error, "idempotency_key_pkey") ? await earlierSubmission(ctx, once) : undefined;
    if (won === undefined) throw error;
    return won;
  }
}

/** @throws Refusal `conflict` if the idempotency key was used for another body */
async function earlierSubmission(ctx: ActorContext, once: IdempotentRequest): Promise<Submission | undefined> {
  const before = await findEarlierRecording(ctx, once);
  if (before === undefined) return undefined;
  if (!before.isSame) throw idempotencyKeyUsed(once, before);
  return before.reportId === null
    ? { proposal: await getProposal(ctx, before.proposalId ?? ""), isNew: false }
    : { report: await getReport(ctx, before.reportId), isNew: false };
}
