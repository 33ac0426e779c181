import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import { type Asked, type LoanedService, loanService, soundReport } from "./service.ts";

/** A service with FOUR_EYES=on, and the keys of two recorders and an admin. */
export interface GuardedService {
  service: LoanedService;
  county: string;
  newsroom: string;
  boss: string;
  send(body: unknown, key: string, headers?: Record<string, string>): Promise<Asked>;
  accept(id: string, key: string, body?: unknown): Promise<Asked>;
  dismiss(id: string, key: string): Promise<Asked>;
  withdraw(id: string, key: string): Promise<Asked>;
  proposal(id: string): Promise<Asked>;
  /** Lists the ids of the open proposals, newest first. */
  open(): Promise<string[]>;
  /** Returns the number of reports on record. */
  counted(): Promise<number>;
  release(): Promise<void>;
}

/** Provides the service for a test file: started before the first test, released after the last. */
export function useGuardedService(): GuardedService {
  const used = {} as GuardedService;
  beforeAll(async () => {
    Object.assign(used, await loanGuardedService());
  });
  afterAll(() => used.release());
  return used;
}

/** Starts the service. It is 15:00 at Lukeville, within its hours. */
async function loanGuardedService(): Promise<GuardedService> {
  const service = await loanService({ settings: { FOUR_EYES: "on" } });
  service.clock.set("2026-11-24T22:00:00Z");
  const [county, newsroom] = [await service.keyFor("county", "recorder"), await service.keyFor("newsroom", "recorder")];
  const boss = await service.keyFor("boss", "admin");
  const read = (path: string) => service.ask(path, { headers: { authorization: `Bearer ${newsroom}` } });
  return {
    service,
    ...{ county, newsroom, boss },
    send: (body, key, headers = {}) => service.post("/v1/reports", body, key, headers),
    accept: (id, key, body = {}) => service.post(`/v1/proposals/${id}/acceptance`, body, key),
    dismiss: (id, key) => service.post(`/v1/proposals/${id}/dismissal`, { reason: "Not so" }, key),
    withdraw: (id, key) => service.post(`/v1/reports/${id}/retraction`, { note: "A mistake" }, key),
    proposal: (id) => read(`/v1/proposals/${id}`),
    open: async () => (await read("/v1/proposals?limit=500")).body.proposals.map(({ id }: { id: string }) => id),
    counted: async () =>
      (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n,
    release: () => service.release(),
  };
}

/** Returns the id of the proposal in an answer, which must be the one of a waiting report. */
export function waitingId({ status, body, headers }: Asked): string {
  expect([status, headers.get("location")]).toEqual([202, `/v1/proposals/${body.id}`]);
  return body.id;
}

let made = 0;

/** Returns a report about another minute each time, so that no two are alike. */
export const anotherReport = (change: Record<string, unknown> = {}) =>
  soundReport({ effectiveAt: String(FIRST.add({ minutes: ++made })), ...change });

const FIRST = Temporal.Instant.from("2026-03-02T10:00:00Z");
