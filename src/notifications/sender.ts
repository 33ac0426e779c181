import type { Temporal } from "temporal-polyfill";
import { type Context, contextNow, type Runtime } from "../context.ts";
import { isChat } from "../domain/notifications/chat-content.ts";
import { isHeldAt, readyAt } from "../domain/notifications/outbox.ts";
import { type DeliveryQueue, loadDueSubscriptions, loadQueue } from "../store/notifications/deliveries.ts";
import { loadSecrets } from "../store/notifications/signing-secrets.ts";
import type { Channel, OwnChannel } from "./channel.ts";
import { deliver, type SendingSettings } from "./deliver.ts";
import { eventBodiesOf } from "./event-bodies.ts";
import { makeLeaseSession } from "./lease.ts";

/** Sends waiting deliveries between `start` and `stop`. Several processes may send at the same time. */
export interface WebhookSender {
  start(): void;
  /** Looks for due deliveries now, without waiting for the next poll. */
  poke(): void;
  /** Starts nothing new, waits briefly for deliveries in progress, and aborts the rest. Those are sent again later. */
  stop(): Promise<void>;
  /** Sends all due deliveries, for callers that do not use `start`. Skips subscriptions leased by other processes. */
  sendDue(): Promise<void>;
}

/** Interval between checks for due deliveries. A poke may be lost, and a backoff may end at any moment. */
const POLL_MILLISECONDS = 1000;

/**
 * Maximum number of subscriptions served at once: those of channels that send to receivers, and those of each channel
 * with its own rules. So an SMTP server that hangs does not delay webhooks.
 */
const SERVED_AT_ONCE = 16;
/**
 * Maximum number of deliveries in progress to one subscription. A receiver that hangs blocks only these. People read
 * messages in the order in which they come, so those that are written for people are sent one at a time.
 */
const UNDER_WAY = 4;

/** Time for deliveries to finish when the process stops. */
const STOP_MILLISECONDS = 3000;

export function makeWebhookSender(runtime: Runtime, settings: SendingSettings): WebhookSender {
  const session = makeLeaseSession(runtime.db);
  const ways = new Map(settings.channels.map((channel) => [channel.name, wayOf(runtime, settings, channel)]));
  const wayFor = (channel: string): Way => ways.get(channel) ?? wayOf(runtime, settings, missingChannel(channel));
  const busy = new Map<string, { work: Promise<number>; slots: string }>();
  let isStopping = false;
  let isPoked = false;
  let wake = () => {};
  let loop: Promise<void> | undefined;
  let isBlind = false;

  const poke = () => {
    isPoked = true;
    wake();
  };
  const rest = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, POLL_MILLISECONDS);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });

  /**
   * Sends the due deliveries of one subscription while this process holds its lease. Returns the number of attempts.
   */
  const serve = async (id: string): Promise<number> => {
    // Most deliveries that seem due are waiting for earlier ones. This check needs no lease.
    if ((await loadReady(contextNow(runtime), id)) === undefined) return 0;
    const { holds, cut } = await session.open();
    if (!(await holds.take(id))) return 0;
    let made = 0;
    try {
      while (!isStopping && !cut.aborted) {
        const ctx = contextNow(runtime);
        const ready = await loadReady(ctx, id);
        if (ready === undefined) break;
        const sent = await wayFor(ready.channel).serve(ctx, id, ready, cut);
        if (sent === 0) break;
        made += sent;
      }
    } finally {
      await holds.give(id).catch(() => undefined);
    }
    return made;
  };

  /** Starts serving due subscriptions, up to the maximum. */
  const sweep = async (): Promise<Promise<number>[]> => {
    const now = runtime.clock();
    const all = await loadDueSubscriptions(runtime.db, now);
    const due = all.filter(({ id, channel }) => !busy.has(id) && !wayFor(channel).isPaused(now));
    const taken = new Map<string, number>();
    const take = (slots: string) => taken.set(slots, (taken.get(slots) ?? 0) + 1).get(slots) ?? 0;
    for (const { slots } of busy.values()) take(slots);
    const served = due.filter(({ channel }) => take(wayFor(channel).slots) <= SERVED_AT_ONCE);
    return served.map(({ id, channel }) => {
      const work = serve(id)
        .catch((error) => {
          runtime.log.warn({ err: error, subscription: id }, "sending to a subscription failed");
          return 0;
        })
        .finally(() => busy.delete(id));
      busy.set(id, { work, slots: wayFor(channel).slots });
      // Look for the remaining subscriptions as soon as one is done. If no attempt was made, looking again at once
      // would only find the same subscription.
      if (due.length > served.length) void work.then((made) => made > 0 && poke());
      return work;
    });
  };

  const run = async () => {
    while (!isStopping) {
      isPoked = false;
      await sweep().then(
        () => {
          isBlind = false;
        },
        (error) => {
          // Log once: the database may be unavailable for many polls.
          if (!isBlind) runtime.log.warn({ err: error }, "due deliveries could not be loaded; retrying");
          isBlind = true;
        },
      );
      if (busy.size === 0) await session.close();
      if (!isPoked && !isStopping) await rest();
    }
  };

  return {
    start() {
      loop ??= run();
    },
    poke,
    async stop() {
      isStopping = true;
      wake();
      await loop;
      const late = setTimeout(() => session.cut(new Error("the service is stopping")), STOP_MILLISECONDS);
      await Promise.all([...busy.values()].map(({ work }) => work));
      clearTimeout(late);
      await session.close();
    },
    async sendDue() {
      for (let made = 1; made > 0; ) {
        const works = await sweep();
        made = (await Promise.all(works)).reduce((all, each) => all + each, 0);
      }
      if (busy.size === 0) await session.close();
    },
  };
}

