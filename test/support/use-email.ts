import { Temporal } from "temporal-polyfill";
import { formsOf } from "./form.ts";
import { type Mailbox, mailSettings, pathIn, type ReceivedMail, startMailbox } from "./mailbox.ts";
import { type Asked, type LoanedService, loanService, soundReport } from "./service.ts";

/** Key with which a provider of the service reports bounces. */
export const PROVIDER_KEY = "provider-key";

/** A service that sends e-mail, and the server that gets it, for the tests of a file. */
export interface UsedEmail {
  readonly service: LoanedService;
  readonly mailbox: Mailbox;
  /** Posts a form as a browser does. Each call comes from another client. */
  submit(path: string, pairs?: Iterable<readonly [string, string]>): Promise<Asked>;
  /** Returns the fields of the form on a page, with some of them changed. */
  fieldsOf(page: string, change: Record<string, string>): Promise<[string, string][]>;
  /** Sends what is due. Returns all messages of the test so far. */
  sent(): Promise<ReceivedMail[]>;
  /** Subscribes an address on a page and confirms it. Returns the path that ends the subscription. */
  follow(address: string, change?: Record<string, string>, page?: string): Promise<string>;
  /** Records a suspension of Lukeville that began less than an hour ago. Returns the id of the report. */
  suspend(change?: Record<string, unknown>, report?: Record<string, unknown>): Promise<string>;
  retract(id: string): Promise<void>;
}

/** Starts a service and a mail server before the first test, and stops both after the last. */
export function useEmail(): UsedEmail {
  let used: { service: LoanedService; mailbox: Mailbox; desk: string } | undefined;
  let clients = 0;
  let reports = 0;
  const begun = () => {
    if (used === undefined) throw new Error("the service is available only after the tests have begun");
    return used;
  };
  beforeAll(async () => {
    const mailbox = await startMailbox();
    const settings = { ...mailSettings(mailbox), EMAIL_EVENTS_KEY: PROVIDER_KEY, TRUST_PROXY: "1" };
    const service = await loanService({ settings });
    used = { service, mailbox, desk: await service.keyFor("desk", "recorder") };
  });
  afterAll(async () => {
    await used?.service.release();
    await used?.mailbox.die();
  });
  beforeEach(() => {
    begun().mailbox.received.length = 0;
    begun().mailbox.refuse = {};
  });
  const email: UsedEmail = {
    get service() {
      return begun().service;
    },
    get mailbox() {
      return begun().mailbox;
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
    async sent() {
      await begun().service.webhooks.sendDue();
      return begun().mailbox.received;
    },
    async follow(address, change = {}, page = "/lukeville") {
      const fields = await email.fieldsOf(page, { address, ...change });
      expect(await email.submit("/tell-me", fields)).toMatchObject({ status: 303 });
      const mail = (await email.sent()).find(({ to }) => to === address);
      expect((await email.submit(pathIn(mail, "confirm"))).status).toBe(200);
      begun().mailbox.received.length = 0;
      return pathIn(mail, "leave");
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
  return email;
}
