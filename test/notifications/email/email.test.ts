import { Temporal } from "temporal-polyfill";
import { pruneBatches } from "../../../src/actions/jobs/prune-batches.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { formsOf } from "../../support/form.ts";
import { type Mailbox, mailSettings, pathIn, startMailbox } from "../../support/mailbox.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

const KEY = "provider-key";

let mailbox: Mailbox;
let service: LoanedService;
let desk: string;
beforeAll(async () => {
  mailbox = await startMailbox();
  service = await loanService({ settings: { ...mailSettings(mailbox), EMAIL_EVENTS_KEY: KEY, TRUST_PROXY: "1" } });
  desk = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await service.release();
  await mailbox.die();
});
beforeEach(() => {
  mailbox.received.length = 0;
  mailbox.refuse = {};
});

let clients = 0;
/** Posts a form as a browser does. Each call comes from another client. */
const submit = (path: string, pairs: Iterable<readonly [string, string]> = []) =>
  service.ask(path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams([...pairs].map(([name, value]): [string, string] => [name, value])),
    headers: { origin: service.url, "x-forwarded-for": `192.0.2.${clients++}` },
  });

/** Returns the fields of the form on a page, with some of them changed. */
async function fieldsOf(page: string, change: Record<string, string>): Promise<[string, string][]> {
  const { text } = await service.ask(page, { headers: { accept: "text/html" } });
  const form = formsOf(text).find(({ action }) => action.startsWith("/tell-me"));
  if (form === undefined) throw new Error(`there is no form on ${page}`);
  return form.pairs.map(([name, value]) => [name, change[name] ?? value]);
}

const sent = async () => {
  await service.webhooks.sendDue();
  return mailbox.received;
};

/** Subscribes an address on a page and confirms it. Returns the path that ends the subscription. */
async function follow(address: string, change: Record<string, string> = {}, page = "/lukeville"): Promise<string> {
  expect(await submit("/tell-me", await fieldsOf(page, { address, ...change }))).toMatchObject({ status: 303 });
  const mail = (await sent()).find(({ to }) => to === address);
  expect((await submit(pathIn(mail, "confirm"))).status).toBe(200);
  mailbox.received.length = 0;
  return pathIn(mail, "leave");
}

let hours = 0;
/** Records a suspension of Lukeville that begins now. */
async function suspend(change: Record<string, unknown> = {}, report: Record<string, unknown> = {}): Promise<string> {
  const effectiveAt = Temporal.Now.instant()
    .subtract({ minutes: 60 - hours++ })
    .toString();
  const { status, body } = await service.post("/v1/reports", soundReport({ effectiveAt, ...change }, report), desk);
  expect(status).toBe(201);
  return body.id;
}

const retract = async (id: string) =>
  expect((await service.post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" }, desk)).status).toBe(
    201,
  );

const everythingIn = async (): Promise<string> => {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT (SELECT json_agg(s) FROM subscription s)::text || (SELECT json_agg(e) FROM email_address e)::text || (SELECT json_agg(d) FROM delivery d)::text AS all",
  );
  return String(rows[0]?.all);
};

