import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../../src/root.ts";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { blackAndWhite, expectToldApart } from "../../support/forced-colours.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

const AREAS: string[] = JSON.parse(readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8")).map(
  ({ slug }: { slug: string }) => slug,
);

/** Embedded pages in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("in the frame of another site,", () => {
  let service: LoanedService;
  let browser: Browser;
  let page: Page;
  let other: { url: string; server: Server };
  /** Contents of the other site, which has a port of its own and is therefore another origin. */
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

  test("an embedded page is shown with its own style and script, and no other page is shown", async () => {
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
    const { body } = await service.post(
      "/v1/reports",
      soundReport({ crossing: "naco", effectiveAt: "2026-11-24" }),
      key,
    );
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator(".modes", { hasText: "Suspended since 24 Nov" }).waitFor();
    await page.context().setOffline(true);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator("#stale", { hasText: "Connection lost" }).waitFor();
    expect(await page.locator(".asof").innerText()).toContain("As of 24 Nov 2026 15:0");
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("an embedded page has icons that can be told apart in forced colours, whatever its theme", async () => {
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
    await page.goto(`${service.url}/embed/board?theme=light`);
    const icons = page.locator(".tally svg.mark");
    const kinds = await icons.evaluateAll((all) => all.map((each) => each.getAttribute("class") ?? ""));
    expect(kinds.length).toBeGreaterThan(1);
    expectToldApart(await blackAndWhite(page, icons), kinds);
  });

  test("the size in the code to copy has room for the answers of all crossings in both languages, and longer answers scroll", async () => {
    const { body } = await service.ask("/v1/crossings");
    const all: { slug: string; services: { mode: string; direction: string }[] }[] = body.crossings;
    const code = (await service.ask("/donna?lang=es", { headers: { accept: "text/html" } })).text;
    const [width, height] = /width=&quot;(\d+)&quot; height=&quot;(\d+)&quot;/.exec(code)?.slice(1).map(Number) ?? [];
    const viewport = { width: width ?? 0, height: height ?? 0 };
    const context = await browser.newContext({ viewport, bypassCSP: true });
    const frame = await context.newPage();
    await frame.goto(`${service.url}/embed/donna`);
    /** Returns the sizes that the frames need. The pages are shown one after another without loading each in full. */
    const measure = () => {
      const paths = ["en", "es"].flatMap((language) => all.map(({ slug }) => `/embed/${slug}?lang=${language}`));
      return frame.evaluate<[path: string, width: number, height: number][]>(`(async () => {
        const sizes = [];
        for (const path of ${JSON.stringify(paths)}) {
          const answer = await fetch(path, { headers: { accept: "text/html" }, cache: "no-store" });
          document.documentElement.innerHTML = await answer.text();
          const { scrollWidth, scrollHeight } = document.documentElement;
          sizes.push([path, scrollWidth, scrollHeight]);
        }
        return sizes;
      })()`);
    };
    const tooLarge = (sizes: Awaited<ReturnType<typeof measure>>) =>
      sizes.filter(([, wide, high]) => wide > (width ?? 0) || high > (height ?? 0));
    const key = await service.keyFor("desk of sizes", "recorder");
    const post = async (reason: string, changes: object[]): Promise<string> => {
      const posted = await service.post("/v1/reports", { ...soundReport({}, { reason }), changes }, key);
      expect([reason, posted.status]).toEqual([reason, 201]);
      return posted.body.id;
    };
    const withdraw = (id: string) => service.post(`/v1/reports/${id}/retraction`, { note: "A test" }, key);
    const times = { effectiveAt: "2026-11-20T18:30:00Z", expectedUntil: "2026-12-14T14:00:00Z" };

    expect(tooLarge(await measure())).toEqual([]);
    const whole = await post(
      "counterpart",
      all.map(({ slug }) => ({ crossing: slug, status: "suspended", ...times })),
    );
    const suspended = await measure();
    expect(tooLarge(suspended)).toEqual([]);
    // The longest answers need nearly the whole size.
    expect(Math.max(...suspended.map(([, , high]) => high))).toBeGreaterThan((height ?? 0) - 40);
    await withdraw(whole);

    const parts: string[] = [];
    for (const [mode, reason] of [
      ["pedestrian", "public_health"],
      ["passenger", "construction"],
      ["commercial", "counterpart"],
    ] as const) {
      const those = all.filter(({ services }) => services.some((each) => each.mode === mode));
      parts.push(
        await post(
          reason,
          those.map(({ slug }) => ({ crossing: slug, modes: [mode], status: "suspended", ...times })),
        ),
      );
    }
    const sizes = await measure();
    expect(sizes.filter(([, wide]) => wide > (width ?? 0))).toEqual([]);
    expect(tooLarge(sizes).length).toBeGreaterThan(0);
    await frame.goto(`${service.url}/embed/laredo-colombia?lang=es&ref=end`);
    await frame.mouse.move(100, 100);
    await frame.mouse.wheel(0, 2000);
    await frame.waitForFunction("scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1");
    for (const id of parts) await withdraw(id);
    await context.close();
  }, 240_000);

  test("the size in the code to copy shows all answers of most areas, and the time of those of every area", async () => {
    const large: string[] = [];
    for (const language of ["en", "es"])
      for (const slug of AREAS) {
        const headers = { accept: "text/html" };
        const code = (await service.ask(`/${slug}?lang=${language}`, { headers })).text;
        const [width = 0, height = 0] =
          /width=&quot;(\d+)&quot; height=&quot;(\d+)&quot;/.exec(code)?.slice(1).map(Number) ?? [];
        expect([slug, width, height <= 680]).toEqual([slug, 320, true]);
        await page.setViewportSize({ width, height });
        await page.goto(`${service.url}/embed/${slug}?lang=${language}`);
        const time = await page.locator(".asof").boundingBox();
        expect(time === null ? undefined : time.y + time.height).toBeLessThan(height / 2);
        const high = await page.evaluate<number>("document.documentElement.scrollHeight");
        if (high > height) large.push(`${slug} ${language}`);
      }
    const crowded = ["san-diego-tijuana", "rio-grande-valley", "el-paso-juarez"];
    expect(large).toEqual(["en", "es"].flatMap((language) => crowded.map((slug) => `${slug} ${language}`)));
  }, 60_000);

  test.each(["/embed/lukeville", "/embed/laredo", "/embed/board?lang=es", "/embed/nowhere-at-all"])(
    "%s passes the axe checks, and fits a frame of 320 pixels",
    async (path) => {
      await page.goto(`${service.url}${path}`);
      await expectSound(page);
    },
  );
});
