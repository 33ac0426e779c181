import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { blackAndWhite, expectToldApart } from "../../support/forced-colours.ts";
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

  test("an embedded page has icons that can be told apart in forced colours, whatever its theme", async () => {
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
    await page.goto(`${service.url}/embed/board?theme=light`);
    const icons = page.locator(".tally svg.mark");
    const kinds = await icons.evaluateAll((all) => all.map((each) => each.getAttribute("class") ?? ""));
    expect(kinds.length).toBeGreaterThan(1);
    expectToldApart(await blackAndWhite(page, icons), kinds);
  });

  test.each(["/embed/lukeville", "/embed/board?lang=es", "/embed/nowhere-at-all"])(
    "%s has no violation that axe finds, and fits a frame of 320 pixels",
    async (path) => {
      await page.goto(`${service.url}${path}`);
      await expectSound(page);
    },
  );
});
