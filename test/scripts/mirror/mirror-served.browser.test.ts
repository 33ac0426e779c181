import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { mirrorOnce } from "../../support/mirror/mirror-process.ts";
import { STATIC_SERVERS, type StaticServer } from "../../support/mirror/static-server.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

/** A crossing whose services are open around the clock. */
const OPEN = "san-ysidro";

let browser: Browser | undefined;
let service: LoanedService;
let folder: string;
beforeAll(async () => {
  if (CHROMIUM !== undefined) browser = await launchBrowser();
  service = await loanService();
  folder = mkdtempSync(join(tmpdir(), "garita-served-"));
  const key = await service.keyFor("desk", "recorder");
  const since = String(Temporal.Now.instant().subtract({ hours: 1 }).round("second"));
  const report = soundReport(
    { crossing: OPEN, modes: undefined, directions: undefined, status: "open", effectiveAt: since },
    { reason: undefined },
  );
  Object.assign(report.source, { publishedAt: since });
  const { status } = await service.post("/v1/reports", report, key);
  expect(status).toBe(201);
  expect(await mirrorOnce(folder, "--from", service.url, "--live", "https://garita.example")).toMatchObject({
    code: 0,
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await service.release();
  rmSync(folder, { recursive: true });
});

const newContext = (options: BrowserContextOptions): Promise<BrowserContext> => {
  if (browser === undefined) throw new Error("there is no browser");
  return browser.newContext(options);
};

const pages = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".html"))
    .sort();

