import { followOnDevice } from "../../../src/actions/notifications/followers/follow-on-device.ts";
import { readLogKey } from "../../../src/store/chain/log-key.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { makeFollowerCiphers } from "../../../src/store/notifications/followers/address-cipher.ts";
import { makeLogKey } from "../../support/mailbox.ts";
import { type PushService, pushSettings, startPushService } from "../../support/push-service.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let push: PushService;
let service: LoanedService | undefined;
beforeAll(async () => {
  push = await startPushService();
});
afterEach(() => service?.release());
afterAll(() => push.die());

const start = async (settings: Record<string, string>): Promise<LoanedService> => {
  service = await loanService({ settings });
  return service;
};
const FIELDS = { by: "push", crossing: "lukeville", language: "en" };
const ask = (own: LoanedService, path: string, fields: Record<string, string>) =>
  own.ask(path, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
const form = async (own: LoanedService) => (await own.ask("/lukeville", { headers: { accept: "text/html" } })).text;

test("in production, a device at a private address is refused, also if its name leads there", async () => {
  const own = await start({ ...pushSettings(makeLogKey()), PUSH_PRIVATE_ADDRESSES: "off" });
  expect(await form(own)).toContain("Tell me on this device");
  const device = push.subscribe();
  for (const endpoint of [
    device.endpoint,
    device.endpoint.replace("http:", "https:"),
    device.endpoint.replace("127.0.0.1", "localhost"),
    "https://[::1]/push",
    "https://169.254.169.254/latest",
  ])
    expect(await ask(own, "/tell-me", { ...FIELDS, ...device, endpoint })).toMatchObject({
      status: 400,
      text: expect.stringContaining("has given no address"),
    });
  expect(push.requests).toBe(0);
});

test("the new address of an unknown device is not looked up", async () => {
  const own = await start({ ...pushSettings(makeLogKey()), PUSH_PRIVATE_ADDRESSES: "off" });
  const { endpoint, p256dh, auth } = push.subscribe();
  const from = { from_endpoint: endpoint, from_p256dh: p256dh, from_auth: auth };
  const unknown = { ...push.subscribe(), endpoint: "https://push-service-of-nobody.invalid/secret" };
  expect(await ask(own, "/tell-me/device/move", { ...unknown, ...from })).toMatchObject({
    ...{ status: 200, body: { status: "done", moved: 0 } },
  });
});

test("private addresses for webhooks do not open the private network to the form", async () => {
  const own = await start({
    ...pushSettings(makeLogKey()),
    ...{ PUSH_PRIVATE_ADDRESSES: "off", WEBHOOK_PRIVATE_ADDRESSES: "on" },
  });
  expect((await ask(own, "/tell-me", { ...FIELDS, ...push.subscribe() })).status).toBe(400);
  expect(push.requests).toBe(0);
});

test.each([
  ["is switched off", { WEB_PUSH: "off" }],
  ["has no contact that push services accept", { PUBLIC_URL: "http://localhost:3000" }],
])("where a service %s, nobody can ask for push messages, but a device can still leave", async (_, change) => {
  const logKey = makeLogKey();
  const own = await start({ ...pushSettings(logKey), ...change });
  const device = push.subscribe();
  const key = await readLogKey(logKey, "");
  if (key === null) throw new Error("there is no key");
  const choices = {
    ...{ crossings: ["lukeville"], modes: [], directions: [], kinds: ["closed" as const], language: "en" },
    ...{ quiet: null, digestAt: null, timeZone: "America/Phoenix" },
  };
  await followOnDevice(own.ctx, device, choices, makeFollowerCiphers(key.derive).push);
  await own.webhooks.sendDue();
  expect(push.requests).toBe(0);
  expect(await form(own)).not.toContain("Tell me on this device");
  expect((await ask(own, "/tell-me", { ...FIELDS, ...device })).status).toBe(404);
  expect(await ask(own, "/tell-me/device/leave", { ...device })).toMatchObject({ body: { status: "done", ended: 1 } });
  const { rows } = await connectionsOf(own.ctx.db).pool.query("SELECT FROM email_address");
  expect(rows).toEqual([]);
});

test("a process that only reads offers no push messages, and refuses the requests of devices with 503", async () => {
  const reads = { GARITA_MODE: "read", DATABASE_URL: "postgresql://localhost/unused" };
  const own = await start({ ...pushSettings(makeLogKey()), ...reads, GARITA_WRITE_URL: "https://full.example" });
  expect(await form(own)).not.toContain("Tell me on this device");
  for (const path of ["/tell-me/device", "/tell-me/device/leave", "/tell-me/device/move"])
    expect((await ask(own, path, { ...push.subscribe() })).status).toBe(503);
});

test("installations with different keys of the log are different senders for browsers", async () => {
  const own = await start(pushSettings(makeLogKey()));
  const keyIn = async (some: LoanedService) => /data-push-key="([\w-]+)"/.exec(await form(some))?.[1];
  const other = await loanService({ settings: pushSettings(makeLogKey()) });
  expect(await keyIn(own)).toMatch(/^B[\w-]{86}$/);
  expect(await keyIn(other)).not.toBe(await keyIn(own));
  await other.release();
});
