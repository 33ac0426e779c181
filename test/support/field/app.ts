import { type Received, type Receiver, startReceiver } from "../receiver.ts";
import { openStreamClient, type StreamClient, type StreamEvent } from "../stream-client.ts";
import type { Json } from "./json.ts";
import type { Timed, Traveller } from "./traveller.ts";

/** A client app that receives changes by webhooks, from the stream and from the log. */
export interface App {
  receiver: Receiver;
  /** Webhooks with a valid signature; of those with the same id, only the first. */
  webhooks(): Received[];
  /** Returns all events of all stream connections so far. */
  heard(): StreamEvent[];
  /** Connects to the stream: the first time from the current position, later after the last received id. */
  listen(): Promise<void>;
  /** Returns true if the stream's connection has ended. */
  isCutOff(): boolean;
  /** Returns true if the response ended properly. */
  isComplete(): boolean;
  /** Reads all reports of the log after a position, page by page. */
  changesAfter(seq: number): Promise<Json[]>;
  close(): Promise<void>;
}

/** Subscribes an app to everything and connects it to the stream. */
export async function startApp(base: () => string, key: string, { ask }: Pick<Traveller, "ask">): Promise<App> {
  const receiver = await startReceiver();
  const clients: StreamClient[] = [];
  const heard = () => clients.flatMap(({ events }) => events);
  const app: App = {
    receiver,
    webhooks: () => firstOfEach(receiver.received.filter(({ genuine }) => genuine)),
    heard,
    async listen() {
      const last = heard().findLast(({ id }) => id !== null)?.id;
      const headers: Record<string, string> = last == null ? {} : { "last-event-id": String(last) };
      const client = await openStreamClient(`${base()}/v1/stream`, headers);
      if (client.status !== 200) throw new Error(`the stream answers ${client.status}`);
      clients.push(client);
    },
    isCutOff: () => clients.at(-1)?.ended() ?? true,
    isComplete: () => clients.at(-1)?.complete() ?? false,
    async changesAfter(seq) {
      const changes: Json[] = [];
      for (let after = seq; ; ) {
        const { status, body, text } = await ask(`/v1/changes?after=${after}`);
        if (status !== 200) throw new Error(`/v1/changes answers ${status}: ${text.slice(0, 300)}`);
        changes.push(...body.changes);
        if (body.changes.length === 0 || body.next === after) return changes;
        after = body.next;
      }
    },
    async close() {
      for (const client of clients) client.close();
      await receiver.die();
    },
  };
  const subscription: Timed = await ask("/v1/subscriptions", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ url: receiver.url }),
  });
  if (subscription.status !== 201) throw new Error(`the subscription was answered ${subscription.text}`);
  receiver.secrets.push(subscription.body.secret);
  await app.listen();
  return app;
}

const firstOfEach = (received: readonly Received[]): Received[] =>
  [...new Map(received.toReversed().map((each) => [each.id, each])).values()].reverse();
