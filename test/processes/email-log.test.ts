import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import { formsOf } from "../support/form.ts";
import { type Mailbox, mailSettings, pathIn, startMailbox } from "../support/mailbox.ts";
import { type SeveralProcesses, startSeveral } from "../support/several-processes.ts";
import { useDatabase } from "../support/use-database.ts";

const NEVER = "0 0 29 2 *";

let mailbox: Mailbox;
let service: SeveralProcesses;
afterAll(async () => {
  expect(await service.end("SIGTERM")).toBe(0);
  await mailbox.die();
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  mailbox = await startMailbox();
  service = await startSeveral(loan.url, {
    ...mailSettings(mailbox),
    ...{ JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER, LOG_LEVEL: "trace" },
    EMAIL_EVENTS_KEY: "provider-key",
  });
}, 60_000);

const submit = (path: string, pairs: [string, string][] = []) =>
  fetch(`${service.url}${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams(pairs) });

test("no address is in the log, not even if the mail server repeats it or a provider reports it in a broken message", async () => {
  const page = await (await fetch(`${service.url}/lukeville`, { headers: { accept: "text/html" } })).text();
  const { pairs } = formsOf(page).find(({ action }) => action.startsWith("/tell-me")) ?? { pairs: [] };
  const ask = (address: string) =>
    submit(
      "/tell-me",
      pairs.map(([name, value]) => [name, name === "address" ? address : value]),
    );
  await ask("first@mail.example");
  await eventually(() => expect(mailbox.received).toHaveLength(1), 30_000);
  expect((await submit(pathIn(mailbox.received[0], "confirm"))).status).toBe(200);
  mailbox.refuse = { recipient: 450 };
  await ask("second@mail.example");
  await ask("third@mail.example\u0000");
  await eventually(() => expect(service.printed()).toContain("an e-mail was refused"), 30_000);
  const body = '{"events": [{"kind": "bounce", "address": "first@mail.example"}, ';
  for (const text of [body, `${body}{}]}`]) {
    const authorization = `Basic ${Buffer.from("provider:provider-key").toString("base64")}`;
    expect(
      (await fetch(`${service.url}/tell-me/troubles`, { method: "POST", body: text, headers: { authorization } }))
        .status,
    ).toBe(400);
  }
  expect(service.printed()).not.toContain("mail.example");
}, 60_000);

test("no working link is in the log, not even if its page fails", async () => {
  const sql = (text: string) => connectionsOf(loan.db).pool.query(text);
  mailbox.refuse = {};
  const links = (["confirm", "leave"] as const).map((kind) => pathIn(mailbox.received[0], kind));
  await sql("ALTER TABLE email_address RENAME TO elsewhere");
  for (const link of links) expect((await submit(link)).status).toBe(500);
  expect((await fetch(`${service.url}${links[1]?.replace("tell-me", "Tell-Me")}?lang=es`)).status).toBe(500);
  await sql("ALTER TABLE elsewhere RENAME TO email_address");
  await eventually(() => expect(service.printed()).toContain('"url":"/tell-me/confirm/…"'), 30_000);
  for (const link of links) expect(service.printed()).not.toContain(link.slice(link.lastIndexOf(".") + 1));
}, 60_000);
