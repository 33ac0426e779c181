import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let desk: string;
let app: string;
let receiver: Receiver;

beforeAll(async () => {
  service = await loanService({ settings: { WEBHOOK_PRIVATE_ADDRESSES: "on" } });
  desk = await service.keyFor("desk", "recorder");
  app = await service.keyFor("app", "subscriber");
});
afterAll(() => service.release());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.die();
  await service.ctx.db.pool.query("DELETE FROM subscription");
});

const send = () => service.webhooks.sendDue();
const types = () => receiver.received.map(({ body }) => body.type);

async function subscribe(filter: Record<string, unknown> = {}) {
  const { status, body } = await service.post("/v1/subscriptions", { url: receiver.url, ...filter }, app);
  expect([status, body]).toEqual([201, expect.objectContaining({ state: "pending" })]);
  receiver.secrets.push(body.secret);
  return body.id as string;
}

const record = async (change: Record<string, unknown> = {}, report: Record<string, unknown> = {}) =>
  (await service.post("/v1/reports", soundReport(change, report), desk)).body;
const withdraw = async (id: string) =>
  (await service.post(`/v1/reports/${id}/retraction`, { note: "Wrong crossing" }, desk)).body;
const state = async (id: string) =>
  (await service.ask(`/v1/subscriptions/${id}`, { headers: { authorization: `Bearer ${app}` } })).body;

describe("a subscription", () => {
  test("is pinged before it is told anything, and then told what was recorded since it was made, in order", async () => {
    const id = await subscribe({ crossings: ["lukeville"] });
    const report = await record();
    await record({ crossing: "roma" });
    await withdraw(report.id);
    await send();
    expect(types()).toEqual(["verification", "report", "retraction"]);
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    const [ping, told, withdrawn] = receiver.received.map(({ body }) => body);
    expect(ping.data).toEqual({ subscription: id });
    expect(told).toEqual({
      type: "report",
      timestamp: report.recordedAt,
      data: {
        report,
        crossings: [
          {
            crossing: "lukeville",
            name: "Lukeville",
            state: "AZ",
            open: true,
            partial: true,
            summary: expect.stringContaining("suspended since 2 Mar 2026"),
          },
        ],
      },
    });
    expect(withdrawn.data).toMatchObject({ withdrawn: { id: report.id }, report: { retracts: report.id } });
    expect(await state(id)).toMatchObject({ state: "active", waiting: 0 });
  });

  test("without filters hears of advisories, which touch no crossing, and of their withdrawal", async () => {
    const id = await subscribe();
    await subscribe({ modes: ["rail", "passenger"] });
    const advisory = await record({}, { changes: [], note: "Expect long waits over the holidays" });
    await withdraw(advisory.id);
    await send();
    expect(types().sort()).toEqual(["report", "retraction", "verification", "verification"]);
    expect(receiver.received.find(({ body }) => body.type === "report")?.body.data).toEqual({
      report: advisory,
      crossings: [],
    });
    expect(await state(id)).toMatchObject({ waiting: 0, lastError: null });
  });
});
