import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { endSubscriptions, expireProposals, PRUNABLE, type Prunable, pruneBatch } from "../../store/prune.ts";
import { forgetUnconfirmed } from "../notifications/followers/forget-unconfirmed.ts";

/**
 * Maximum number of rows changed in one statement. Such a statement takes milliseconds, so other statements need not
 * wait long.
 */
const BATCH = 1000;

/**
 * Retention time of each kind of row. `dead` is the time within which a dead subscription can be revived, and
 * `unconfirmed` that within which an e-mail address can be confirmed.
 */
export type Retention = Record<Prunable | "dead" | "unconfirmed", Temporal.DurationLike>;

/**
 * Expires overdue proposals, forgets unconfirmed addresses, ends dead subscriptions that nobody revived, and deletes old
 * rows, in batches. If `signal` aborts, the next run continues.
 * @returns the numbers of expired proposals, of ended subscriptions, of addresses that were never confirmed, and of
 * deleted rows of each kind
 */
export async function pruneBatches(
  ctx: Context,
  keep: Retention,
  signal: AbortSignal,
): Promise<Record<Prunable | "expired" | "ended" | "unconfirmed", number>> {
  const now = ctx.now;
  const settled = { by: "job:prune", reason: "nobody settled it in time" };
  const expired = await inBatches(() => expireProposals(ctx.db, now, settled, BATCH), signal);
  const ended = await inBatches(() => endSubscriptions(ctx.db, now.subtract(keep.dead), now, BATCH), signal);
  const unconfirmed = await inBatches(() => forgetUnconfirmed(ctx, now.subtract(keep.unconfirmed), BATCH), signal);
  const counts: Partial<Record<Prunable, number>> = {};
  for (const what of PRUNABLE) {
    const before = now.subtract(keep[what]);
    counts[what] = await inBatches(() => pruneBatch(ctx.db, what, before, BATCH), signal);
  }
  return { expired, ended, unconfirmed, ...(counts as Record<Prunable, number>) };
}

async function inBatches(batch: () => Promise<number>, signal: AbortSignal): Promise<number> {
  for (let all = 0; ; ) {
    signal.throwIfAborted();
    const done = await batch();
    all += done;
    if (done < BATCH) return all;
  }
}
