import { type Context, contextNow, type Runtime } from "../context.ts";
import { readyAt } from "../domain/notifications/outbox.ts";
import { loadDueSubscriptions, loadQueue, type Queue } from "../store/notifications/deliveries.ts";
import { loadSecrets } from "../store/notifications/signing-secrets.ts";
import type { Channel } from "./channel.ts";
import { deliver, type SendingSettings } from "./deliver.ts";
import { type EventBodies, makeEventBodies } from "./event-bodies.ts";
import { makeHoldSession } from "./lease.ts";

/** Sends what subscriptions wait for, from `start` to `stop`. Any number of processes may do so side by side. */
export interface WebhookSender {
  start(): void;
  /** Looks at once for what is due, and not at the next poll. */
  poke(): void;
  /** Begins nothing any more, waits a little for what is under way, and cuts off the rest: it is sent again later. */
  stop(): Promise<void>;
  /** Sends all that is due and in nobody else's hands, until nothing is; for whoever does not let it run by itself. */
  sendDue(): Promise<void>;
}

/** How often it is looked for what is due: a poke may be lost, and a wait is over at any moment. */
const POLL_MILLISECONDS = 1000;

/** Subscriptions that are served at once, and events that are under way to each: a receiver that hangs holds up few. */
const SERVED_AT_ONCE = 16;
const UNDER_WAY = 4;

/** How long a stop waits for what is under way. */
const STOP_MILLISECONDS = 3000;

export function makeWebhookSender(runtime: Runtime, settings: SendingSettings): WebhookSender {
  const session = makeHoldSession(runtime.db);
  const ways = new Map(settings.channels.map((channel) => [channel.name, wayOf(runtime, channel)]));
  const busy = new Map<string, Promise<number>>();
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

  /** Sends a subscription what it may be sent, in this process alone, and tells how many attempts that took. */
  const serve = async (id: string): Promise<number> => {
    // Most of what seems due waits for what goes before it, which shows without taking the hold.
    if ((await loadReady(contextNow(runtime), id)) === undefined) return 0;
    const { holds, cut } = await session.open();
    if (!(await holds.take(id))) return 0;
    let made = 0;
    try {
      while (!isStopping && !cut.aborted) {
        const ctx = contextNow(runtime);
        const ready = await loadReady(ctx, id);
        if (ready === undefined) break;
        const { channel, bodies } = ways.get(ready.channel) ?? wayOf(runtime, missingChannel(ready.channel));
        const target = { subscription: id, channel, url: ready.url, secrets: await loadSecrets(ctx.db, id, ctx.now) };
        const batch = ready.deliveries.slice(0, UNDER_WAY);
        const ends = await Promise.allSettled(batch.map((each) => deliver(ctx, settings, bodies, each, target, cut)));
        // The hold is kept until all are over, whatever becomes of one.
        const failed = ends.find((end) => end.status === "rejected");
        if (failed !== undefined) throw failed.reason;
        made += batch.length;
      }
    } finally {
      await holds.give(id).catch(() => undefined);
    }
    return made;
  };

  /** Begins to serve what is due, as far as there is room. */
  const sweep = async (): Promise<Promise<number>[]> => {
    const due = (await loadDueSubscriptions(runtime.db, runtime.clock())).filter((id) => !busy.has(id));
    const room = SERVED_AT_ONCE - busy.size;
    return due.slice(0, room).map((id) => {
      const work = serve(id)
        .catch((error) => {
          runtime.log.warn({ err: error, subscription: id }, "webhooks are held up");
          return 0;
        })
        .finally(() => busy.delete(id));
      busy.set(id, work);
      // Who had no room is looked for as soon as there is some; who is only waited for would be found again and again.
      if (due.length > room) void work.then((made) => made > 0 && poke());
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
          // A database that is away is away for many polls.
          if (!isBlind) runtime.log.warn({ err: error }, "what is due could not be looked for; it is tried again");
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
      await Promise.all(busy.values());
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

/** A channel with the last events that it wrote. */
const wayOf = (runtime: Runtime, channel: Channel): { channel: Channel; bodies: EventBodies } => ({
  channel,
  bodies: makeEventBodies(runtime, channel.write),
});

/** In place of a channel that this process does not have. Its events wait: another version of Garita may have it. */
function missingChannel(name: string): Channel {
  const refuse = () => {
    throw new Error(`there is no channel '${name}' here`);
  };
  return { name, schemes: [], check: refuse, write: refuse, verify: refuse, send: refuse };
}

/**
 * How far into a queue is looked for something that may be sent: not far at first, and then as far as a thousand. What
 * stands behind a thousand that wait for their turn waits with them.
 */
const LOOKED_AT = [64, 1000];

/** What may be sent to a subscription now, or undefined where there is nothing. */
async function loadReady(ctx: Context, id: string): Promise<Queue | undefined> {
  for (const most of LOOKED_AT) {
    const queue = await loadQueue(ctx.db, id, most);
    if (queue === undefined) return undefined;
    const deliveries = readyAt(queue.deliveries, ctx.now);
    if (deliveries.length > 0) return { ...queue, deliveries };
    if (queue.deliveries.length < most) return undefined;
  }
  return undefined;
}
