import type { Context } from "../context.ts";
import { type DeliveryResponse, decideRetry } from "../domain/notifications/retry.ts";
import { isAway } from "../store/away.ts";
import { beginAttempt, type Delivery, loadBody } from "../store/notifications/deliveries.ts";
import { holdDeliveries } from "../store/notifications/followers/follower-deliveries.ts";
import { settleDelivery } from "../store/notifications/settle-delivery.ts";
import type { Channel, ChannelMessage, OwnChannel } from "./channel.ts";
import type { EventBodies } from "./event-bodies.ts";

/** Settings for sending events. */
export interface SendingSettings {
  channels: readonly (Channel | OwnChannel)[];
  /** Time within which an address must answer. */
  timeoutSeconds: number;
  /** Returns a number from 0 (inclusive) to 1 (exclusive), for jitter. */
  random(): number;
}

/** Destination of a delivery, and the secrets that sign it. */
export interface Target {
  subscription: string;
  channel: Channel;
  url: string;
  secrets: readonly string[];
}

/**
 * Attempts a delivery once and records the outcome. If `stopping` aborts an attempt, no outcome is recorded, and the
 * event is sent again later.
 */
export async function deliver(
  ctx: Context,
  settings: SendingSettings,
  bodies: EventBodies,
  delivery: Delivery,
  { subscription, channel, url, secrets }: Target,
  stopping: AbortSignal,
): Promise<void> {
  const body = await bodyOf(ctx, bodies, delivery, subscription);
  if (body === undefined) return;
  const startedAt = ctx.now;
  if (body === null) return settleDelivery(ctx.db, delivery.id, { kind: "accepted" }, startedAt);
  const began = performance.now();
  const attempt = await beginAttempt(ctx.db, delivery.id, startedAt, bodies.isKept ? body : null);
  if (attempt === undefined) return;
  const message = { id: delivery.id, at: startedAt, address: url, body: attempt.body ?? body, secrets };
  const reply = await sendInTime(channel, delivery.kind, message, settings, stopping);
  if (stopping.aborted && reply.status === null) return;
  // The duration is measured with a monotonic clock.
  const now = startedAt.add({ milliseconds: Math.round(performance.now() - began) });
  const sequel = decideRetry(reply, attempt, now, settings.random());
  await settleDelivery(ctx.db, delivery.id, sequel, now);
  // Further messages to a chat service that asks to wait would count against their sender.
  if (reply.status === TOO_MANY && sequel.kind === "again" && !bodies.isKept)
    await holdDeliveries(ctx.db, subscription, sequel.at);
  const level = sequel.kind === "accepted" ? "debug" : sequel.kind === "again" ? "info" : "warn";
  ctx.log[level]({ subscription, delivery: delivery.id, attempts: attempt.attempts, ...sequel }, "webhook");
}

/** HTTP 429 Too Many Requests. */
const TOO_MANY = 429;

/** Delay for an event that cannot be formatted because of a bug in Garita. An early retry would fail too. */
const UNWRITTEN = { minutes: 10 };

/**
 * Returns the body: the stored one after the first attempt, otherwise a new one, or null if there is nothing to send.
 * Resolves to undefined if the event cannot be formatted.
 */
async function bodyOf(
  ctx: Context,
  bodies: EventBodies,
  delivery: Delivery,
  subscription: string,
): Promise<string | null | undefined> {
  const kept = delivery.attempts === 0 || !bodies.isKept ? null : await loadBody(ctx.db, delivery.id);
  if (kept !== null) return kept;
  try {
    return await bodies.write(ctx, delivery, subscription);
  } catch (error) {
    if (isAway(error)) throw error;
    ctx.log.error({ err: error, delivery: delivery.id }, "an event could not be written");
    const now = ctx.now;
    const reason = "nothing was sent: the event could not be written. The reason is in Garita's log";
    await settleDelivery(ctx.db, delivery.id, { kind: "again", at: now.add(UNWRITTEN), reason }, now);
    return undefined;
  }
}

async function sendInTime(
  channel: Channel,
  kind: Delivery["kind"],
  message: ChannelMessage,
  { timeoutSeconds }: SendingSettings,
  stopping: AbortSignal,
): Promise<DeliveryResponse> {
  const over = new AbortController();
  const stop = () => over.abort(stopping.reason);
  const late = setTimeout(
    () => over.abort(new Error(`did not answer within ${timeoutSeconds} seconds`)),
    timeoutSeconds * 1000,
  );
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) stop();
  try {
    return await (kind === "verification" ? channel.verify(message, over.signal) : channel.send(message, over.signal));
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error), retryAfterSeconds: null };
  } finally {
    clearTimeout(late);
    stopping.removeEventListener("abort", stop);
  }
}
