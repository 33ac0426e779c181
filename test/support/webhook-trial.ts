import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { type Fleet, startFleet } from "./garita-fleet.ts";
import { type Manner, type Received, type Receiver, startReceiver } from "./receiver.ts";
import { soundReport } from "./service.ts";

/** The size of a trial of webhooks. */
export interface Trial {
  processes: number;
  reports: number;
  kills: number;
  /** The longest pause between two reports. */
  pauseMs: number;
  /** Speed of the service's clock relative to the system clock. */
  speed: number;
}

/** The observations of one app in the trial. */
export interface Seen {
  name: string;
  receiver: Receiver;
  /** The accepted webhooks, in order. */
  accepted: Received[];
  state: { state: string; waiting: number; lastError: string | null };
}

/**
 * Result of a trial: recorded reports, webhooks of each app, and the numbers of forged messages and of followed
 * redirects.
 */
export interface Outcome {
  recorded: { id: string; seq: number; retracts: string | null }[];
  seen: Record<"steady" | "flaky" | "dying" | "gone" | "rotating", Seen>;
  forged: number;
  trespasses: number;
}

const SLUGS = ["lukeville", "roma", "naco", "tecate", "del-rio", "otay-mesa"];

/**
 * Records reports while processes are killed and apps fail in various ways. Waits until all possible deliveries are
 * made. `db` must be seeded.
 */
export async function tryWebhooks(db: Database, url: string, trial: Trial): Promise<Outcome> {
  const fleet = await startFleet(url, trial.processes, trial.speed);
  const receivers: Receiver[] = [];
  const receive = async () => {
    const receiver = await startReceiver();
    receivers.push(receiver);
    return receiver;
  };
  try {
    return await play(db, fleet, trial, receive);
  } finally {
    await fleet.stop();
    await Promise.all(receivers.map((each) => each.die()));
  }
}

async function play(db: Database, fleet: Fleet, trial: Trial, receive: () => Promise<Receiver>): Promise<Outcome> {
  const [desk, app] = await Promise.all([
    createApiKey(db, "desk", "recorder", machineClock()),
    createApiKey(db, "app", "subscriber", machineClock()),
  ]);
  const ask = askAs(fleet);
  const neighbour = await receive();
  const make = async (name: string, manner: Manner) =>
    makeApp(name, await receive(), manner, (body) => ask("POST", "/v1/subscriptions", app, body));
  const [steady, flaky, dying, gone, rotating] = await Promise.all([
    make("steady", () => 204),
    make("flaky", flakiness(neighbour.url)),
    make("dying", () => 200),
    make("gone", ({ body }) => (body.type === "verification" ? 204 : 410)),
    make("rotating", () => 204),
  ]);

  let forged = 0;
  const recorded: Outcome["recorded"] = [];
  const killing = killSome(fleet, trial.kills);
  // Until `killing` is awaited below, a rejection must not end the process.
  killing.catch(() => undefined);
  let rising: Promise<void> | undefined;
  for (let i = 0; i < trial.reports; i++) {
    await sleep(trial.pauseMs * Math.random());
    recorded.push(await recordOne(db, ask, desk, recorded));
    if (i % 10 === 5) forged += await forge(steady.receiver);
    if (i === Math.floor(trial.reports / 4)) rising = dieForAnHour(dying.receiver, trial.speed);
    if (i === Math.floor(trial.reports / 2)) {
      const { secret } = await ask("POST", `/v1/subscriptions/${rotating.id}/secret`, app);
      rotating.receiver.secrets.push(secret);
    }
    if (i === Math.floor(trial.reports * 0.8)) {
      await rising;
      // By now, no message in flight is signed with only the former secret.
      rotating.receiver.secrets.shift();
    }
  }
  await killing;
  flaky.calm();
  await drained(db);

  const seen = {} as Outcome["seen"];
  for (const [name, each] of Object.entries({ steady, flaky, dying, gone, rotating })) {
    const state = await ask("GET", `/v1/subscriptions/${each.id}`, app);
    seen[name as keyof Outcome["seen"]] = { name, receiver: each.receiver, accepted: each.accepted, state };
  }
  return { recorded, seen, forged, trespasses: neighbour.received.length };
}

/** Stops the receiver for one hour of the service's clock. */
async function dieForAnHour(receiver: Receiver, speed: number): Promise<void> {
  await receiver.die();
  await sleep(3600_000 / speed);
  await receiver.rise();
}

