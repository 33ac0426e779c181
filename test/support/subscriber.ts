import { connectionsOf } from "../../src/store/connections.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { type LoanedService, loanService, soundReport } from "./service.ts";

/** A service, the key of a recorder (`desk`), and the key of a subscriber (`app`). */
export interface Stage {
  service: LoanedService;
  desk: string;
  app: string;
  /** Subscribes a receiver and returns the subscription's id. */
  subscribe(receiver: Receiver, filter?: Record<string, unknown>): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  record(change?: Record<string, unknown>, report?: Record<string, unknown>): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  withdraw(id: string): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  state(id: string): Promise<any>;
  receiver(): Promise<Receiver>;
  /** Sets the clock to the given number of hours after the start of the service. */
  later(hours: number): void;
  clear(): Promise<void>;
  release(): Promise<void>;
}

/** Starts a service that may send webhooks to this machine, and creates both keys. */
export async function setStage(): Promise<Stage> {
  const service = await loanService({ settings: { WEBHOOK_PRIVATE_ADDRESSES: "on" } });
  const [desk, app] = [await service.keyFor("desk", "recorder"), await service.keyFor("app", "subscriber")];
  const receivers: Receiver[] = [];
  const startedAt = service.ctx.now;
  const recorded = async (path: string, body: unknown) => {
    const answer = await service.post(path, body, desk);
    expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
    // The answer to a posted report has a field that events lack.
    const { stillRestricted: _, ...report } = answer.body;
    return report;
  };
  return {
    service,
    desk,
    app,
    async subscribe(receiver, filter = {}) {
      const { status, body } = await service.post("/v1/subscriptions", { url: receiver.url, ...filter }, app);
      expect([status, body]).toEqual([201, expect.objectContaining({ state: "pending" })]);
      receiver.secrets.push(body.secret);
      return body.id;
    },
    record: (change, report) => recorded("/v1/reports", soundReport(change, report)),
    withdraw: (id) => recorded(`/v1/reports/${id}/retraction`, { note: "Wrong crossing" }),
    state: async (id) =>
      (await service.ask(`/v1/subscriptions/${id}`, { headers: { authorization: `Bearer ${app}` } })).body,
    async receiver() {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return receiver;
    },
    later: (hours) => service.clock.set(String(startedAt.add({ minutes: Math.round(hours * 60) }))),
    async clear() {
      await Promise.all(receivers.splice(0).map((each) => each.die()));
      await connectionsOf(service.ctx.db).pool.query("DELETE FROM subscription");
    },
    release: () => service.release(),
  };
}
