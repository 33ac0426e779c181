import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { mailSettings, makeLogKey, startMailbox } from "../support/mailbox.ts";
import { deliverer, type OpenedBrowser, openPushBrowser, shownIn } from "../support/push-browser.ts";
import { type PushService, pushSettings, startPushService } from "../support/push-service.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

/** Push messages in a real browser. Skipped without one. */
(CHROMIUM === undefined ? describe.skip : describe)("push messages in a browser", () => {
  let push: PushService;
  let service: LoanedService;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    push = await startPushService();
    [service, browser] = await Promise.all([
      loanService({ settings: { ...pushSettings(makeLogKey()), TRUST_PROXY: "1" } }),
      launchBrowser(),
    ]);
    key = await service.keyFor("desk", "recorder");
  });
  afterAll(async () => {
    expect(push.faults).toEqual([]);
    await browser?.close();
    await service?.release();
    await push?.die();
  });
  afterEach(async () => {
    push.received.length = 0;
    await connectionsOf(service.ctx.db).pool.query(
      "UPDATE subscription SET state = 'ended', stopped_at = now() WHERE holder IS NULL",
    );
  });
  const open = (permissions: string[]): Promise<OpenedBrowser> => openPushBrowser(browser, push, permissions);
  const subscribe = async ({ page }: OpenedBrowser, button = "Tell me on this device"): Promise<void> => {
    await page.locator("#tell-me > summary").click();
    await page.getByRole("button", { name: button }).click();
    await page.waitForURL("**/tell-me/device*");
    await service.webhooks.sendDue();
  };
  const record = async (change: Record<string, unknown> = {}): Promise<string> => {
    const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 60 - reports++ }));
    const { body } = await service.post("/v1/reports", soundReport({ effectiveAt, ...change }), key);
    await service.webhooks.sendDue();
    return body.id;
  };
  let reports = 0;

  test("a reader subscribes on the page of a crossing, sees notifications, finds the subscription again, and stops", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    await page.getByText("This device will be told").waitFor();
    await page.getByText("About: Lukeville").waitFor();
    await expectSound(page);
    const deliver = await deliverer(opened, push);
    await deliver();
    await eventually(async () =>
      expect(await shownIn(page)).toEqual([
        expect.objectContaining({ title: "You will be told: Lukeville", actions: ["Stop"], lang: "en" }),
      ]),
    );
    await record();
    await deliver();
    await eventually(async () =>
      expect((await shownIn(page))[0]).toMatchObject({
        title: expect.stringMatching(/^Lukeville: suspended/),
        body: expect.stringMatching(/^Suspended since .*\n(.*\n)*Source: Example Agency, A notice$/),
      }),
    );

    await page.goto(`${service.url}/lukeville`);
    await page.locator("#tell-me > summary").click();
    await page.getByText("About: Lukeville").waitFor();
    await expectSound(page);
    await page.getByRole("button", { name: "Stop: About: Lukeville" }).click();
    await page.locator("#tell-device[hidden] ~ p", { hasText: "Stopped. The address of this device" }).waitFor();
    await record({ status: "open" });
    expect(push.received).toEqual([]);
    await context.close();
  });

  test("a newer answer about the same services takes the place of the older one, also if they come in the wrong order, and twice", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    push.received.length = 0;
    const deliver = await deliverer(opened, push);
    await record();
    const withdrawn = await record({ status: "open" });
    const [first, second] = push.received.splice(0);
    await deliver([second, second, first]);
    const reopened = [expect.objectContaining({ title: expect.stringMatching(/^Lukeville: open/) })];
    await eventually(async () => expect(await shownIn(page)).toEqual(reopened));
    // The withdrawal takes the wrong word from the screen.
    await service.post(`/v1/reports/${withdrawn}/retraction`, { note: "It was another bridge" }, key);
    await service.webhooks.sendDue();
    await deliver();
    await eventually(async () =>
      expect(await shownIn(page)).toEqual([
        expect.objectContaining({
          title: expect.stringMatching(/^As of .* MST: Lukeville: suspended/),
          body: expect.stringMatching(/^An earlier report has been withdrawn/),
        }),
      ]),
    );
    await context.close();
  });

  test("an older answer never stands beside a newer one as if it still held, also after the newer one was dismissed", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    push.received.length = 0;
    const deliver = await deliverer(opened, push);
    const titles = async () => (await shownIn(page)).map(({ title }) => title);
    await record({ modes: ["passenger", "pedestrian"] });
    push.received.length = 0;
    await record({ modes: ["passenger", "pedestrian"], status: "open" });
    const [opening] = push.received.splice(0);
    // One of the two services.
    await record({ modes: ["pedestrian"] });
    const [closing] = push.received.splice(0);
    await deliver([opening, closing]);
    await eventually(async () =>
      expect(await titles()).toEqual([
        expect.stringMatching(/^Lukeville: suspended/),
        expect.stringMatching(/^As of .* MST: Lukeville: open/),
      ]),
    );
    await page.evaluate(
      "navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) => all.forEach((each) => each.close()))",
    );
    await deliver([opening]);
    const dated = [expect.stringMatching(/^As of .* MST: Lukeville: open/)];
    await eventually(async () => expect(await titles()).toEqual(dated));
    await context.close();
  });

  test("a message that comes late says in its title when its answer held, and one without a button how to stop", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    push.received.length = 0;
    const deliver = await deliverer(opened, push);
    await record();
    const [message] = push.received.splice(0);
    if (message === undefined) throw new Error("there is no message");
    const at = String(Temporal.Now.instant().subtract({ minutes: 16 }));
    await deliver([{ ...message, text: JSON.stringify({ ...message.payload, at }) }]);
    const dated = expect.objectContaining({ title: expect.stringMatching(/^As of .* MST: Lukeville: suspended/) });
    await eventually(async () => expect(await shownIn(page)).toEqual([dated]));
    // A browser without buttons in notifications.
    const [worker] = context.serviceWorkers();
    await worker?.evaluate("Object.defineProperty(Notification, 'maxActions', { configurable: true, get: () => 0 })");
    await deliver([message]);
    await eventually(async () =>
      expect((await shownIn(page))[0]?.body).toMatch(/\nTo stop, use the form on the page of any crossing\.$/),
    );
    await context.close();
  });

  test("a click on a notification opens the page of the crossing, and its button the page that stops", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    const welcome = push.received.splice(0);
    const deliver = await deliverer(opened, push);
    const [worker] = context.serviceWorkers();
    const clicked = async (action: string) => {
      await deliver(welcome);
      return worker?.evaluate(
        `(async () => {
          const opened = [];
          Object.defineProperty(self.clients, "openWindow", { configurable: true, value: async (url) => { opened.push(url); } });
          const [notification] = await self.registration.getNotifications();
          self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action: "${action}" }));
          for (let i = 0; i < 100 && opened.length === 0; i++) await new Promise((done) => setTimeout(done, 50));
          return opened;
        })()`,
      );
    };
    expect(await clicked("stop")).toEqual([expect.stringMatching(/\/tell-me\/leave\/[^?]*\?lang=en$/)]);
    expect(await clicked("")).toEqual([`${service.url}/lukeville?lang=en`]);
    await context.close();
  });

  test("a worker whose browser gets a new address moves the subscription to it", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${service.url}/lukeville`);
    await subscribe(opened);
    push.received.length = 0;
    const device = JSON.parse(String(await page.evaluate("localStorage.getItem('device')")));
    const { endpoint, ...keys } = push.move(device);
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(
      `moveDevice({ oldSubscription: null, newSubscription: { toJSON: () => (${JSON.stringify({ endpoint, keys })}) } })`,
    );
    await record();
    expect(push.received).toHaveLength(1);
    await context.close();
  });

  test("a page whose browser has got a new address unnoticed moves the subscription, and a reader stops one of several", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    for (const crossing of ["lukeville", "sasabe"]) {
      await page.goto(`${service.url}/${crossing}`);
      await subscribe(opened);
    }
    push.received.length = 0;
    const device = JSON.parse(String(await page.evaluate("localStorage.getItem('device')")));
    await page.evaluate(`localStorage.setItem("device", '${JSON.stringify(push.move(device))}')`);
    await page.goto(`${service.url}/tell-me`);
    await page.getByRole("button", { name: "Stop: About: Sasabe" }).click();
    await page.getByText("Stopped. This device is still told about the others.").waitFor();
    await page.getByRole("button", { name: "Stop: About: Lukeville" }).waitFor();
    expect(await page.getByRole("button", { name: "Stop: About: Sasabe" }).count()).toBe(0);
    await record();
    expect(push.received).toHaveLength(1);
    await context.close();
  });

  test("the page says plainly that the browser blocks notifications, and that they need JavaScript", async () => {
    const blocked = await open([]);
    await blocked.page.goto(`${service.url}/tell-me?crossing=lukeville`);
    await blocked.page.getByText("Notifications of this page are blocked").waitFor();
    expect(await blocked.page.getByRole("button", { name: "Tell me on this device" }).isDisabled()).toBe(true);
    await expectSound(blocked.page);
    await blocked.context.close();

    const { context, page } = await open([]);
    await context.addInitScript(
      "Object.defineProperty(Notification, 'permission', { get: () => 'default' }), Notification.requestPermission = async () => window.answer",
    );
    await page.goto(`${service.url}/tell-me?crossing=lukeville`);
    for (const [answer, words] of [
      ["default", "You have not answered the browser's question"],
      ["denied", "Notifications of this page are blocked"],
    ] as const) {
      await page.evaluate(`window.answer = '${answer}'`);
      await page.getByRole("button", { name: "Tell me on this device" }).click();
      await page.getByText(words).waitFor();
    }
    await expectSound(page);
    expect(await page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it === undefined)")).toBe(true);
    await context.close();

    const plain = await browser.newContext({ javaScriptEnabled: false, locale: "es-MX" });
    const without = await plain.newPage();
    await without.goto(`${service.url}/tell-me`);
    await without.getByText("necesitan JavaScript").waitFor();
    expect(await without.getByRole("button", { name: "Avísenme en este aparato" }).isDisabled()).toBe(true);
    await plain.close();
  });

  test("the form is valid HTML and accessible with both choices, and only e-mail asks for an address", async () => {
    const mailbox = await startMailbox();
    const both = await loanService({ settings: { ...mailSettings(mailbox), PUSH_PRIVATE_ADDRESSES: "on" } });
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: { "long-title": "off", "form-dup-name": ["error", { shared: ["radio", "checkbox", "button"] }] },
    });
    const { context, page } = await open(["notifications"]);
    for (const path of ["/tell-me?crossing=lukeville", "/tell-me?lang=es", "/tell-me/device", "/lukeville"]) {
      const { text } = await both.ask(path, { headers: { accept: "text/html" } });
      const { results } = await validator.validateString(text);
      expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`))).toEqual([]);
    }
    await page.goto(`${both.url}/tell-me?crossing=lukeville`);
    expect(await page.getByLabel("E-mail address").isVisible()).toBe(true);
    await page.getByLabel("Tell me on this device").check();
    expect(await page.getByLabel("E-mail address").isVisible()).toBe(false);
    await expectSound(page);
    await page.getByRole("button", { name: "Tell me on this device" }).click();
    await page.getByText("About: Lukeville").waitFor();
    await page.getByRole("button", { name: "Stop: About: Lukeville" }).click();
    await page.getByText("Stopped. The address of this device has been deleted.").waitFor();
    expect(await page.evaluate("localStorage.getItem('device')")).toBeNull();
    await context.close();
    await both.release();
    await mailbox.die();
  });

  test("without a connection, the worker still shows the last board, and notifications", async () => {
    const own = await loanService({ settings: pushSettings(makeLogKey()) });
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${own.url}/lukeville?lang=en`);
    await page.locator("#tell-me > summary").click();
    await page.getByRole("button", { name: "Tell me on this device" }).click();
    await page.waitForURL("**/tell-me/device*");
    push.received.length = 0;
    await own.webhooks.sendDue();
    await page.goto(`${own.url}/?lang=en`);
    await eventually(async () => expect(await page.evaluate("caches.match('/offline').then(Boolean)")).toBe(true));
    const deliver = await deliverer(opened, push);
    await own.release();
    await page.goto(`${own.url}/sasabe?lang=en`);
    expect(await page.locator("h1").innerText()).toMatch(/^As of .*no connection$/);
    await deliver();
    const welcome = [expect.objectContaining({ title: "You will be told: Lukeville" })];
    await eventually(async () => expect(await shownIn(page)).toEqual(welcome));
    await context.close();
  });
});