async function killSome(fleet: Fleet, kills: number): Promise<void> {
  for (let i = 0; i < kills; i++) {
    await sleep(200 + 400 * Math.random());
    await fleet.killOne();
  }
}

const askAs =
  (fleet: Fleet) =>
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  async (method: string, path: string, key: string | null, body?: unknown, once?: string): Promise<any> => {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...(once === undefined ? {} : { "idempotency-key": once }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    let response = await fleet.ask(path, init);
    while (response.status === 503) {
      await sleep(1000 * Number(response.headers.get("retry-after")));
      response = await fleet.ask(path, init);
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };

interface App {
  id: string;
  receiver: Receiver;
  accepted: Received[];
  /** Ends the app's faulty behaviour. */
  calm(): void;
}

/** Creates an app that recognises forgeries and otherwise follows `manner`. */
async function makeApp(
  name: string,
  receiver: Receiver,
  manner: Manner,
  subscribe: (body: unknown) => Promise<{ id: string; secret: string }>,
): Promise<App> {
  const accepted: Received[] = [];
  let own = manner;
  receiver.manner = (received, response, request) => {
    if (!received.genuine) return 401;
    const status = own(received, response, request);
    if (status !== undefined && status < 300) accepted.push(received);
    return status;
  };
  // An app pinged before it has its secret cannot verify the ping, which is sent again.
  const { id, secret } = await subscribe({ url: `${receiver.url}?${name}` });
  receiver.secrets.push(secret);
  return {
    id,
    receiver,
    accepted,
    calm() {
      own = () => 204;
    },
  };
}

/** Fails, hangs, closes the connection, sends Retry-After, redirects, or accepts, at random. */
const flakiness =
  (elsewhere: string): Manner =>
  (_, response, request) => {
    switch (Math.floor(Math.random() * 10)) {
      case 0:
        return 500;
      case 1:
        return undefined;
      case 2:
        request.socket.destroy();
        return undefined;
      case 3:
        response.writeHead(429, { "Retry-After": "30" }).end();
        return undefined;
      case 4:
        response.writeHead(307, { Location: elsewhere }).end();
        return undefined;
      default:
        return 204;
    }
  };

async function recordOne(
  db: Database,
  ask: ReturnType<typeof askAs>,
  desk: string | null,
  recorded: Outcome["recorded"],
): Promise<Outcome["recorded"][number]> {
  const open = recorded.filter(
    ({ id, retracts }) => retracts === null && !recorded.some((each) => each.retracts === id),
  );
  const target = Math.random() < 0.15 ? open[Math.floor(Math.random() * open.length)] : undefined;
  if (target !== undefined) {
    const path = `/v1/reports/${target.id}/retraction`;
    const made = await ask("POST", path, desk, { note: "Wrong" }).catch(async (error) => {
      // If the answer was lost, the retraction is on record anyway.
      const { rows } = await connectionsOf(db).pool.query("SELECT id, seq::int FROM report WHERE retracts = $1", [
        target.id,
      ]);
      if (rows[0] === undefined) throw error;
      return rows[0];
    });
    return { id: made.id, seq: made.seq, retracts: target.id };
  }
  const crossings = SLUGS.filter(() => Math.random() < 0.3);
  const changes = crossings.map((crossing) => ({ crossing, status: "suspended", effectiveAt: "2026-03-02" }));
  const { id, seq } = await ask("POST", "/v1/reports", desk, soundReport({}, { changes }), randomUUID());
  return { id, seq, retracts: null };
}

/** Sends a receiver a genuine message with a changed body. */
async function forge(receiver: Receiver): Promise<number> {
  const [model] = receiver.received;
  if (model === undefined) return 0;
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  const headers = Object.fromEntries(names.map((name) => [name, String(model.headers[name])]));
  const body = JSON.stringify({ ...model.body, forged: true });
  const { status } = await fetch(receiver.url, { method: "POST", headers, body });
  if (status !== 401) throw new Error(`a forged message was answered ${status}`);
  return 1;
}

/** Waits until no pending or active subscription has waiting events. */
async function drained(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await connectionsOf(db).pool.query(
      `SELECT count(*)::int AS waiting FROM delivery d JOIN subscription s ON s.id = d.subscription
       WHERE d.delivered_at IS NULL AND s.state IN ('pending', 'active')`,
    );
    if (rows[0].waiting === 0) return;
    await sleep(100);
  }
}
