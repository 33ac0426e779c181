import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { type Receiver, startReceiver } from "../../test/support/receiver.ts";
import { soundReport } from "../../test/support/service.ts";
import { openStreamClient } from "../../test/support/stream-client.ts";

/** Titles of the writers' reports begin with this. */
export const TITLE = "torture";

/** Writers that record reports, one after another, until each is accepted. */
export interface Writers {
  /** Ids of the accepted reports by title. */
  accepted: Map<string, string>;
  /** Number of attempts without an answer or with 503. */
  failures: number;
  /** A sentence for each answer that is neither an acceptance nor 503. */
  strange: string[];
  /** Lets the writers finish their reports, and ends them. */
  end(): Promise<void>;
}

const CROSSINGS = ["lukeville", "roma", "naco", "tecate", "del-rio"];

/** Pause after an attempt, in milliseconds. */
const PAUSE_MS = 10;

/** Time after which an attempt is given up. The service answers within ten seconds. */
const PATIENCE_MS = 15_000;

/** Starts writers. `name` makes their titles unique. A repeated attempt has the same Idempotency-Key. */
export function startWriters(url: string, key: string, name: string, count: number): Writers {
  const writers: Omit<Writers, "end"> = { accepted: new Map(), failures: 0, strange: [] };
  let isOver = false;
  const work = Array.from({ length: count }, async (_, writer) => {
    for (let i = 0; !isOver; i++) await recordUntilAccepted(url, key, `${TITLE} ${name} ${writer} ${i}`, writers);
  });
  return Object.assign(writers, {
    async end() {
      isOver = true;
      await Promise.all(work);
    },
  });
}

async function recordUntilAccepted(url: string, key: string, title: string, writers: Omit<Writers, "end">) {
  const body = JSON.stringify(
    soundReport(
      {
        crossing: CROSSINGS[title.length % CROSSINGS.length],
        status: title.endsWith("0") ? "open" : "suspended",
        effectiveAt: String(machineClock()),
      },
      { source: { kind: "operator", publisher: "Desk", title } },
    ),
  );
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": title };
  for (;;) {
    const answer = await fetch(`${url}/v1/reports`, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => undefined);
    await sleep(PAUSE_MS);
    if (answer === undefined || answer.status === 503) writers.failures++;
    else if (answer.status === 201 || answer.status === 200) {
      writers.accepted.set(title, JSON.parse(answer.text).id);
      return;
    } else {
      writers.strange.push(`${title} was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      return;
    }
  }
}

/** A client of the stream that reconnects and resumes whenever its connection ends. */
export interface Follower {
  /** Numbers of the received reports, in the order of their arrival. */
  heard: number[];
  connections: number;
  end(): Promise<void>;
}

/** Follows the stream from the report after `seq`. */
export function followStream(url: string, seq: number): Follower {
  const follower: Omit<Follower, "end"> = { heard: [], connections: 0 };
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const last = follower.heard.at(-1);
      const resumed: Record<string, string> = last === undefined ? {} : { "Last-Event-ID": String(last) };
      const client = await openStreamClient(`${url}/v1/stream?after=${seq}`, resumed).catch(() => undefined);
      if (client === undefined || client.status !== 200) {
        client?.close();
        await sleep(100);
        continue;
      }
      follower.connections++;
      let taken = 0;
      const take = () => {
        for (const { id } of client.events.slice(taken)) if (id !== null) follower.heard.push(id);
        taken = client.events.length;
      };
      for (; !client.ended() && !isOver; await sleep(20)) take();
      take();
      client.close();
    }
  })();
  return Object.assign(follower, {
    async end() {
      isOver = true;
      await work;
    },
  });
}

/** Starts an app, and subscribes it. The app fails now and then. Resolves once its address is verified. */
export async function subscribeApp(url: string, key: string): Promise<Receiver> {
  const receiver = await startReceiver();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const made = await fetch(`${url}/v1/subscriptions`, {
    method: "POST",
    headers,
    body: JSON.stringify({ url: receiver.url }),
  });
  const { id, secret } = (await made.json()) as { id: string; secret: string };
  receiver.secrets.push(secret);
  for (let state = ""; state !== "active"; await sleep(100))
    state = ((await (await fetch(`${url}/v1/subscriptions/${id}`, { headers })).json()) as { state: string }).state;
  let calls = 0;
  // A failure delays all later events about the crossing by up to ten seconds, so failures are rare.
  receiver.manner = () => (++calls % 50 === 0 ? 500 : 204);
  return receiver;
}
