import type { Browser, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

/** Tests what a browser shows once the service cannot be reached. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("without a connection, a browser", () => {
  let service: LoanedService;
  let browser: Browser;
  let page: Page;
  const seenAt = Temporal.Now.instant().subtract({ hours: 3, minutes: 5 });
  beforeAll(async () => {
    [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    service.clock.set(String(seenAt));
    page = await browser.newPage({ viewport: { width: 390, height: 844 }, timezoneId: "America/Tijuana" });
    await page.goto(`${service.url}/?lang=en`);
    await eventually(async () => expect(await keptPaths()).toContain("/offline"));
  });
  afterAll(() => browser.close());
  const keptPaths = (): Promise<string[]> =>
    page.evaluate(
      "caches.open('garita-offline').then(async (store) => (await store.keys()).map(({ url }) => new URL(url).pathname))",
    );

  test("has stored one page, its style, its icon and its scripts, and no page that says what is open now", async () => {
    const kinds = (await keptPaths()).map((path) => path.replace(/^.*\./, "")).toSorted();
    expect(kinds).toEqual(["/offline", "css", "css", "js", "js", "svg"]);
  });

  test("keeps the copy in the language of the last page when an open page renews itself", async () => {
    const kept = () => page.evaluate("caches.match('/offline').then((copy) => copy?.headers.get('content-language'))");
    const [worker] = page.context().serviceWorkers();
    for (const language of ["es", "en"]) {
      await page.goto(`${service.url}/?lang=${language}`);
      await eventually(async () => expect(await kept()).toBe(language));
      // The renewal of an open page asks a worker that has lost its memory, as after a pause, to make the copy.
      await worker?.evaluate("keptAt = 0, keptLanguage = undefined, keep()");
      expect(await kept()).toBe(language);
    }
  });

  test("shows the last board in the past tense, with its age in the heading, once the service has stopped", async () => {
    const { url } = service;
    await service.release();
    await page.goto(`${url}/lukeville?lang=en`);
    const time = seenAt.toZonedDateTimeISO("America/Tijuana").toPlainTime().toString({ smallestUnit: "minute" });
    const heading = page.locator("h1");
    expect(await heading.innerText()).toMatch(
      new RegExp(`^As of (\\d+ \\w+, |\\w+ \\d+, )?${time}, 3 h ago; no connection$`),
    );
    expect(await page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")).toBeGreaterThan(
      28,
    );
    const rows = await page.locator("#kept li").allInnerTexts();
    expect(rows.length).toBeGreaterThan(50);
    expect(rows[0]).toMatch(/^Lukeville /);
    expect(rows.filter((row) => / (is|are) (?!open on record)/.test(row))).toEqual([]);
    expect(await page.locator("main").innerText()).not.toMatch(/open now/i);
    expect(await page.getByRole("button", { name: "Try again" }).isVisible()).toBe(true);
    await expectSound(page);
    await page.goto(`${url}/desk`).then(
      () => expect("the desk").toBe("not shown"),
      (error) => expect(String(error)).toMatch(/ERR_CONNECTION_REFUSED/),
    );
  });
});
