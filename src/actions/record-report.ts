import { createHash, randomUUID } from "node:crypto";
import type { ActorContext } from "../context.ts";
import { acceptDraft, type ReportDraft } from "../domain/draft.ts";
import { Refusal } from "../domain/errors.ts";
import { crossingsOf, type Report } from "../domain/report.ts";
import { appendReport, type Idempotency, isTaken, loadAnswered, loadReport, type NewReport } from "../store/reports.ts";
import { allCrossings } from "./all-crossings.ts";

/** How long the answer under an idempotency key is remembered. */
const REMEMBERED = { hours: 7 * 24 };

/** What came of a request to record: the report, and whether this very request recorded it. */
export interface Recorded {
  report: Report;
  isNew: boolean;
}

/**
 * Records what one source said. With `once`, an idempotency key, the same body asked again gets the report that it got.
 * `origin` is the proposal that it came from, which it settles.
 * @throws Refusal `invalid` where the draft is unsound, `conflict` where the key was used for another body
 */
export async function recordReport(
  ctx: ActorContext,
  draft: ReportDraft,
  { once, origin = null }: { once?: { key: string; body: string } | undefined; origin?: string | null } = {},
): Promise<Recorded> {
  const idempotency = once && {
    holder: ctx.actor.id,
    key: once.key,
    bodyHash: createHash("sha256").update(once.body).digest("hex"),
  };
  const answered = idempotency && (await answeredBefore(ctx, idempotency));
  if (answered !== undefined) return { report: answered, isNew: false };

  const crossings = await allCrossings(ctx);
  const report: NewReport = {
    id: randomUUID(),
    recordedBy: ctx.actor.name,
    source: draft.source,
    reason: draft.reason ?? null,
    note: draft.note ?? null,
    retracts: null,
    origin,
    ...acceptDraft(draft, crossings),
  };
  try {
    const place = await appendReport(ctx.db, report, (slug) => crossings.get(slug)?.timeZone ?? "UTC", idempotency);
    ctx.board?.record(crossingsOf(report));
    return { report: { ...report, ...place, retractedAt: null }, isNew: true };
  } catch (error) {
    const won =
      idempotency && isTaken(error, "idempotency_key_pkey") ? await answeredBefore(ctx, idempotency) : undefined;
    if (won === undefined) throw error;
    return { report: won, isNew: false };
  }
}

async function answeredBefore(ctx: ActorContext, { holder, key, bodyHash }: Idempotency): Promise<Report | undefined> {
  const answered = await loadAnswered(ctx.db, holder, key, ctx.now().subtract(REMEMBERED));
  if (answered === undefined) return undefined;
  if (answered.bodyHash !== bodyHash)
    throw new Refusal(
      "conflict",
      `The Idempotency-Key '${key}' was used for another report, ${answered.reportId}. Use a new key for a new report.`,
    );
  return loadReport(ctx.db, answered.reportId);
}
