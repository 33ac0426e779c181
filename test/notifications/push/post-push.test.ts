import { createHmac } from "node:crypto";
import { postPush } from "../../../src/notifications/push/post-push.ts";
import { deriveVapidKeys } from "../../../src/notifications/push/vapid.ts";
import { resolveByMachine } from "../../../src/notifications/webhook/address.ts";
import { type PushService, startPushService } from "../../support/push-service.ts";

const settings = {
  keys: deriveVapidKeys((purpose) => createHmac("sha256", "a secret").update(purpose).digest()),
  subject: "mailto:desk@garita.example",
  rules: { privateAddresses: true, resolve: resolveByMachine },
  userAgent: "Garita",
};
const terms = { ttlSeconds: 60, urgency: "high" as const, topic: null };
let push: PushService;
beforeAll(async () => {
  push = await startPushService();
});
afterAll(() => push.die());
beforeEach(() => {
  push.requests = 0;
  push.slowness = 0;
});
const post = (mayEnd: () => Promise<boolean>, signal = new AbortController().signal) =>
  postPush(settings, push.subscribe(), '{"id": "1"}', terms, mayEnd, signal);

test("nothing reaches the push service if the message may not be sent, and the service is not blamed", async () => {
  expect(await post(async () => false)).toMatchObject({ kind: "refused", of: "message", isPermanent: false });
  expect(push.requests).toBe(0);
});

test("a process that stops before the message is sent sends nothing, and one that stops later learns the outcome", async () => {
  const early = new AbortController();
  early.abort();
  expect(await post(async () => true, early.signal)).toMatchObject({ kind: "refused" });
  expect(push.requests).toBe(0);
  push.slowness = 300;
  const late = new AbortController();
  const outcome = post(async () => {
    setTimeout(() => late.abort(), 100);
    return true;
  }, late.signal);
  expect(await outcome).toEqual({ kind: "accepted" });
  expect(push.requests).toBe(1);
});

test("the outcome names neither the address nor the words of an error", async () => {
  const device = { ...push.subscribe(), endpoint: "http://push-service-of-nobody.invalid/secret" };
  const outcome = await postPush(settings, device, "{}", terms, async () => true, new AbortController().signal);
  expect(outcome).toEqual({
    kind: "refused",
    reason: "nothing was sent: the address is refused (unknownHost)",
    ...{ of: "service", isPermanent: false, isAway: true },
  });
});
