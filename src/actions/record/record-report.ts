import { createHash, randomUUID } from "node:crypto";
import type { ActorContext } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { zonesOf } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import type { Report } from "../../domain/record/report.ts";
import { type Idempotency, REMEMBERED_KEY } from "../../store/append/report-document.ts";
import { appendReport, isTaken, loadAnswered, loadReport } from "../../store/record/reports.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { checkLifts } from "../restrictions/check-lifts.ts";
import { newReport } from "./new-report.ts";

/** An idempotency key and the body of its request. */
export interface IdempotentRequest {
  key: string;
  body: string;
}

/** The report, and whether this request recorded it. */
export interface RecordResult {
  report: Report;
  isNew: boolean;
}

/**
 * Records a report. With an idempotency key in `once`, repeating the same body returns the same report. `origin` is the
 * id of the proposal that the report settles.
 * @throws Refusal `invalid` if the draft is invalid, `conflict` if the idempotency key was used for another body,
 * `unauthorized` if the actor's key was to be checked and is revoked
 */
export async function recordReport(
  ctx: ActorContext,
  draft: ReportDraft,
  { once, origin = null }: { once?: IdempotentRequest | undefined; origin?: string | null } = {},
): Promise<RecordResult> {
  const idempotency = once && idempotencyOf(ctx, once);
  const answered = once && (await answeredBefore(ctx, once));
  if (answered !== undefined) return { report: answered, isNew: false };

  const crossings = await allCrossings(ctx);
  const report = newReport(draft, crossings, { id: randomUUID(), recordedBy: ctx.actor.name, origin });
  await checkLifts(ctx.db, draft);
  try {
    const keyId = ctx.isKeyUnchecked === true ? ctx.actor.id : undefined;
    const place = await appendReport(ctx.db, report, zonesOf(crossings), { idempotency, keyId });
    const recorded = { ...report, ...place, retractedAt: null };
    ctx.onRecorded?.(recorded);
    return { report: recorded, isNew: true };
  } catch (error) {
    const won = once && isTaken(error, "idempotency_key_pkey") ? await answeredBefore(ctx, once) : undefined;
    if (won === undefined) throw error;
    return { report: won, isNew: false };
  }
}

/** Result of an earlier request with the same idempotency key, and whether its body was the same. */
export interface EarlierRecording {
  /** Null if the report waits for a second operator, or was dismissed. */
  reportId: string | null;
  /** Null if the request recorded the report itself. */
  proposalId: string | null;
  isSame: boolean;
}

/** Returns the result of this actor's earlier request with an idempotency key, or undefined if there is none. */
export async function findEarlierRecording(
  ctx: ActorContext,
  once: IdempotentRequest,
): Promise<EarlierRecording | undefined> {
  const { holder, key, bodyHash } = idempotencyOf(ctx, once);
  const answered = await loadAnswered(ctx.db, holder, key, ctx.now.subtract(REMEMBERED_KEY));
  if (answered === undefined) return undefined;
  const { reportId, proposalId } = answered;
  return { reportId, proposalId, isSame: answered.bodyHash === bodyHash };
}

/** Returns what identifies a repeated request. */
export const idempotencyOf = ({ actor }: ActorContext, { key, body }: IdempotentRequest): Idempotency => ({
  holder: actor.id,
  key,
  bodyHash: createHash("sha256").update(body).digest("hex"),
});

async function answeredBefore(ctx: ActorContext, once: IdempotentRequest): Promise<Report | undefined> {
  const before = await findEarlierRecording(ctx, once);
  if (before === undefined) return undefined;
  if (!before.isSame || before.reportId === null) throw idempotencyKeyUsed(once, before);
  return loadReport(ctx.db, before.reportId);
}

/** Returns the refusal of an idempotency key that was used for another report, or for one that waits. */
export const idempotencyKeyUsed = ({ key }: IdempotentRequest, { reportId, proposalId }: EarlierRecording): Refusal =>
  new Refusal("conflict", ["idempotencyKeyUsed", key, reportId ?? proposalId ?? ""]);
