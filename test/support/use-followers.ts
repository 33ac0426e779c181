import { Temporal } from "temporal-polyfill";
import { formsOf } from "./form.ts";
import { type Asked, type LoanedService, loanService, soundReport } from "./service.ts";

/** A service that people ask for messages, for the tests of a file. */
export interface UsedFollowers {
  readonly service: LoanedService;
  /** Posts a form as a browser does. Each call comes from another client. */
  submit(path: string, pairs?: Iterable<readonly [string, string]>): Promise<Asked>;
  /** Returns the fields of the form on a page, with some of them changed. */
  fieldsOf(page: string, change: Record<string, string>): Promise<[string, string][]>;
  /** Records a suspension of Lukeville that began less than an hour ago. Returns the id of the report. */
  suspend(change?: Record<string, unknown>, report?: Record<string, unknown>): Promise<string>;
  retract(id: string): Promise<void>;
}

/** Starts a service before the first test, and stops it after the last. `settings` are read when it starts. */
export function useFollowers(settings: () => Promise<Record<string, string>>): UsedFollowers {
  let used: { service: LoanedService; desk: string } | undefined;
  let clients = 0;
  let reports = 0;
  const begun = () => {
    if (used === undefined) throw new Error("the service is available only after the tests have begun");
    return used;
  };
  beforeAll(async () => {
    const service = await loanService({ settings: { ...(await settings()), TRUST_PROXY: "1" } });
    used = { service, desk: await service.keyFor("desk", "recorder") };
  });
  afterAll(async () => {
    await used?.service.release();
  });
  return {
    get service() {
      return begun().service;
    },
    submit: (path, pairs = []) =>
      begun().service.ask(path, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams([...pairs].map(([name, value]): [string, string] => [name, value])),
        headers: { origin: begun().service.url, "x-forwarded-for": `192.0.2.${clients++}` },
      }),
    async fieldsOf(page, change) {
      const { text } = await begun().service.ask(page, { headers: { accept: "text/html" } });
      const form = formsOf(text).find(({ action }) => action.startsWith("/tell-me"));
      if (form === undefined) throw new Error(`there is no form on ${page}`);
      return form.pairs.map(([name, value]) => [name, change[name] ?? value]);
    },
    async suspend(change = {}, report = {}) {
      const { service, desk } = begun();
      const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 60 - reports++ }));
      const { status, body } = await service.post("/v1/reports", soundReport({ effectiveAt, ...change }, report), desk);
      expect(status).toBe(201);
      return body.id;
    },
    async retract(id) {
      const { service, desk } = begun();
      const answer = await service.post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" }, desk);
      expect(answer.status).toBe(201);
    },
  };
}
