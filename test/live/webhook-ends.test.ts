import { writeWebhook } from "../../src/http/wire/webhook.ts";
import type { SendingSettings } from "../../src/notifications/deliver.ts";
import { makeWebhookSender } from "../../src/notifications/sender.ts";
import { resolveByMachine } from "../../src/notifications/webhook/address.ts";
import { makeWebhookChannel, type WebhookSettings } from "../../src/notifications/webhook/channel.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import type { Receiver } from "../support/receiver.ts";
import { type Stage, setStage } from "../support/subscriber.ts";

let stage: Stage;
let receiver: Receiver;
let id: string;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.release());
beforeEach(async () => {
  receiver = await stage.receiver();
  stage.later(0);
  id = await stage.subscribe(receiver);
  await send();
  receiver.received = [];
});
afterEach(() => stage.clear());

const send = () => stage.service.webhooks.sendDue();
const types = () => receiver.received.map(({ body }) => body.type);
const state = () => stage.state(id);
const verify = () => stage.service.post(`/v1/subscriptions/${id}/verification`, undefined, stage.app);
const SETTINGS: WebhookSettings & Omit<SendingSettings, "channels"> = {
  privateAddresses: true,
  resolve: resolveByMachine,
  write: writeWebhook,
  userAgent: "test",
  timeoutSeconds: 15,
  random: () => 0.5,
};
function sender(settings: Partial<typeof SETTINGS> = {}) {
  const all = { ...SETTINGS, ...settings };
  return makeWebhookSender(stage.service.runtime, { ...all, channels: [makeWebhookChannel(all)] });
}

describe("a receiver that answers 410", () => {
  test("ends its subscription: waiting events are dropped, and no more are sent", async () => {
    receiver.manner = () => 410;
    await stage.record();
    await stage.record();
    await send();
    expect(types()).toEqual(["report"]);
    await stage.record();
    stage.later(100);
    await send();
    expect(receiver.received).toHaveLength(1);
    const ended = { state: "ended", reason: "answered 410: it is gone", waiting: 0, stoppedAt: expect.any(String) };
    expect(await state()).toMatchObject(ended);
    const { status, body } = await verify();
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/has ended \(answered 410.*Create a new one/)]);
  });
});

describe("an unavailable receiver", () => {
  test("is dead after three days, and gets all missed events in order once it is revived", async () => {
    await receiver.die();
    const reports = [await stage.record()];
    for (const hours of [0, 1, 24, 48, 71]) {
      stage.later(hours);
      await send();
    }
    const refused = "the connection failed (ECONNREFUSED)";
    expect(await state()).toMatchObject({ state: "active", lastError: refused });
    stage.later(73);
    await send();
    expect(await state()).toMatchObject({
      state: "dead",
      reason: `it accepted nothing for 72 hours; the last time it ${refused}`,
      waiting: 1,
    });
    reports.push(await stage.record());
    await receiver.rise();
    stage.later(200);
    await send();
    expect(types()).toEqual([]);

    const { status, body } = await verify();
    expect([status, body]).toEqual([202, expect.objectContaining({ state: "pending", reason: null, waiting: 3 })]);
    await send();
    expect(types()).toEqual(["verification", "report", "report"]);
    expect(receiver.received.slice(1).map((each) => each.body.data.report.id)).toEqual(reports.map((each) => each.id));
    expect(await state()).toMatchObject({ state: "active", reason: null, stoppedAt: null, waiting: 0 });
  });

  test("that works again gets all waiting events after a ping, without waiting for the next attempt", async () => {
    receiver.manner = () => 500;
    await stage.record();
    await send();
    await send();
    expect(receiver.received).toHaveLength(1);
    receiver.manner = () => 204;
    await verify();
    await verify();
    await send();
    expect(types().slice(1).sort()).toEqual(["report", "verification"]);
  });

  test("that sends Retry-After gets no attempt before that time", async () => {
    receiver.manner = (_, response) => void response.writeHead(429, { "Retry-After": "7200" }).end();
    await stage.record();
    await send();
    receiver.manner = () => 204;
    stage.later(1.9);
    await send();
    expect(receiver.received).toHaveLength(1);
    stage.later(2.1);
    await send();
    expect(receiver.received).toHaveLength(2);
  });
});

describe("a receiver that does not answer", () => {
  test("is abandoned after the time limit, and gets another attempt", async () => {
    receiver.manner = () => undefined;
    await stage.record();
    await sender({ timeoutSeconds: 0.2 }).sendDue();
    expect(await state()).toMatchObject({ lastError: "did not answer within 0.2 seconds", waiting: 1 });
    receiver.manner = () => 204;
    stage.later(1);
    await send();
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
    expect(await state()).toMatchObject({ waiting: 0 });
  });

  test("delays neither other receivers nor a shutdown", async () => {
    const other = await stage.receiver();
    await stage.subscribe(other);
    receiver.manner = () => undefined;
    const running = sender();
    running.start();
    await stage.record();
    running.poke();
    await eventually(() => expect([receiver.received.length, other.received.length]).toEqual([1, 2]));
    await running.stop();
    // An interrupted delivery is no failure.
    expect(await state()).toMatchObject({ lastError: null, nextAttemptAt: null, waiting: 1 });
    receiver.manner = () => 204;
    await send();
    expect(new Set(receiver.received.map((each) => `${each.id} ${each.text}`)).size).toBe(1);
  });
});

