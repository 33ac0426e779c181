import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { type LoanedService, loanService } from "./service.ts";

/** A service and a browser for the tests of a file. */
export interface UsedPages {
  readonly service: LoanedService;
  readonly browser: Browser;
  /** Opens a page of the service. The page closes after the test. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Opens a page of the service, and returns what it loaded. */
  openWatched(
    path: string,
    options?: BrowserContextOptions,
    isExpected?: (message: ConsoleMessage) => boolean,
  ): Promise<WatchedPage>;
}

/** A page, and what it had loaded at its `load` event. */
export interface WatchedPage {
  page: Page;
  /** Bytes of all answers as sent, with their compression. */
  bytes: number;
  /** Origins of all requests. */
  hosts: string[];
  /** Texts of the errors on the console, except for expected ones. */
  errors: string[];
}

/**
 * Starts a service and a browser before the first test, and stops both after the last. `options` apply to each page
 * that is opened. `prepare` runs before the first test.
 */
export function usePages(
  options: BrowserContextOptions = {},
  prepare: (service: LoanedService) => unknown = () => undefined,
): UsedPages {
  let used: { service: LoanedService; browser: Browser } | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    used = { service, browser };
    await prepare(service);
  });
  afterAll(async () => {
    await used?.browser.close();
    await used?.service.release();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  const begun = () => {
    if (used === undefined) throw new Error("the pages are available only after the tests have begun");
    return used;
  };
  const newPage = async (more: BrowserContextOptions = {}): Promise<Page> => {
    const context = await begun().browser.newContext({ ...options, ...more });
    contexts.push(context);
    return context.newPage();
  };
  const addressOf = (path: string) => `${begun().service.url}${path}`;
  return {
    get service() {
      return begun().service;
    },
    get browser() {
      return begun().browser;
    },
    async open(path, more) {
      const page = await newPage(more);
      await page.goto(addressOf(path));
      return page;
    },
    async openWatched(path, more, isExpected = () => false) {
      const page = await newPage(more);
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      let bytes = 0;
      const hosts = new Set<string>();
      const errors: string[] = [];
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      page.on("request", (request) => hosts.add(new URL(request.url()).origin));
      page.on("console", (message) => {
        if (message.type() === "error" && !isExpected(message)) errors.push(message.text());
      });
      await page.goto(addressOf(path), { waitUntil: "load" });
      return { page, bytes, hosts: [...hosts], errors };
    },
  };
}
