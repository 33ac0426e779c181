import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { findFollowersOf } from "../../actions/notifications/followers/find-followers-of.ts";
import { confirmPath, leavePath } from "../../actions/notifications/followers/tell-me-paths.ts";
import type { Context } from "../../context.ts";
import type { FollowerSubscription } from "../../domain/notifications/follower.ts";
import type { FollowerContent, ToldChange } from "../../domain/notifications/follower-content.ts";
import { decideFollowerRetry, type MessageRefusal } from "../../domain/notifications/follower-retry.ts";
import { sendingTime } from "../../domain/notifications/sending-time.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { type Delivery, loadQueue } from "../../store/notifications/deliveries.ts";
import {
  beginMessage,
  handOver,
  holdDeliveries,
  retryEvents,
  settleEvents,
  settleUnsure,
} from "../../store/notifications/followers/follower-deliveries.ts";
import { endFollowers, loadFollower } from "../../store/notifications/followers/followers.ts";
import { loadReport, loadReportAt } from "../../store/record/reports.ts";
import { answersNow } from "./answers-now.ts";
import type { Messenger } from "./messenger.ts";
import { findToldChanges } from "./told-changes.ts";

/** Most changes in one message. */
const MOST = 200;

/** After this many minutes, a server that was handed a message has replied, unless the process ended. */
const UNSURE_MINUTES = 2;

/**
 * Sends one message to a subscription: its question for confirmation, the next change, or all changes that waited for
 * the end of quiet hours or for a digest. Returns false if there is nothing to do now.
 */
export async function serveFollower(
  ctx: Context,
  messenger: Messenger,
  id: string,
  stopping: AbortSignal,
): Promise<boolean> {
  const { words } = messenger;
  const unsure = await settleUnsure(ctx.db, id, ctx.now.subtract({ minutes: UNSURE_MINUTES }));
  if (unsure > 0) ctx.log.warn({ subscription: id, events: unsure }, `a process ended while it sent ${words.message}`);
  const stored = await loadFollower(ctx.db, id);
  const queue = await loadQueue(ctx.db, id, MOST);
  const waiting = (queue?.deliveries ?? []).filter(({ handedAt }) => handedAt === null);
  const [head] = waiting;
  if (stored === undefined || head === undefined) return false;
  if (head.nextAttemptAt !== null && compareInstants(head.nextAttemptAt, ctx.now) > 0) return false;
  const { sealed, ...choices } = stored;
  const address = messenger.cipher.unseal(sealed);
  if (address === null) {
    ctx.log.error(
      { subscription: id },
      `the address of ${words.message} cannot be read with the key of this installation`,
    );
    await holdDeliveries(ctx.db, id, ctx.now.add({ minutes: 10 }));
    return false;
  }
  const paused = messenger.pausedUntil?.(address, ctx.now) ?? null;
  if (paused !== null) {
    await holdDeliveries(ctx.db, id, paused);
    return false;
  }
  const subscription = { ...choices, address };
  if (head.kind === "verification")
    return send(ctx, messenger, subscription, { events: [head], hasLater: false, kind: "first" }, stopping);
  const due = sendingTime(subscription, head.occurredAt, ctx.now);
  if (compareInstants(due, ctx.now) > 0) {
    await holdDeliveries(ctx.db, id, due);
    return false;
  }
  const wasHeld = subscription.digestAt !== null || (subscription.quiet !== null && head.nextAttemptAt !== null);
  const batch = wasHeld ? waiting : [head];
  const undone = await findUndone(ctx, batch, waiting);
  const told = batch.filter((event) => !undone.has(event));
  const items = await findToldChanges(ctx, told, subscription);
  const untold = [...undone, ...(items.length === 0 ? told : [])];
  if (untold.length > 0) await settleEvents(ctx.db, idsOf(untold), ctx.now);
  if (items.length === 0) return true;
  const hasLater = waiting.length > batch.length;
  return send(ctx, messenger, subscription, { events: told, hasLater, kind: "changes", items }, stopping);
}

/** Lets the events of a subscription wait, because the settings of its channel are incomplete. */
export async function waitForSettings(ctx: Context, id: string): Promise<number> {
  await holdDeliveries(ctx.db, id, ctx.now.add({ minutes: 10 }));
  return 0;
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
  | { kind: "first" }
  | { kind: "changes"; items: readonly ToldChange[] }
);

/** Sends one message about events, and records the outcome. Returns false if another process sends it. */
async function send(
  ctx: Context,
  messenger: Messenger,
  subscription: FollowerSubscription,
  { events, hasLater, ...told }: Told,
  stopping: AbortSignal,
): Promise<boolean> {
  const { cipher, publicUrl, words } = messenger;
  const { id } = subscription;
  const ids = idsOf(events);
  const began = performance.now();
  const nowAfter = () => ctx.now.add({ milliseconds: Math.round(performance.now() - began) });
  const leave = `${publicUrl}${leavePath(cipher, id)}`;
  const links = { publicUrl, leave };
  const crossings = await allCrossings(ctx);
  const common = { choices: subscription, links, crossings };
  const content: FollowerContent =
    told.kind === "first"
      ? { ...told, ...common, confirm: `${publicUrl}${confirmPath(cipher, id)}` }
      : { ...told, ...common, ...(await answersNow(ctx, told.items)) };
  const attempt = await beginMessage(ctx.db, ids, ctx.now);
  const claim: { at: Temporal.Instant | null } = { at: null };
  const mayEnd = async () => {
    const at = nowAfter();
    const isOurs = await handOver(ctx.db, ids, at);
    if (isOurs) claim.at = at;
    return isOurs;
  };
  const message = { id: ids[0] ?? id, subscription: id, address: subscription.address, at: ctx.now, content };
  const outcome = await messenger.send(message, mayEnd, stopping);
  const now = nowAfter();
  if (outcome.kind === "accepted") {
    await settleEvents(ctx.db, ids, now);
    ctx.log.debug({ subscription: id, events: ids.length }, `${words.message} was sent`);
    return true;
  }
  if (stopping.aborted && claim.at === null) return false;
  const isUnproven = told.kind === "first" && subscription.channel === "push";
  const decision = decideFollowerRetry(outcome, { ...attempt, hasLater, isUnproven }, now, messenger.random());
  const { reason } = outcome;
  ctx.log.warn(
    { subscription: id, attempts: attempt.attempts, reason, decision: decision.kind },
    `${words.message} was refused`,
  );
  // Nothing follows a first message that was never accepted.
  if (decision.kind === "end" || (decision.kind === "drop" && told.kind === "first")) {
    const ended = await endedWith(ctx, messenger, subscription, outcome.of);
    // The device has moved meanwhile, so the old address is gone, but not the device.
    if (!ended.includes(id)) await retryEvents(ctx.db, ids, claim.at, now, reason);
    else await endFollowers(ctx.db, ended, now, `its ${words.destination} refused a message`);
  } else if (decision.kind === "drop") await settleEvents(ctx.db, ids, now);
  else await retryEvents(ctx.db, ids, claim.at, decision.at, reason);
  return decision.kind !== "again";
}

/** Returns the subscriptions that end with one: all of a device that no longer exists, or only that one. */
async function endedWith(
  ctx: Context,
  { cipher }: Messenger,
  { id, channel, address }: FollowerSubscription,
  of: MessageRefusal["of"],
): Promise<string[]> {
  return channel === "push" && of === "mailbox" ? findFollowersOf(ctx, address, cipher) : [id];
}