/** How the subscriptions of a channel are served. */
interface Way {
  /** Names the places that the channel uses: its own, or those shared by all channels that send to receivers. */
  slots: string;
  isPaused(now: Temporal.Instant): boolean;
  /** Sends what is ready for a subscription. Returns the number of attempts, or 0 if nothing more can be sent now. */
  serve(ctx: Context, id: string, ready: DeliveryQueue, cut: AbortSignal): Promise<number>;
}

function wayOf(runtime: Runtime, settings: SendingSettings, channel: Channel | OwnChannel): Way {
  if ("serve" in channel)
    return {
      slots: channel.name,
      isPaused: (now) => channel.isPaused?.(now) === true,
      serve: (ctx, id, _, cut) => channel.serve(ctx, id, cut),
    };
  const bodies = eventBodiesOf(runtime, channel);
  const isForPeople = "compose" in channel;
  return {
    // A chat service that hangs delays nobody else.
    slots: isForPeople ? channel.name : "",
    isPaused: () => false,
    async serve(ctx, id, { url, deliveries }, cut) {
      const target = { subscription: id, channel, url, secrets: await loadSecrets(ctx.db, id, ctx.now) };
      const batch = deliveries.slice(0, isForPeople ? 1 : UNDER_WAY);
      const ends = await Promise.allSettled(batch.map((each) => deliver(ctx, settings, bodies, each, target, cut)));
      // Keep the lease until all deliveries have ended, even if one throws.
      const failed = ends.find((end) => end.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      return batch.length;
    },
  };
}

/**
 * Returns a substitute for a channel that this version of Garita lacks. Events for that channel wait until a version
 * that has it is running.
 */
function missingChannel(name: string): Channel {
  const refuse = () => {
    throw new Error(`there is no channel '${name}' here`);
  };
  return { name, schemes: [], check: refuse, write: refuse, verify: refuse, send: refuse };
}

/**
 * Number of waiting deliveries to load in search of one that may be sent: first 64, then 1000. Deliveries behind a
 * thousand blocked ones wait too.
 */
const LOOKED_AT = [64, 1000];

/** Returns the deliveries that may be sent to a subscription now, or undefined if there are none. */
async function loadReady(ctx: Context, id: string): Promise<DeliveryQueue | undefined> {
  for (const most of LOOKED_AT) {
    const queue = await loadQueue(ctx.db, id, most);
    if (queue === undefined) return undefined;
    if (isChat(queue.channel) && isHeldAt(queue.deliveries, ctx.now)) return undefined;
    const deliveries = readyAt(queue.deliveries, ctx.now);
    if (deliveries.length > 0) return { ...queue, deliveries };
    if (queue.deliveries.length < most) return undefined;
  }
  return undefined;
}
