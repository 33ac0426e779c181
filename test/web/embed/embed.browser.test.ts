import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

/** Embedded pages in a real browser. Skipped without one. */
(CHROMIUM === undefined ? describe.skip : describe)("in the frame of another site,", () => {
  let service: LoanedService;
  let browser: Browser;
  let page: Page;
  let other: { url: string; server: Server };
  /** Contents of the other site. It has a port of its own, and is therefore another origin. */
  let contents = "";
  beforeAll(async () => {
    const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(contents));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    other = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
    [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    service.clock.set("2026-11-24T22:00:00Z");
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    other.server.close();
    await service.release();
  });

  test("an embedded page is shown with its own style and script, and any other page is not shown", async () => {
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") refused.push(message.text());
    });
    contents = `<iframe id="small" src="${service.url}/embed/lukeville?theme=dark&lang=en"></iframe><iframe id="board" src="${service.url}/embed/board"></iframe>`;
    await page.goto(other.url);
    const frame = page.frameLocator("#small");
    expect(await frame.locator("h1 a").innerText()).toBe("Lukeville");
    const embedded = page.frames().find((each) => each.url().includes("/embed/lukeville"));
    expect(await embedded?.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(28, 32, 36)");
    expect(await page.frameLocator("#board").locator(".tally li").count()).toBeGreaterThan(1);
    expect(refused).toEqual([]);
    contents = `<iframe id="whole" src="${service.url}/lukeville"></iframe>`;
    await page.goto(other.url);
    expect(await page.frameLocator("#whole").locator(".answer").count()).toBe(0);
    expect(refused.join()).toMatch(/frame-ancestors|X-Frame-Options|refused to connect/i);
  });

  test("an embedded page renews its answer, and says if it cannot", async () => {
    await page.goto(`${service.url}/embed/naco?lang=en`);
    const key = await service.keyFor("desk", "recorder");
    await service.post("/v1/reports", soundReport({ crossing: "naco", effectiveAt: "2026-11-24" }), key);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator(".modes", { hasText: "Suspended since 24 Nov" }).waitFor();
    await page.context().setOffline(true);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator("#stale", { hasText: "Connection lost" }).waitFor();
    expect(await page.locator(".asof").innerText()).toContain("As of 24 Nov 2026 15:0");
  });

  test("the size in the code to copy shows every answer in both languages, now and while everything is restricted", async () => {
    const { body } = await service.ask("/v1/crossings");
    // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
    const all: any[] = body.crossings;
    const key = await service.keyFor("desk of sizes", "recorder");
    const context = await browser.newContext({ javaScriptEnabled: false });
    const frame = await context.newPage();
    const tooLow = async () => {
      const found: unknown[] = [];
      for (const language of ["en", "es"])
        for (const { slug } of all) {
          const code = (await service.ask(`/${slug}?lang=${language}`, { headers: { accept: "text/html" } })).text;
          const [, width, height] = /width=&quot;(\d+)&quot; height=&quot;(\d+)&quot;/.exec(code) ?? [];
          await frame.setViewportSize({ width: Number(width), height: Number(height) });
          await frame.goto(`${service.url}/embed/${slug}?lang=${language}`);
          const needed = await frame.evaluate<number[]>(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]",
          );
          if (needed[0] !== Number(width) || (needed[1] ?? 0) > Number(height)) found.push([slug, language, ...needed]);
        }
      return found;
    };
    expect(await tooLow()).toEqual([]);
    const ids: string[] = [];
    for (const [mode, reason] of [
      ["pedestrian", "public_health"],
      ["passenger", "construction"],
      ["commercial", "counterpart"],
      ["rail", "inspections"],
    ] as const) {
      // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
      const those = all.filter(({ services }) => services.some((each: any) => each.mode === mode));
      const change = (status: string, direction: string, more: object) =>
        those
          // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
          .filter(({ services }) => services.some((s: any) => s.mode === mode && s.direction === direction))
          .map(({ slug }) => ({ crossing: slug, modes: [mode], directions: [direction], status, ...more }));
      const changes = [
        ...change("suspended", "northbound", {
          effectiveAt: "2026-11-20T18:30:00Z",
          expectedUntil: "2026-12-14T14:00:00Z",
        }),
        ...change("closed", "southbound", { effectiveAt: "2026-11-21", expectedUntil: "2026-12-20" }),
      ];
      const posted = await service.post("/v1/reports", { ...soundReport({}, { reason }), changes }, key);
      expect(posted.status).toBe(201);
      ids.push(posted.body.id);
    }
    expect(await tooLow()).toEqual([]);
    for (const id of ids) await service.post(`/v1/reports/${id}/retraction`, { note: "A test" }, key);
    await context.close();
  }, 240_000);

  test.each(["/embed/lukeville", "/embed/laredo", "/embed/board?lang=es", "/embed/nowhere-at-all"])(
    "%s has no violation that axe finds, and fits a frame of 320 pixels",
    async (path) => {
      await page.goto(`${service.url}${path}`);
      await expectSound(page);
    },
  );
});
