import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { answerCrossings } from "../../actions/crossings/answer-crossings.ts";
import { fromDatabase } from "../../actions/notifications/describe-event.ts";
import { confirmPath, leavePath } from "../../actions/notifications/email/email-paths.ts";
import type { Context } from "../../context.ts";
import type { EmailContent, EmailItem, WriteEmail } from "../../domain/notifications/email-content.ts";
import { decideEmailRetry } from "../../domain/notifications/email-retry.ts";
import type { EmailSubscription } from "../../domain/notifications/email-subscription.ts";
import { sendingTime } from "../../domain/notifications/sending-time.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { type Delivery, loadQueue } from "../../store/notifications/deliveries.ts";
import type { AddressCipher } from "../../store/notifications/email/address-cipher.ts";
import {
  beginEmail,
  handOver,
  holdDeliveries,
  retryEmails,
  settleEmails,
  settleUnsure,
} from "../../store/notifications/email/email-deliveries.ts";
import { endEmailSubscriptions, loadEmailSubscription } from "../../store/notifications/email/email-subscriptions.ts";
import { loadReport, loadReportAt } from "../../store/record/reports.ts";
import { findEmailItems } from "./email-changes.ts";
import type { Postman } from "./post-email.ts";

/** Parts that send a subscription's messages. */
export interface EmailParts {
  postman: Postman;
  cipher: AddressCipher;
  write: WriteEmail;
  publicUrl: string;
  random(): number;
}

/** Most changes in one message. */
const MOST = 200;

/** After this many minutes, an SMTP server that was handed a message has replied, unless the process ended. */
const UNSURE_MINUTES = 2;

/**
 * Sends one message to a subscription: its question for confirmation, the next change, or all changes that waited for
 * the end of quiet hours or for a digest. Returns false if there is nothing to do now.
 */
export async function serveEmail(ctx: Context, parts: EmailParts, id: string, stopping: AbortSignal): Promise<boolean> {
  const unsure = await settleUnsure(ctx.db, id, ctx.now.subtract({ minutes: UNSURE_MINUTES }));
  if (unsure > 0) ctx.log.warn({ subscription: id, events: unsure }, "a process ended while it sent an e-mail");
  const stored = await loadEmailSubscription(ctx.db, id);
  const queue = await loadQueue(ctx.db, id, MOST);
  const waiting = (queue?.deliveries ?? []).filter(({ handedAt }) => handedAt === null);
  const [head] = waiting;
  if (stored === undefined || head === undefined) return false;
  if (head.nextAttemptAt !== null && compareInstants(head.nextAttemptAt, ctx.now) > 0) return false;
  const { sealed, ...choices } = stored;
  const address = parts.cipher.unseal(sealed);
  if (address === null) {
    ctx.log.error({ subscription: id }, "the address of an e-mail cannot be read with the key of this installation");
    await holdDeliveries(ctx.db, id, ctx.now.add({ minutes: 10 }));
    return false;
  }
  const subscription = { ...choices, address };
  if (head.kind === "verification")
    return send(ctx, parts, subscription, { events: [head], hasLater: false, kind: "confirmation" }, stopping);
  const due = sendingTime(subscription, head.occurredAt, ctx.now);
  if (compareInstants(due, ctx.now) > 0) {
    await holdDeliveries(ctx.db, id, due);
    return false;
  }
  const wasHeld = subscription.digestAt !== null || (subscription.quiet !== null && head.nextAttemptAt !== null);
  const batch = wasHeld ? waiting : [head];
  const undone = await findUndone(ctx, batch, waiting);
  const told = batch.filter((event) => !undone.has(event));
  const items = await findEmailItems(ctx, told, subscription);
  const untold = [...undone, ...(items.length === 0 ? told : [])];
  if (untold.length > 0) await settleEmails(ctx.db, idsOf(untold), ctx.now);
  if (items.length === 0) return true;
  const hasLater = waiting.length > batch.length;
  return send(ctx, parts, subscription, { events: told, hasLater, kind: "changes", items }, stopping);
}

const idsOf = (events: readonly Delivery[]): string[] => events.map(({ id }) => id);

/**
 * Returns the reports in `batch` that were withdrawn before anybody was told, together with their retractions. Nothing
 * needs to be told of either.
 */
