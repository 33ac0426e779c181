import type { Browser } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import { launchBrowser } from "./browser.ts";
import { makeLogKey } from "./mailbox.ts";
import { type OpenedBrowser, openPushBrowser } from "./push-browser.ts";
import { type PushService, pushSettings, startPushService } from "./push-service.ts";
import { type LoanedService, loanService, soundReport } from "./service.ts";

/** A service, a push service and a browser that subscribes to it, for the tests of a file. */
export interface UsedPushBrowser {
  readonly service: LoanedService;
  readonly push: PushService;
  readonly browser: Browser;
  /** Key of a recorder. */
  readonly key: string;
  open(permissions: string[]): Promise<OpenedBrowser>;
  /** Subscribes on the page of a crossing, and sends the first message. */
  subscribe(opened: OpenedBrowser): Promise<void>;
  /** Records a report on Lukeville that took effect within the last hour, and sends what it tells. Returns its id. */
  record(change?: Record<string, unknown>): Promise<string>;
}

/** Starts all parts before the first test, and stops them after the last. After each test, all subscriptions end. */
export function usePushBrowser(): UsedPushBrowser {
  let used: Pick<UsedPushBrowser, "service" | "push" | "browser" | "key"> | undefined;
  let reports = 0;
  const begun = () => {
    if (used === undefined) throw new Error("the browser is available only after the tests have begun");
    return used;
  };
  beforeAll(async () => {
    const push = await startPushService();
    const [service, browser] = await Promise.all([
      loanService({ settings: { ...pushSettings(makeLogKey()), TRUST_PROXY: "1" } }),
      launchBrowser(),
    ]);
    used = { push, service, browser, key: await service.keyFor("desk", "recorder") };
  });
  afterAll(async () => {
    expect(used?.push.faults).toEqual([]);
    await used?.browser.close();
    await used?.service.release();
    await used?.push.die();
  });
  afterEach(async () => {
    const { push, service } = begun();
    push.received.length = 0;
    await connectionsOf(service.ctx.db).pool.query(
      "UPDATE subscription SET state = 'ended', stopped_at = now() WHERE holder IS NULL",
    );
  });
  return {
    get service() {
      return begun().service;
    },
    get push() {
      return begun().push;
    },
    get browser() {
      return begun().browser;
    },
    get key() {
      return begun().key;
    },
    open: (permissions) => openPushBrowser(begun().browser, begun().push, permissions),
    async subscribe({ page }) {
      await page.locator("#tell-me > summary").click();
      await page.getByRole("button", { name: "Tell me on this device" }).click();
      await page.waitForURL("**/tell-me/device*");
      await begun().service.webhooks.sendDue();
    },
    async record(change = {}) {
      const { service, key } = begun();
      const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 60 - reports++ }));
      const { body } = await service.post("/v1/reports", soundReport({ effectiveAt, ...change }), key);
      await service.webhooks.sendDue();
      return body.id;
    },
  };
}