test("a stranger asks on the page of a crossing, confirms, is told of a suspension and its withdrawal, and leaves with one click", async () => {
  const address = "stranger@mail.example";
  const page = await service.ask("/lukeville", { headers: { accept: "text/html" } });
  expect(page.text).toContain("Tell me by e-mail");
  const asked = await submit("/tell-me", await fieldsOf("/lukeville", { address }));
  expect(asked).toMatchObject({ status: 303 });
  expect((await service.ask(asked.headers.get("location") ?? "")).text).toContain("Look into your mailbox");
  expect((await sent()).map(({ to }) => to)).toEqual([address]);
  const [question] = mailbox.received;
  expect(question?.parsed.subject).toBe("Confirm: messages about Lukeville");

  // Nothing is sent before the confirmation, and opening the link confirms nothing.
  const confirm = pathIn(question, "confirm");
  expect((await service.ask(confirm)).text).toContain("Yes, tell me");
  await retract(await suspend());
  expect(await sent()).toHaveLength(1);
  expect((await submit(confirm)).text).toContain("You will be told");
  expect(await sent()).toHaveLength(1);

  const id = await suspend();
  expect(await sent()).toHaveLength(2);
  const told = mailbox.received[1];
  expect(told?.parsed.subject).toMatch(/^Lukeville.*suspended|[Ss]uspended.*Lukeville/);
  expect(told?.text).toMatch(/^Lukeville\n[^\n]*[Ss]uspended[^\n]*\./);
  expect(told?.text).toContain("Source: Example Agency, A notice (https://example.org/notice)");
  expect(told?.parsed.headers.get("list")).toMatchObject({
    unsubscribe: { url: expect.stringMatching(/^https:\/\/garita\.example\/tell-me\/leave\//) },
  });
  expect(told?.source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  expect(await sent()).toHaveLength(2);

  await retract(id);
  expect(await sent()).toHaveLength(3);
  expect(mailbox.received[2]?.text).toContain("An earlier report has been withdrawn");
  expect(await everythingIn()).not.toContain("mail.example");

  const leave = pathIn(told, "leave");
  expect(leave).toBe(
    new URL(
      /<(.*)>/.exec(
        /^List-Unsubscribe: (.*(?:\r?\n .*)*)/m.exec(told?.source ?? "")?.[1]?.replace(/\s/g, "") ?? "",
      )?.[1] ?? "",
    ).pathname,
  );
  expect((await service.ask(leave)).text).toContain("Stop these messages?");
  const left = await service.ask(leave, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(left).toMatchObject({ status: 200, text: expect.stringContaining("You get no more messages") });
  await retract(await suspend());
  expect(await sent()).toHaveLength(3);
  const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS left FROM email_address");
  expect(rows).toEqual([{ left: 0 }]);
});

test("a report that was withdrawn before anybody was told is told to nobody, and neither is its withdrawal", async () => {
  const leave = await follow("calm@mail.example");
  await retract(await suspend());
  expect(await sent()).toEqual([]);
  await submit(leave);
});

test("a subscriber hears only of the kinds, modes and directions asked for, in the language asked for", async () => {
  const fields = (await fieldsOf("/lukeville", { address: "picky@mail.example", language: "es" })).filter(
    ([name, value]) => (name !== "kind" || value === "reopened") && (name !== "mode" || value === "passenger"),
  );
  await submit("/tell-me", fields);
  const leave = pathIn((await sent())[0], "leave");
  await submit(pathIn(mailbox.received[0], "confirm"));
  expect(mailbox.received[0]?.parsed.subject).toBe("Confirme: mensajes sobre Garita de Sonoyta");
  mailbox.received.length = 0;
  await suspend();
  expect(await sent()).toEqual([]);
  await suspend({ status: "open" });
  expect(await sent()).toHaveLength(1);
  expect(mailbox.received[0]?.text).toContain("En qué se basa");
  await submit(leave);
});

test("a form about an area or the board, and one without a kind or with a wrong address, is answered in place", async () => {
  const area = await fieldsOf("/tell-me?area=el-paso-juarez", { address: "area@mail.example" }).catch(() => []);
  const board = await fieldsOf("/tell-me", { address: "board@mail.example" });
  expect(board.filter(([name]) => name === "crossing")).toEqual([]);
  expect(area.length === 0 || area.some(([name]) => name === "crossing")).toBe(true);
  const noKind = await submit(
    "/tell-me",
    board.filter(([name]) => name !== "kind"),
  );
  expect(noKind).toMatchObject({ status: 400, text: expect.stringContaining("Choose at least one kind") });
  for (const address of [
    "nobody",
    "a@b",
    "a@mail.example\r\nBcc: b@mail.example",
    "a@mail.example, b@mail.example",
    "<i>@mail.example",
  ]) {
    const refused = await submit("/tell-me", await fieldsOf("/lukeville", { address }));
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("This is not an e-mail address") });
  }
  expect(await sent()).toEqual([]);
});

test("one address gets three questions a day at most, and the answer is the same", async () => {
  const answers = [];
  for (let i = 0; i < 5; i++)
    answers.push(await submit("/tell-me", await fieldsOf("/lukeville", { address: "Bombed@mail.example" })));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await sent()).toHaveLength(3);
  await submit(pathIn(mailbox.received[0], "leave"), [["all", "yes"]]);
  const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS left FROM email_address");
  expect(rows).toEqual([{ left: 0 }]);
});

test("a form that another site sends is refused", async () => {
  const body = new URLSearchParams(await fieldsOf("/lukeville", { address: "foreign@mail.example" }));
  const answer = await service.ask("/tell-me", { method: "POST", body, headers: { origin: "https://other.example" } });
  expect(answer.status).toBe(403);
  expect(await sent()).toEqual([]);
});

test("while the mail server is away, messages wait, and each is sent once when it is back", async () => {
  const leave = await follow("patient@mail.example");
  await mailbox.die();
  const id = await suspend();
  expect(await sent()).toEqual([]);
  await mailbox.rise();
  service.clock.set(Temporal.Now.instant().add({ minutes: 5 }).toString());
  expect(await sent()).toHaveLength(1);
  expect(await sent()).toHaveLength(1);
  await retract(id);
  await submit(leave);
});

test("a mailbox that does not exist ends the subscription, and its address is forgotten", async () => {
  await follow("gone@mail.example");
  mailbox.refuse = { recipient: 550 };
  await retract(await suspend({}, { note: "first" }));
  await suspend();
  await sent();
  mailbox.refuse = {};
  await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  expect(await everythingIn()).not.toContain("gone@");
});

test("a bounce or a complaint that the provider reports ends the subscriptions of its address", async () => {
  await follow("bounced@mail.example");
  const body = JSON.stringify({ events: [{ kind: "complaint", address: "Bounced@mail.example" }] });
  const report = (key: string) =>
    service.ask("/tell-me/troubles", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
  expect((await report("other")).status).toBe(401);
  expect(await report(KEY)).toMatchObject({ status: 200, body: { status: "done", ended: 1 } });
  await retract(await suspend());
  expect(await sent()).toEqual([]);
});

/** Sets the service's clock to the next time of day on the clock of Lukeville. */
const setTo = (hour: number, minute = 0) => {
  const now = service.ctx.now.toZonedDateTimeISO("America/Phoenix");
  const today = now.with({ hour, minute, second: 0 });
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
  service.clock.set(next.toInstant().toString());
};

test("a daily message has all changes since the one before, and comes at its time", async () => {
  const leave = await follow("daily@mail.example", { pace: "digest", digest_at: "07:00" });
  await suspend({}, { note: "The first change" });
  expect(await sent()).toEqual([]);
  await suspend({ status: "open" }, { note: "The second change" });
  expect(await sent()).toEqual([]);
  setTo(7);
  expect(await sent()).toHaveLength(1);
  expect(mailbox.received[0]?.parsed.subject).toBe("2 changes at the border");
  expect(mailbox.received[0]?.text).toMatch(/The first change[\s\S]*The second change/);
  setTo(7);
  expect(await sent()).toHaveLength(1);
  await submit(leave);
});

test("changes in quiet hours come together when these are over", async () => {
  const { hour } = service.ctx.now.toZonedDateTimeISO("America/Phoenix");
  const time = (from: number) => `${String((hour + from) % 24).padStart(2, "0")}:00`;
  const leave = await follow("sleeper@mail.example", { quiet_from: time(23), quiet_until: time(2) });
  await suspend();
  await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  setTo((hour + 2) % 24);
  expect(await sent()).toHaveLength(1);
  expect(mailbox.received[0]?.parsed.subject).toBe("2 changes at the border");
  await submit(leave);
});

test("an address that nobody confirms is forgotten after three days, and a confirmed one stays", async () => {
  const leave = await follow("kept@mail.example");
  await submit("/tell-me", await fieldsOf("/lukeville", { address: "forgotten@mail.example" }));
  const [question] = await sent();
  const days = { hours: 24 * 30 };
  const keep = {
    runs: days,
    waitSamples: days,
    feedHours: days,
    idempotencyKeys: days,
    proposals: days,
    deliveries: days,
  };
  const prune = (hours: number) =>
    pruneBatches(
      { ...service.ctx, now: service.ctx.now.add({ hours }) },
      { ...keep, subscriptions: days, deskSessions: days, dead: days, unconfirmed: { hours: 72 } },
      AbortSignal.timeout(60_000),
    );
  expect(await prune(71)).toMatchObject({ unconfirmed: 0 });
  expect(await prune(73)).toMatchObject({ unconfirmed: 1 });
  expect((await service.ask(pathIn(question, "confirm"))).status).toBe(404);
  expect((await service.ask(leave)).status).toBe(200);
  expect((await service.ask("/metrics")).text).toContain('garita_email_subscriptions{state="active"} 1');
  await submit(leave);
});
