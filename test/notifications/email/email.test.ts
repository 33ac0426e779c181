import { Temporal } from "temporal-polyfill";
import { MOST_QUESTIONS_AN_HOUR } from "../../../src/actions/notifications/followers/ask-to-follow.ts";
import { prune } from "../../../src/jobs/prune.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { pathIn } from "../../support/mailbox.ts";
import { PROVIDER_KEY, useEmail } from "../../support/use-email.ts";

const used = useEmail();
const { submit, fieldsOf, sent, follow, suspend, retract } = used;

const everythingIn = async (): Promise<string> => {
  const { rows } = await connectionsOf(used.service.ctx.db).pool.query(
    "SELECT (SELECT json_agg(s) FROM subscription s)::text || (SELECT json_agg(e) FROM email_address e)::text || (SELECT json_agg(d) FROM delivery d)::text AS all",
  );
  return String(rows[0]?.all);
};

test("a stranger asks on the page of a crossing, confirms, is told of a suspension and its withdrawal, and leaves with one click", async () => {
  const address = "stranger@mail.example";
  const page = await used.service.ask("/lukeville", { headers: { accept: "text/html" } });
  expect(page.text).toContain("Tell me by e-mail");
  const asked = await submit("/tell-me", await fieldsOf("/lukeville", { address }));
  expect(asked).toMatchObject({ status: 303 });
  expect((await used.service.ask(asked.headers.get("location") ?? "")).text).toContain("Look into your mailbox");
  expect((await sent()).map(({ to }) => to)).toEqual([address]);
  const [question] = used.mailbox.received;
  expect(question?.parsed.subject).toBe("Confirm: messages about Lukeville");

  // Nothing is sent before the confirmation, and opening the link confirms nothing.
  const confirm = pathIn(question, "confirm");
  expect((await used.service.ask(confirm)).text).toContain("Yes, tell me");
  await retract(await suspend());
  expect(await sent()).toHaveLength(1);
  expect((await submit(confirm)).text).toContain("You will be told");
  expect(await sent()).toHaveLength(1);

  const id = await suspend();
  expect(await sent()).toHaveLength(2);
  const told = used.mailbox.received[1];
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
  expect(used.mailbox.received[2]?.text).toContain("An earlier report has been withdrawn");
  expect(await everythingIn()).not.toContain("mail.example");

  const leave = pathIn(told, "leave");
  expect(leave).toBe(
    new URL(
      /<(.*)>/.exec(
        /^List-Unsubscribe: (.*(?:\r?\n .*)*)/m.exec(told?.source ?? "")?.[1]?.replace(/\s/g, "") ?? "",
      )?.[1] ?? "",
    ).pathname,
  );
  expect((await used.service.ask(leave)).text).toContain("Stop these messages?");
  const left = await used.service.ask(leave, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(left).toMatchObject({ status: 200, text: expect.stringContaining("You get no more messages") });
  await retract(await suspend());
  expect(await sent()).toHaveLength(3);
  const { rows } = await connectionsOf(used.service.ctx.db).pool.query(
    "SELECT count(*)::int AS left FROM email_address",
  );
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
  await submit(pathIn(used.mailbox.received[0], "confirm"));
  expect(used.mailbox.received[0]?.parsed.subject).toBe("Confirme: mensajes sobre Garita de Sonoyta");
  used.mailbox.received.length = 0;
  await suspend();
  expect(await sent()).toEqual([]);
  await suspend({ status: "open" });
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.text).toContain("En qué se basa");
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
  await submit(pathIn(used.mailbox.received[0], "leave"), [["all", "yes"]]);
  const { rows } = await connectionsOf(used.service.ctx.db).pool.query(
    "SELECT count(*)::int AS left FROM email_address",
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test("a mailbox whose owner stops is not asked more often on that day, and is forgotten by the day after", async () => {
  const ask = async () => submit("/tell-me", await fieldsOf("/lukeville", { address: "stops@mail.example" }));
  for (let i = 0; i < 4; i++) {
    await ask();
    const mails = (await sent()).filter(({ to }) => to.startsWith("stops@"));
    expect(mails).toHaveLength(Math.min(i + 1, 3));
    await submit(pathIn(mails.at(-1), "leave"), [["all", "yes"]]);
  }
  const { pool } = connectionsOf(used.service.ctx.db);
  const hashes = async () => (await pool.query("SELECT fingerprint FROM asked_address")).rows;
  expect((await hashes()).length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(await hashes())).not.toContain("stops");
  const tomorrow = { ...used.service.ctx, now: used.service.ctx.now.add({ hours: 25 }) };
  await prune.run(tomorrow, new AbortController().signal);
  expect(await hashes()).toEqual([]);
});

test("addresses with different tags share the limits of their mailbox, but each stops only its own messages", async () => {
  const addresses = ["tagged+1@mail.example", "Tagged+2@mail.example", "tagged@mail.example", "tagged+4@mail.example"];
  for (const address of addresses) await submit("/tell-me", await fieldsOf("/lukeville", { address }));
  expect((await sent()).map(({ to }) => to).sort()).toEqual([addresses[1], addresses[0], addresses[2]].sort());
  const count = async () =>
    (await connectionsOf(used.service.ctx.db).pool.query("SELECT FROM email_address")).rows.length;
  for (const mail of used.mailbox.received) {
    const before = await count();
    await submit(pathIn(mail, "leave"), [["all", "yes"]]);
    expect(await count()).toBe(before - 1);
  }
});

test("after a thousand questions in an hour, to any addresses, the form asks to try later", async () => {
  const { pool } = connectionsOf(used.service.ctx.db);
  await pool.query(
    `INSERT INTO subscription (id, channel, url, kinds, states, crossings, modes, directions, since, state, removed, created_at, stopped_at)
    SELECT 'full-' || n, 'email', 'email:full-' || n, '{report}', '{}', '{}', '{}', '{}', 0, 'ended', true, $1, $1
    FROM generate_series(1, $2) n`,
    [used.service.ctx.now.toString(), MOST_QUESTIONS_AN_HOUR],
  );
  const refused = await submit("/tell-me", await fieldsOf("/lukeville", { address: "late@mail.example" }));
  expect(refused).toMatchObject({ status: 429, text: expect.stringContaining("Too many people are asking") });
  expect(refused.headers.get("retry-after")).toBe("600");
  await pool.query("DELETE FROM subscription WHERE id LIKE 'full-%'");
  expect(await sent()).toEqual([]);
});

test("a form that another site sends is refused", async () => {
  const body = new URLSearchParams(await fieldsOf("/lukeville", { address: "foreign@mail.example" }));
  const answer = await used.service.ask("/tell-me", {
    method: "POST",
    body,
    headers: { origin: "https://other.example" },
  });
  expect(answer.status).toBe(403);
  expect(await sent()).toEqual([]);
});

test("while the mail server is away, messages wait, and each is sent once when it is back", async () => {
  const leave = await follow("patient@mail.example");
  await used.mailbox.die();
  const id = await suspend();
  expect(await sent()).toEqual([]);
  await used.mailbox.rise();
  used.service.clock.set(Temporal.Now.instant().add({ minutes: 5 }).toString());
  expect(await sent()).toHaveLength(1);
  expect(await sent()).toHaveLength(1);
  await retract(id);
  await submit(leave);
});

test("a mailbox that does not exist ends the subscription, and its address is forgotten", async () => {
  await follow("gone@mail.example");
  used.mailbox.refuse = { recipient: 550 };
  await retract(await suspend({}, { note: "first" }));
  await suspend();
  await sent();
  used.mailbox.refuse = {};
  await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  expect(await everythingIn()).not.toContain("gone@");
});

test("a mail server that relays nothing ends no subscription", async () => {
  const leave = await follow("relayed@mail.example");
  used.mailbox.refuse = { recipient: 554, words: "5.7.1 <relayed@mail.example>: Relay access denied" };
  const id = await suspend();
  expect(await sent()).toEqual([]);
  used.mailbox.refuse = {};
  used.service.clock.set(Temporal.Now.instant().add({ minutes: 20 }).toString());
  expect(await sent()).toHaveLength(1);
  await retract(id);
  await submit(leave);
});

test("a change whose message is refused for good does not hold up the next one", async () => {
  const leave = await follow("filtered@mail.example");
  await suspend();
  const id = await suspend({ status: "open" }, { note: "The next change" });
  used.mailbox.refuse = { message: 554, words: "5.7.1 Refused by a filter" };
  await sent();
  used.mailbox.refuse = {};
  used.service.clock.set(Temporal.Now.instant().add({ minutes: 40 }).toString());
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.text).toContain("The next change");
  await retract(id);
  await submit(leave);
});

test("a bounce or a complaint that the provider reports ends the subscriptions of its address", async () => {
  await follow("bounced@mail.example");
  const body = JSON.stringify({ events: [{ kind: "complaint", address: "Bounced@mail.example" }] });
  const report = (key: string) =>
    used.service.ask("/tell-me/troubles", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
  expect((await report("other")).status).toBe(401);
  expect(await report(PROVIDER_KEY)).toMatchObject({ status: 200, body: { status: "done", ended: 1 } });
  await retract(await suspend());
  expect(await sent()).toEqual([]);
});