async function findUndone(
  ctx: Context,
  batch: readonly Delivery[],
  waiting: readonly Delivery[],
): Promise<Set<Delivery>> {
  const undone = new Set<Delivery>();
  for (const event of waiting) {
    if (event.kind !== "retraction" || event.reportSeq === null) continue;
    const retraction = await loadReportAt(ctx.db, event.reportSeq);
    const withdrawn = retraction?.retracts == null ? undefined : await loadReport(ctx.db, retraction.retracts);
    const first = batch.find(({ kind, reportSeq }) => kind === "report" && reportSeq === withdrawn?.seq);
    if (first !== undefined) undone.add(first).add(event);
  }
  return undone;
}

/** Events of one message, whether later ones wait, and the content that depends on them. */
type Told = { events: readonly Delivery[]; hasLater: boolean } & (
  | { kind: "confirmation" }
  | { kind: "changes"; items: readonly EmailItem[] }
);

/** Sends one message about events, and records the outcome. Returns false if another process sends it. */
async function send(
  ctx: Context,
  parts: EmailParts,
  subscription: EmailSubscription,
  { events, hasLater, ...told }: Told,
  stopping: AbortSignal,
): Promise<boolean> {
  const { cipher, publicUrl } = parts;
  const { id } = subscription;
  const ids = idsOf(events);
  const began = performance.now();
  const nowAfter = () => ctx.now.add({ milliseconds: Math.round(performance.now() - began) });
  const leave = `${publicUrl}${leavePath(cipher, id)}`;
  const links = { publicUrl, leave };
  const crossings = await allCrossings(ctx);
  const common = { choices: subscription, links, crossings };
  const content: EmailContent =
    told.kind === "confirmation"
      ? { ...told, ...common, confirm: `${publicUrl}${confirmPath(cipher, id)}` }
      : { ...told, ...common, ...(await answersNow(ctx, told.items)) };
  const attempt = await beginEmail(ctx.db, ids, ctx.now);
  const claim: { at: Temporal.Instant | null } = { at: null };
  const mayEnd = async () => {
    const at = nowAfter();
    const isOurs = await handOver(ctx.db, ids, at);
    if (isOurs) claim.at = at;
    return isOurs;
  };
  const email = { ...parts.write(content), id: ids[0] ?? id, to: subscription.address, at: ctx.now, leave };
  const outcome = await parts.postman.post(email, mayEnd, stopping);
  const now = nowAfter();
  if (outcome.kind === "accepted") {
    await settleEmails(ctx.db, ids, now);
    ctx.log.debug({ subscription: id, events: ids.length }, "an e-mail was sent");
    return true;
  }
  if (stopping.aborted && claim.at === null) return false;
  const decision = decideEmailRetry(outcome, { ...attempt, hasLater }, now, parts.random());
  const { reason } = outcome;
  ctx.log.warn(
    { subscription: id, attempts: attempt.attempts, reason, decision: decision.kind },
    "an e-mail was refused",
  );
  if (decision.kind === "end") await endEmailSubscriptions(ctx.db, [id], now, "its mailbox refused a message");
  else if (decision.kind === "drop") await settleEmails(ctx.db, ids, now);
  else await retryEmails(ctx.db, ids, claim.at, decision.at, reason);
  return decision.kind !== "again";
}

/**
 * Returns the answers about the crossings of the changes at the time of the message, with the readings of the feed and the
 * reports that wait for a second operator: these may put an opening in doubt. By this machine's clock, which may be
 * slightly behind, the last change could be in the future.
 */
export async function answersNow(
  ctx: Context,
  items: readonly EmailItem[],
): Promise<{ at: Temporal.Instant; answers: CrossingStatus[] }> {
  const last = items.at(-1)?.at ?? ctx.now;
  const now = compareInstants(last, ctx.now) > 0 ? last : ctx.now;
  const slugs = new Set(items.flatMap(({ services }) => services.map(({ crossing }) => crossing)));
  const crossings = [...(await allCrossings(ctx)).values()].filter(({ slug }) => slugs.has(slug));
  const { snapshot: _, ...stored } = fromDatabase(ctx, now);
  return answerCrossings(stored, crossings, {});
}
