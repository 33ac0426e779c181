import { askForEmail } from "../../../src/actions/notifications/followers/ask-to-follow.ts";
import { leavePath } from "../../../src/actions/notifications/followers/tell-me-paths.ts";
import { readLogKey } from "../../../src/store/chain/log-key.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { makeAddressCipher } from "../../../src/store/notifications/followers/address-cipher.ts";
import { makeLogKey } from "../../support/mailbox.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const LOG_KEY = makeLogKey();

let service: LoanedService | undefined;
afterEach(() => service?.release());

/** Starts a service without an SMTP server. Returns it, and the path that ends a subscription in its database. */
async function subscribed(settings: Record<string, string>): Promise<{ own: LoanedService; leave: string }> {
  const own = await loanService({ settings: { LOG_KEY, ...settings } });
  service = own;
  const key = await readLogKey(LOG_KEY, "");
  if (key === null) throw new Error("there is no key");
  const cipher = makeAddressCipher(key.derive);
  const choices = {
    ...{ crossings: ["lukeville"], modes: [], directions: [], kinds: ["closed" as const], language: "en" },
    ...{ quiet: null, digestAt: null, timeZone: "America/Phoenix" },
  };
  await askForEmail(own.ctx, "early@mail.example", choices, cipher);
  const { rows } = await connectionsOf(own.ctx.db).pool.query("SELECT subscription AS id FROM email_address");
  return { own, leave: leavePath(cipher, rows[0]?.id) };
}

const addresses = async (own: LoanedService): Promise<number> =>
  (await connectionsOf(own.ctx.db).pool.query("SELECT FROM email_address")).rows.length;

const oneClick = { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) };

test("where e-mail is switched off, nobody can subscribe, but the links of earlier messages still end a subscription", async () => {
  const { own, leave } = await subscribed({});
  expect((await own.ask("/tell-me", { method: "POST" })).status).toBe(404);
  expect((await own.ask(leave)).text).toContain("Stop these messages?");
  expect(await own.ask(leave, oneClick)).toMatchObject({ status: 200 });
  expect(await addresses(own)).toBe(0);
});

test("where e-mail is switched off, a provider can still report a bounce", async () => {
  const { own } = await subscribed({ EMAIL_EVENTS_KEY: "provider-key" });
  const body = JSON.stringify({ events: [{ kind: "bounce", address: "early@mail.example" }] });
  const headers = { authorization: "Bearer provider-key" };
  expect(await own.ask("/tell-me/troubles", { method: "POST", body, headers })).toMatchObject({ status: 200 });
  expect(await addresses(own)).toBe(0);
});

test("a process that only reads sends the pages of links to the full service, and refuses to end a subscription with 503", async () => {
  const reads = { GARITA_MODE: "read", DATABASE_URL: "postgresql://localhost/unused" };
  const { own, leave } = await subscribed({ ...reads, GARITA_WRITE_URL: "https://full.example" });
  const page = await own.ask(leave, { redirect: "manual" });
  expect(page).toMatchObject({ status: 307 });
  expect(page.headers.get("location")).toBe(`https://full.example${leave}`);
  expect(await own.ask(leave, oneClick)).toMatchObject({ status: 503, text: expect.stringContaining("full.example") });
  expect((await own.ask("/tell-me/troubles", { method: "POST" })).status).toBe(503);
  expect(await addresses(own)).toBe(1);
});
