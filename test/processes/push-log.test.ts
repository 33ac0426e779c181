import { eventually } from "../support/eventually.ts";
import { formsOf } from "../support/form.ts";
import { makeLogKey } from "../support/mailbox.ts";
import { type PushService, pushSettings, startPushService } from "../support/push-service.ts";
import { type SeveralProcesses, startSeveral } from "../support/several-processes.ts";
import { useDatabase } from "../support/use-database.ts";

const NEVER = "0 0 29 2 *";

let push: PushService;
let service: SeveralProcesses;
afterAll(async () => {
  expect(await service.end("SIGTERM")).toBe(0);
  await push.die();
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  push = await startPushService();
  service = await startSeveral(loan.url, {
    ...pushSettings(makeLogKey()),
    ...{ JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER, LOG_LEVEL: "trace" },
  });
}, 60_000);

test("no address of a device and no key is in the log, not even if the push service refuses it or cannot be reached", async () => {
  const page = await (await fetch(`${service.url}/lukeville`, { headers: { accept: "text/html" } })).text();
  const { pairs } = formsOf(page).find(({ action }) => action.startsWith("/tell-me")) ?? { pairs: [] };
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${service.url}${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
  const ask = (given: Record<string, string>) =>
    post("/tell-me", { ...Object.fromEntries(pairs), ...given, by: "push" });
  const [first, second] = [push.subscribe(), push.subscribe()];
  await ask({ ...first });
  await eventually(() => expect(push.received).toHaveLength(1), 30_000);
  push.refusal = { status: 500 };
  await ask({ ...second });
  await eventually(() => expect(service.printed()).toContain("the push service answered 500"), 30_000);
  const unknown = { ...push.subscribe(), endpoint: "http://push-service-of-nobody.invalid/secret" };
  expect((await ask(unknown)).status).toBe(400);
  expect((await ask({ ...unknown, endpoint: "http://127.0.0.1:1/secret" })).status).toBe(303);
  await eventually(() => expect(service.printed()).toContain("could not be reached (ECONNREFUSED)"), 30_000);
  for (const path of ["", "/leave", "/move"]) await post(`/tell-me/device${path}`, { ...second, from_endpoint: "x" });
  await post("/tell-me/device", { endpoint: `${first.endpoint}\u0000`, p256dh: "%", auth: first.auth });
  const printed = service.printed();
  for (const secret of [first, second].flatMap(({ endpoint, p256dh, auth }) => [
    new URL(endpoint).pathname,
    p256dh,
    auth,
  ]))
    expect(printed).not.toContain(secret);
  expect(printed).not.toContain("secret");
}, 60_000);