describe("a process that loses its lease", () => {
  test("aborts the delivery in progress, and repeats it under a new lease", async () => {
    receiver.manner = () => undefined;
    const running = sender();
    running.start();
    await stage.record();
    running.poke();
    await eventually(() => expect(receiver.received).toHaveLength(1));
    receiver.manner = () => 204;
    const { pool } = connectionsOf(stage.service.ctx.db);
    // Ends the lease's session, as a restart of the database server does.
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 72707373
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rowCount).toBe(1);
    await eventually(() => expect(receiver.received).toHaveLength(2));
    await eventually(async () => expect(await state()).toMatchObject({ waiting: 0, lastError: null }));
    await running.stop();
    expect(new Set(receiver.received.map((each) => `${each.id} ${each.text}`)).size).toBe(1);
  });
});

describe("a receiver that points elsewhere", () => {
  test("by a redirect gets no request at the new URL", async () => {
    const elsewhere = await stage.receiver();
    receiver.manner = (_, response) => void response.writeHead(307, { Location: elsewhere.url }).end();
    await stage.record();
    await send();
    expect(await state()).toMatchObject({ lastError: "answered 307: redirects are not followed" });
    expect(elsewhere.received).toEqual([]);
  });

  test("to a private address gets no request, even under an old subscription", async () => {
    await stage.record();
    await sender({ privateAddresses: false }).sendDue();
    expect(receiver.received).toEqual([]);
    expect(await state()).toMatchObject({
      lastError: "nothing was sent: the address must be an https address",
      waiting: 1,
    });
    const { pool } = connectionsOf(stage.service.ctx.db);
    await pool.query("UPDATE subscription SET url = replace(url, 'http:', 'https:')");
    stage.later(1);
    await sender({ privateAddresses: false }).sendDue();
    expect((await state()).lastError).toMatch(
      /leads to (127.0.0.1, which|a machine that) is not on the public internet/,
    );
    expect(receiver.received).toEqual([]);
  });
});

describe("a rotated secret", () => {
  test("signs together with its successor for a day, and no longer", async () => {
    const former = receiver.secrets;
    const { status, body } = await stage.service.post(`/v1/subscriptions/${id}/secret`, undefined, stage.app);
    expect([status, Object.keys(body)]).toEqual([201, ["secret", "formerUntil"]]);
    const judged = async (secrets: string[], hours: number) => {
      receiver.secrets = secrets;
      receiver.received = [];
      stage.later(hours);
      await stage.record();
      await send();
      return receiver.received.map(({ genuine }) => genuine);
    };
    expect(await judged(former, 1)).toEqual([true]);
    expect(await judged([body.secret], 2)).toEqual([true]);
    expect(await judged(former, 23.9)).toEqual([true]);
    expect(await judged(former, 24.1)).toEqual([false]);
    expect(await judged([body.secret], 25)).toEqual([true]);
  });

  test("signs only while it is among the last five secrets", async () => {
    const secrets = [...receiver.secrets];
    for (let i = 0; i < 7; i++) {
      stage.later(1 + i / 10);
      secrets.push((await stage.service.post(`/v1/subscriptions/${id}/secret`, undefined, stage.app)).body.secret);
    }
    await stage.record();
    await send();
    expect(receiver.received[0]?.headers["webhook-signature"]?.toString().split(" ")).toHaveLength(5);
    expect(receiver.received[0]?.genuine).toBe(false);
    receiver.secrets = secrets.slice(-5, -4);
    await stage.record();
    await send();
    expect(receiver.received[1]?.genuine).toBe(true);
  });
});

describe("three senders at the same time", () => {
  test("send each event once, at most four at a time to a receiver, and each crossing's events in order", async () => {
    const slugs = ["roma", "naco", "tecate", "lukeville", "del-rio", "otay-mesa"];
    const reports = [];
    for (let i = 0; i < 30; i++)
      reports.push(await stage.record({ crossing: slugs[i % 6], modes: undefined, directions: undefined }));
    receiver.manner = (_, response) => {
      setTimeout(() => response.writeHead(204).end(), 5);
      return undefined;
    };
    const senders = [sender(), sender(), sender()];
    await Promise.all(senders.map((each) => each.sendDue()));
    const told = receiver.received.map(({ body }) => body.data.report);
    expect(told.map((each) => each.id).sort()).toEqual(reports.map((each) => each.id).sort());
    expect(receiver.crowd).toBeGreaterThan(1);
    expect(receiver.crowd).toBeLessThanOrEqual(4);
    for (const slug of slugs) {
      const here = told.filter((each) => each.changes[0].crossing === slug).map((each) => each.seq);
      expect(here).toEqual(here.toSorted((a, b) => a - b));
    }
  });
});
