import { HtmlValidate } from "html-validate";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { mailSettings, makeLogKey, startMailbox } from "../support/mailbox.ts";
import { deliverer, shownIn } from "../support/push-browser.ts";
import { pushSettings } from "../support/push-service.ts";
import { loanService } from "../support/service.ts";
import { usePushBrowser } from "../support/use-push-browser.ts";

/** Push messages in a real browser. Skipped without one. */
(CHROMIUM === undefined ? describe.skip : describe)("push messages in a browser", () => {
  const used = usePushBrowser();
  const { open, subscribe, record } = used;

  test("a reader subscribes on the page of a crossing, sees notifications, finds the subscription again, and stops", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${used.service.url}/lukeville`);
    await subscribe(opened);
    await page.getByText("This device will be told").waitFor();
    await page.getByText("About: Lukeville").waitFor();
    await expectSound(page);
    const deliver = await deliverer(opened, used.push);
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

    await page.goto(`${used.service.url}/lukeville`);
    await page.locator("#tell-me > summary").click();
    await page.getByText("About: Lukeville").waitFor();
    await expectSound(page);
    await page.getByRole("button", { name: "Stop: About: Lukeville" }).click();
    await page.locator("#tell-device[hidden] ~ p", { hasText: "Stopped. The address of this device" }).waitFor();
    await record({ status: "open" });
    expect(used.push.received).toEqual([]);
    await context.close();
  });

  test("a worker whose browser gets a new address moves the subscription to it", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    await page.goto(`${used.service.url}/lukeville`);
    await subscribe(opened);
    used.push.received.length = 0;
    const device = JSON.parse(String(await page.evaluate("localStorage.getItem('device')")));
    const { endpoint, ...keys } = used.push.move(device);
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(
      `moveDevice({ oldSubscription: null, newSubscription: { toJSON: () => (${JSON.stringify({ endpoint, keys })}) } })`,
    );
    await record();
    expect(used.push.received).toHaveLength(1);
    await context.close();
  });

  test("a page whose browser has got a new address unnoticed moves the subscription, and a reader stops one of several", async () => {
    const opened = await open(["notifications"]);
    const { context, page } = opened;
    for (const crossing of ["lukeville", "sasabe"]) {
      await page.goto(`${used.service.url}/${crossing}`);
      await subscribe(opened);
    }
    used.push.received.length = 0;
    const device = JSON.parse(String(await page.evaluate("localStorage.getItem('device')")));
    await page.evaluate(`localStorage.setItem("device", '${JSON.stringify(used.push.move(device))}')`);
    await page.goto(`${used.service.url}/tell-me`);
    await page.getByRole("button", { name: "Stop: About: Sasabe" }).click();
    await page.getByText("Stopped. This device is still told about the others.").waitFor();
    await page.getByRole("button", { name: "Stop: About: Lukeville" }).waitFor();
    expect(await page.getByRole("button", { name: "Stop: About: Sasabe" }).count()).toBe(0);
    await record();
    expect(used.push.received).toHaveLength(1);
    await context.close();
  });

  test("the page says plainly that the browser blocks notifications, and that they need JavaScript", async () => {
    const blocked = await open([]);
    await blocked.page.goto(`${used.service.url}/tell-me?crossing=lukeville`);
    await blocked.page.getByText("Notifications of this page are blocked").waitFor();
    expect(await blocked.page.getByRole("button", { name: "Tell me on this device" }).isDisabled()).toBe(true);
    await expectSound(blocked.page);
    await blocked.context.close();

    const { context, page } = await open([]);
    await context.addInitScript(
      "Object.defineProperty(Notification, 'permission', { get: () => 'default' }), Notification.requestPermission = async () => window.answer",
    );
    await page.goto(`${used.service.url}/tell-me?crossing=lukeville`);
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

    const plain = await used.browser.newContext({ javaScriptEnabled: false, locale: "es-MX" });
    const without = await plain.newPage();
    await without.goto(`${used.service.url}/tell-me`);
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
    used.push.received.length = 0;
    await own.webhooks.sendDue();
    await page.goto(`${own.url}/?lang=en`);
    await eventually(async () => expect(await page.evaluate("caches.match('/offline').then(Boolean)")).toBe(true));
    const deliver = await deliverer(opened, used.push);
    await own.release();
    await page.goto(`${own.url}/sasabe?lang=en`);
    expect(await page.locator("h1").innerText()).toMatch(/^As of .*no connection$/);
    await deliver();
    const welcome = [expect.objectContaining({ title: "You will be told: Lukeville" })];
    await eventually(async () => expect(await shownIn(page)).toEqual(welcome));
    await context.close();
  });
});
