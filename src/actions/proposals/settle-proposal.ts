import { isDeepStrictEqual } from "node:util";
import type { ActorContext } from "../../context.ts";
import { invalid, Refusal } from "../../domain/errors.ts";
import { fold } from "../../domain/fold.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import { isNameActive } from "../../store/access/api-keys.ts";
import { dismiss } from "../../store/proposals/proposals.ts";
import { isSettled } from "../../store/record/reports.ts";
import { getReport } from "../record/get-report.ts";
import { findEarlierRecording, type IdempotentRequest, recordReport } from "../record/record-report.ts";
import { recordRetraction } from "../record/retract-report.ts";
import { getOpenProposal, getProposal, settledRefusal } from "./get-proposal.ts";
import { settleDoubts } from "./settle-doubts.ts";
import { letReportWait, type Submission } from "./submit-report.ts";

/**
 * Accepts a proposal: its draft, or the operator's edited version, becomes a report by the operator. If the installation
 * demands a second operator, the edited version waits for one in place of the proposal. With an idempotency key in
 * `once`, a repeated request has the same result.
 * @throws Refusal `not_found`; `second_person` if the operator sent the report; `conflict` if the proposal is already
 * settled, or if the key of the operator who sent the report is revoked; `invalid` if the draft is invalid
 */
export async function acceptProposal(
  ctx: ActorContext,
  id: string,
  edited: ReportDraft | undefined,
  once?: IdempotentRequest,
): Promise<Submission> {
  const proposal = await (once === undefined ? getOpenProposal : getProposal)(ctx, id);
  const accepted = edited ?? proposal.draft;
  if (accepted === null) throw invalid([{ path: "report", rule: ["unreadableDraft", id, proposal.fault ?? ""] }]);
  const isEdited = edited !== undefined && !isSameDraft(edited, proposal.draft);
  if (isEdited && proposal.retracts !== null) throw invalid([{ path: "report", rule: ["notForRetraction"] }]);
  if (isEdited && ctx.needsSecondPerson === true) return letReportWait(ctx, edited, { once, replaces: proposal });
  if (proposal.state === "open") await checkSecondPerson(ctx, proposal, isEdited);
  try {
    const result = await recordAccepted(ctx, proposal, accepted, once);
    if (result.isNew) await noteAcceptance(ctx, proposal);
    return result;
  } catch (error) {
    if (!isSettled(error)) throw error;
    // If the same request arrives twice at once, the second returns the result of the first.
    const before = once && (await findEarlierRecording(ctx, once));
    if (before?.isSame && before.reportId !== null)
      return { report: await getReport(ctx, before.reportId), isNew: false };
    throw settledRefusal(await getProposal(ctx, id));
  }
}

async function noteAcceptance(ctx: ActorContext, { id, draftedBy, doubts }: Proposal): Promise<void> {
  await settleDoubts(ctx, doubts);
  if (draftedBy !== null)
    ctx.log.info({ proposal: id, draftedBy, acceptedBy: ctx.actor.name }, "a second operator accepted a report");
}

const isSameDraft = (one: ReportDraft, other: ReportDraft | null): boolean =>
  other !== null && isDeepStrictEqual(jsonOf(one), jsonOf(other));

/** Returns the JSON form of a draft, without members whose value is undefined. */
const jsonOf = (draft: ReportDraft): unknown => JSON.parse(JSON.stringify(writeDraft(draft)));

async function recordAccepted(
  ctx: ActorContext,
  { id, retracts, draft }: Proposal,
  accepted: ReportDraft,
  once: IdempotentRequest | undefined,
): Promise<Submission> {
  if (retracts === null) return recordReport(ctx, accepted, { origin: id, once });
  const target = await getReport(ctx, retracts);
  const publisher = draft?.source.publisher ?? ctx.actor.name;
  const report = await recordRetraction(ctx, target, accepted.note ?? "", { publisher, origin: id, once });
  return { report, isNew: true };
}

/**
 * Checks that the operator may accept a report that another operator sent. Names that differ only in case, accents or
 * spaces count as one person. A key that replaces a revoked one has another name, so a draft of a revoked key can only
 * be edited, which makes it the draft of whoever edits it.
 * @throws Refusal `second_person` if the operator sent it; `conflict` if the key of its sender is revoked
 */
export async function checkSecondPerson(
  { actor, db }: Pick<ActorContext, "actor" | "db">,
  { id, draftedBy }: Pick<Proposal, "id" | "draftedBy">,
  isEdited = false,
): Promise<void> {
  if (draftedBy === null) return;
  if (fold(draftedBy) === fold(actor.name)) throw new Refusal("second_person", ["ownDraft", id, draftedBy]);
  if (!isEdited && !(await isNameActive(db, draftedBy)))
    throw new Refusal("conflict", ["draftOfRevokedKey", id, draftedBy]);
}

/**
 * Dismisses a proposal with a reason.
 * @throws Refusal `not_found`, or `conflict` if the proposal is already settled
 */
export async function dismissProposal(ctx: ActorContext, id: string, reason: string): Promise<Proposal> {
  await getOpenProposal(ctx, id);
  const won = await dismiss(ctx.db, id, { by: ctx.actor.name, at: ctx.now, reason });
  const proposal = await getProposal(ctx, id);
  if (!won) throw settledRefusal(proposal);
  await settleDoubts(ctx, proposal.doubts);
  return proposal;
}