test("every link in the mirror leads to a file of the mirror, or to another host", () => {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));
  const broken: string[] = [];
  for (const file of pages()) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, link = ""] of text.matchAll(/<[^>]*\s(?:href|src)="([^"]*)"/g)) {
      if (/^(https?:|#)/.test(link)) continue;
      const { host, pathname } = new URL(link, `http://mirror/base/${file}`);
      if (host !== "mirror" || !pathname.startsWith("/base/") || !files.has(pathname.slice("/base/".length)))
        broken.push(`${file}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
  expect(pages().length).toBeGreaterThan(300);
});

const SERVERS = Object.entries(STATIC_SERVERS);
/** The server on which all checks of the pages run: nginx, if it is installed. */
const CHECKED = SERVERS.find(([, { isInstalled }]) => isInstalled())?.[0];

describe.each(SERVERS)("served by %s,", (name, { isInstalled, start }) => {
  if (!isInstalled()) return test.skip(`the mirror is not tested, because ${name} is not installed`, () => undefined);
  let server: StaticServer;
  beforeAll(async () => {
    server = await start(folder);
  });
  afterAll(() => server.stop());

  test("each page and file of the mirror is found, with a media type that browsers accept", async () => {
    const typeOf = async (path: string) => {
      const answer = await fetch(`${server.url}/${path}`);
      await answer.body?.cancel();
      return [answer.status, answer.headers.get("content-type")?.replace(/;.*/, "")];
    };
    expect(await typeOf("")).toEqual([200, "text/html"]);
    expect(await typeOf("es/lukeville.html")).toEqual([200, "text/html"]);
    expect(await typeOf("history/december-2023.html")).toEqual([200, "text/html"]);
    expect(await typeOf("v1/crossings/lukeville/status.json")).toEqual([200, "application/json"]);
    expect(await typeOf("mirror.json")).toEqual([200, "application/json"]);
    expect((await typeOf("nowhere"))[0]).toBe(404);
  });

  test("the addresses of the service lead to the pages", async () => {
    for (const path of ["lukeville", "es/lukeville", "laredo", "history", "history/2023", "about"]) {
      let [url, text] = [`${server.url}/${path}`, ""];
      for (let refresh: string | undefined = ""; refresh !== undefined; ) {
        const answer = await fetch(url);
        text = await answer.text();
        expect([path, answer.status]).toEqual([path, 200]);
        refresh = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(text)?.[1];
        if (refresh !== undefined) url = new URL(refresh, answer.url).href;
      }
      expect(text).toContain('id="copy"');
      expect(new URL(url).pathname.replace(".html", "")).toBe(`/${path}`);
    }
  });

  (CHROMIUM === undefined ? describe.skip : describe)("in a browser,", () => {
    const opened: Page[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((page) => page.context().close()));
    });
    const open = async (path: string, options: { javaScriptEnabled?: boolean; later?: number } = {}): Promise<Page> => {
      const { later = 0, ...context } = options;
      const page = await (await newContext({ locale: "en-US", ...context })).newPage();
      opened.push(page);
      if (later !== 0) await page.clock.install({ time: Date.now() + later * 60_000 });
      await page.goto(`${server.url}/${path}`, { waitUntil: "load" });
      return page;
    };

    test("links lead from page to page, and to the other language", async () => {
      const page = await open("");
      await page.locator(`.list [data-slug="${OPEN}"] > p > a`).click();
      expect(await page.locator("h1").innerText()).toContain("San Ysidro");
      await page.getByRole("link", { name: "Español" }).click();
      expect(await page.locator("html").getAttribute("lang")).toBe("es");
      await page.getByRole("link", { name: "Todos los cruces" }).click();
      expect(await page.locator("html").getAttribute("lang")).toBe("es");
      await page.locator("footer a[href*='history']").click();
      await page.getByRole("link", { name: "2023", exact: true }).click();
      expect(new URL(page.url()).pathname).toBe("/es/history/2023.html");
    });

    // The pages are the same on every server.
    if (name !== CHECKED) return;

    test.each([
      "index.html",
      "es/index.html",
      "lukeville.html",
      `es/${OPEN}.html`,
      "laredo.html",
      "about.html",
      "history.html",
      "history/december-2023.html",
    ])(
      "%s loads only files of the mirror, without an error, passes the axe checks, and fits at 320 and 1280 pixels",
      async (path) => {
        const page = await (await newContext({ viewport: { width: 390, height: 844 } })).newPage();
        opened.push(page);
        const hosts = new Set<string>();
        const errors: string[] = [];
        page.on("request", (request) => hosts.add(new URL(request.url()).origin));
        page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
        page.on("pageerror", (error) => errors.push(error.message));
        page.on("response", (response) => response.status() >= 400 && errors.push(response.url()));
        await page.goto(`${server.url}/${path}`, { waitUntil: "load" });
        expect([[...hosts], errors]).toEqual([[server.url], []]);
        await expectSound(page);
      },
      30_000,
    );

    test("a fresh copy states its age, and says in the past tense that a crossing was open", async () => {
      const page = await open(`${OPEN}.html`, { later: 4 });
      expect(await page.locator("h1").innerText()).toMatch(/^San Ysidro was open/);
      expect(await page.locator("#copy-age").innerText()).toMatch(/^It is \d min old\.$/);
      expect(await page.locator(".answer svg.mark.open").count()).toBeGreaterThan(0);
    });

    test.each([
      ["20 minutes later", 20, /^It is out of date: (19|20|21|22) min old\./],
      ["a month later", 43_200, /^It is out of date: 30 days old\./],
      ["on a device whose clock is behind", -600, /^Its age is not known, because the clock of this device is wrong\./],
    ])("%s, the copy is out of date, and no icon says that a crossing is open", async (_, later, age) => {
      for (const path of [`${OPEN}.html`, "index.html", "san-diego-tijuana.html"]) {
        const page = await open(path, { later });
        expect(await page.locator("#copy-age").innerText()).toMatch(age);
        expect(await page.locator("main .mark:is(.open, .limited)").count()).toBe(0);
        expect(await page.locator("main use[href='#mark-open'], main use[href='#mark-limited']").count()).toBe(0);
      }
    });

    test("a page that stays open says when it goes out of date", async () => {
      const page = await open(`${OPEN}.html`, { later: 5 });
      expect(await page.locator("#copy-age").innerText()).not.toContain("out of date");
      await page.clock.fastForward("20:00");
      expect(await page.locator("#copy-age").innerText()).toContain("out of date");
      expect(await page.locator("main .mark.open").count()).toBe(0);
    });

    test("without scripts, a page says the same in words", async () => {
      const page = await open(`${OPEN}.html`, { javaScriptEnabled: false });
      expect(await page.locator("h1").innerText()).toMatch(/^San Ysidro was open/);
      expect(await page.title()).toMatch(/^San Ysidro on \d+ \w+ \d{4} at \d\d:\d\d: was open/);
      const notice = await page.locator("#copy").innerText();
      expect(notice).toMatch(
        /^This page is a copy, made on .* P[SD]T\. .* After 15 minutes, the copy is out of date\./,
      );
      expect(notice).toContain(`https://garita.example/${OPEN}?lang=en`);
      expect(await page.locator("main").innerText()).not.toMatch(/\b(is|are) open\b|open now/i);
    });
  });
});
