import type { Browser, BrowserContext, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { PushService, ReceivedPush } from "./push-service.ts";

/**
 * Answers for the browser's own push service, which headless Chromium lacks: `subscribe` gives a device of the tests'
 * push service, and always the same one until it ends. Everything else is the real thing.
 */
const SUBSCRIBE = `
{
  let device = JSON.parse(localStorage.getItem("device"));
  let key = localStorage.getItem("key");
  const subscription = () => ({
    toJSON: () => ({ endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } }),
    options: { applicationServerKey: Uint8Array.from(JSON.parse(key)).buffer },
    unsubscribe: async () => { localStorage.clear(); device = null; return true; },
  });
  PushManager.prototype.getSubscription = async () => device && subscription();
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if (Notification.permission !== "granted") throw new DOMException("denied", "NotAllowedError");
    device ??= await newDevice();
    key = JSON.stringify([...applicationServerKey]);
    localStorage.setItem("device", JSON.stringify(device));
    localStorage.setItem("key", key);
    return subscription();
  };
}`;

let clients = 0;

/** A page of a browser that can subscribe to the tests' push service. */
export interface OpenedBrowser {
  context: BrowserContext;
  page: Page;
}

export async function openPushBrowser(
  browser: Browser,
  push: PushService,
  permissions: string[],
): Promise<OpenedBrowser> {
  // For the limits of the form, each browser is another client.
  const extraHTTPHeaders = { "x-forwarded-for": `192.0.2.${clients++}` };
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ locale: "en-US", permissions, viewport, extraHTTPHeaders });
  await context.exposeFunction("newDevice", () => push.subscribe());
  await context.addInitScript(SUBSCRIBE);
  return { context, page: await context.newPage() };
}

/**
 * Returns a function that gives messages to the service worker of a page, as a push service of the browser does: those that
 * the tests' push service has received since the last time, or the given ones.
 */
export async function deliverer(
  { context, page }: OpenedBrowser,
  push: PushService,
): Promise<(some?: (ReceivedPush | undefined)[]) => Promise<void>> {
  const cdp = await context.newCDPSession(page);
  let registrationId = "";
  cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    for (const each of registrations) registrationId = each.registrationId;
  });
  await cdp.send("ServiceWorker.enable");
  await eventually(async () => expect(registrationId).not.toBe(""));
  const { origin } = new URL(page.url());
  return async (some = push.received.splice(0)) => {
    for (const each of some)
      await cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: each?.text ?? "" });
    // The worker shows a message after it has looked at those that are shown.
    await new Promise((done) => setTimeout(done, 300));
  };
}

const SHOWN = `navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then((all) => all.sort((a, b) => b.data.time - a.data.time))
  .then((all) => all.map(({ title, body, lang, actions }) => ({ title, body, lang, actions: actions.map((each) => each.title) })))`;

/** Returns the notifications that a browser shows, the newest first. */
export const shownIn = (page: Page) =>
  page.evaluate(SHOWN) as Promise<{ title: string; body: string; lang: string; actions: string[] }[]>;
