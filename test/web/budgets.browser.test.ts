import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContextOptions, Page } from "playwright-core";
import { CHROMIUM } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { usePages } from "../support/use-pages.ts";

const PHONE = { viewport: { width: 390, height: 844 } };

/** Limits of the pages that readers open first. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the board and the page of a crossing", () => {
  const used = usePages(PHONE, ({ clock }) => clock.set("2026-11-24T22:00:00Z"));

  async function withPage<Result>(
    options: BrowserContextOptions,
    use: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const context = await used.browser.newContext({ ...PHONE, ...options });
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  /** Returns the bytes that a browser loads, as sent, for pages that it opens one after the other. */
  async function weightOf(...paths: string[]): Promise<number> {
    let bytes = 0;
    await withPage({ serviceWorkers: "block" }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      for (const path of paths) {
        await page.goto(`${used.service.url}${path}`, { waitUntil: "load" });
        await page.waitForTimeout(300);
      }
    });
    return bytes;
  }

  test.each(["/", "/lukeville", "/san-ysidro?lang=es"])(
    "%s weighs at most 60 KB with all that it loads, including what it stores for use without a connection",
    async (path) => {
      const all = await weightOf(path, "/offline", "/service-worker.js");
      expect(all).toBeLessThan(60_000);
    },
  );

  test.each(["/", "/laredo", "/lukeville", "/san-ysidro?lang=es", "/history/december-2023"])(
    "%s does not shift while it loads and updates",
    async (path) => {
      await withPage({}, async (page) => {
        await page.addInitScript(
          "window.shift = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shift += value; }).observe({ type: 'layout-shift', buffered: true });",
        );
        await page.goto(`${used.service.url}${path}`, { waitUntil: "load" });
        await page.waitForTimeout(500);
        expect(await page.evaluate("window.shift")).toBe(0);
        // The observer notices a real shift.
        await page.evaluate("document.querySelector('main').style.paddingTop = '200px'");
        await eventually(async () => expect(await page.evaluate("window.shift")).toBeGreaterThan(0));
      });
    },
  );

  /** Returns the milliseconds until a page first shows its contents on a slow connection, without scripts. */
  const paintMs = (url: string): Promise<number> =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      // The conditions of a fast 3G connection in Chromium's developer tools.
      const kilobits = (n: number) => (n * 1024) / 8;
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 562.5,
        downloadThroughput: kilobits(1440),
        uploadThroughput: kilobits(675),
      });
      await page.goto(url, { waitUntil: "load" });
      return eventually(async () => {
        const times = await page.evaluate<number[]>(
          "performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime)",
        );
        expect(times).toHaveLength(1);
        return times[0] ?? 0;
      });
    });

  test("show their contents on a 3G phone without scripts in at most three times the time of a bare page of the same size", async () => {
    const bare = await serveBare(await weightOf("/"));
    try {
      const { port } = bare.address() as AddressInfo;
      // A bare page shows its first words after one round trip, ours after two: the page and its style.
      const runs = async (url: string) => {
        const times = [await paintMs(url), await paintMs(url), await paintMs(url)];
        return Math.min(...times);
      };
      const least = await runs(`http://127.0.0.1:${port}/`);
      expect(least).toBeGreaterThan(500);
      for (const path of ["/", "/lukeville"])
        expect((await runs(`${used.service.url}${path}`)) / least).toBeLessThan(3);
    } finally {
      bare.close();
    }
  }, 60_000);
});

/** Serves a page of text of the given size, without styles or scripts. */
async function serveBare(bytes: number): Promise<Server> {
  const text = randomBytes(bytes).toString("base64").slice(0, bytes);
  const server = createServer((_req, res) => {
    res.setHeader("Content-Type", "text/html; charset=utf-8").end(`<!DOCTYPE html><title>Bare</title><p>${text}</p>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}
