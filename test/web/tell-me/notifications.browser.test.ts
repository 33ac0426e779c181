import { Temporal } from "temporal-polyfill";
import { CHROMIUM } from "../../support/browser.ts";
import { eventually } from "../../support/eventually.ts";
import { deliverer, shownIn } from "../../support/push-browser.ts";
import { usePushBrowser } from "../../support/use-push-browser.ts";

/** Notifications in a real browser. Skipped without one. */
(CHROMIUM === undefined ? describe.skip : describe)("the notifications of a device", () => {
  const used = usePushBrowser();
  const { open, subscribe, record } = used;

  /** Subscribes a browser on the page of Lukeville, and takes its first message from the push service. */
  const follow = async () => {
    const opened = await open(["notifications"]);
    await opened.page.goto(`${used.service.url}/lukeville`);
    await subscribe(opened);
    return { ...opened, welcome: used.push.received.splice(0), deliver: await deliverer(opened, used.push) };
  };

  test("a newer answer about the same services takes the place of the older one, also if they come in the wrong order, and twice", async () => {
    const { context, page, deliver } = await follow();
    await record();
    const withdrawn = await record({ status: "open" });
    const [first, second] = used.push.received.splice(0);
    await deliver([second, second, first]);
    const reopened = [expect.objectContaining({ title: expect.stringMatching(/^Lukeville: open/) })];
    await eventually(async () => expect(await shownIn(page)).toEqual(reopened));
    // The withdrawal takes the wrong word from the screen.
    await used.service.post(`/v1/reports/${withdrawn}/retraction`, { note: "It was another bridge" }, used.key);
    await used.service.webhooks.sendDue();
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
    const { context, page, deliver } = await follow();
    const titles = async () => (await shownIn(page)).map(({ title }) => title);
    await record({ modes: ["passenger", "pedestrian"] });
    used.push.received.length = 0;
    await record({ modes: ["passenger", "pedestrian"], status: "open" });
    const [opening] = used.push.received.splice(0);
    // One of the two services.
    await record({ modes: ["pedestrian"] });
    const [closing] = used.push.received.splice(0);
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
    const { context, page, deliver } = await follow();
    await record();
    const [message] = used.push.received.splice(0);
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
    const { context, welcome, deliver } = await follow();
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
    expect(await clicked("")).toEqual([`${used.service.url}/lukeville?lang=en`]);
    await context.close();
  });
});
