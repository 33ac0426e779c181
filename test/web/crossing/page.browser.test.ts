import type { Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import { DAY_KINDS } from "../../../src/domain/availability/day-status.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import { saveWaitSamples } from "../../../src/store/feed/wait-samples.ts";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { blackAndWhite, expectToldApart } from "../../support/forced-colours.ts";
import { usePages } from "../../support/use-pages.ts";

const NOW = Temporal.Instant.from("2026-11-24T19:30:00Z");
const BRIDGE: Service = { crossing: "ysleta-zaragoza", mode: "passenger", direction: "northbound" };
const PHONE = { viewport: { width: 390, height: 844 } };

/** The page of a crossing in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the page of a crossing, in a browser,", () => {
  const used = usePages(PHONE, async (service) => {
    service.clock.set(String(NOW));
    // A wait in every hour of the last twelve weeks.
    const samples = Array.from({ length: 84 * 24 }, (_, i) => {
      const hour = Temporal.Instant.from("2026-11-24T19:00:00Z").subtract({ hours: i + 1 });
      return { service: BRIDGE, lane: "standard" as const, hour, minutes: (i * 7) % 90, filedAt: hour };
    });
    await saveWaitSamples(service.ctx.db, samples, { recordedAt: NOW });
    const at = Temporal.Instant.from("2026-11-24T19:00:00Z");
    const lanes = [{ kind: "standard" as const, says: "number" as const, minutes: 45, lanesOpen: 3, at }];
    await storeReadings(service.ctx, [{ service: BRIDGE, lanes, hoursText: null }]);
  });
  const { open } = used;
  const bottomOf = async (page: Page, selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    return box === null ? Number.NaN : box.y + box.height;
  };
  const unfold = (page: Page) =>
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true");

  test("shows the name, the wait and two alternatives on the first screen of a phone, without a script", async () => {
    const page = await open("/ysleta-zaragoza", { javaScriptEnabled: false });
    expect(await bottomOf(page, "h1")).toBeLessThan(300);
    expect(await page.locator(".modes").innerText()).toMatch(/Cars Open now · 45 min wait\s+wait reported 12:00 MST/);
    expect(await bottomOf(page, ".modes")).toBeLessThan(600);
    expect(await bottomOf(page, ".alternatives li:nth-child(2)")).toBeLessThan(844);
    const nearest = await page.locator(".alternatives li").first().innerText();
    expect(nearest).toMatch(/mi \([\d.]+ km\)/);
    await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "History" }).click();
    expect(page.url()).toMatch(/#history$/);
  });

  test("is at most 4,000 pixels high on a phone before anything is unfolded, even for the longest crossing", async () => {
    const { body } = await used.service.ask("/v1/crossings");
    const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
    const shown = new Map<string, number>();
    for (const slug of slugs) {
      const { text } = await used.service.ask(`/${slug}?lang=es`, { headers: { accept: "text/html" } });
      shown.set(slug, text.replace(/<details[\s\S]*?<\/details>|<[^>]+>|\s+/g, "").length);
    }
    const longest = slugs.toSorted((a, b) => (shown.get(b) ?? 0) - (shown.get(a) ?? 0)).slice(0, 6);
    for (const slug of new Set(["ysleta-zaragoza", "lukeville", ...longest]))
      for (const language of ["en", "es"]) {
        const page = await open(`/${slug}?lang=${language}`, { javaScriptEnabled: false });
        const height = await page.evaluate<number>("document.documentElement.scrollHeight");
        expect([slug, language, height, height <= 4_000]).toEqual([slug, language, height, true]);
        await page.context().close();
      }
  }, 120_000);

  test("has a calendar that screen readers read as a table: the month, the day and its status", async () => {
    const page = await open("/lukeville?on=2023-12-20&lang=en");
    const calendar = page.getByRole("table", { name: "2023 day by day: Cars, northbound" });
    expect(await calendar.getByRole("cell", { name: "Suspended" }).count()).toBe(28);
    expect(await calendar.getByRole("columnheader", { name: "17", exact: true }).count()).toBe(1);
    expect(await calendar.getByRole("rowheader", { name: "Dec" }).count()).toBe(1);
    await page.emulateMedia({ forcedColors: "active" });
    const colours = await page.evaluate(
      "['limited', 'suspended'].map((kind) => getComputedStyle(document.querySelector('.year .' + kind)).backgroundColor)",
    );
    expect(new Set(colours as string[]).size).toBe(2);
    await calendar.page().getByRole("link", { name: "2024 →" }).click();
    expect(page.url()).toContain("year=2024&calendar=passenger");
  });

  test.each(["light", "dark"] as const)(
    "has bands, days and a chosen report that can be told apart in the forced colours of a %s system",
    async (colorScheme) => {
      const page = await open("/lukeville?on=2023-12-20&span=week", { colorScheme, forcedColors: "active" });
      // A day of each kind, including kinds that this year does not have.
      const days = DAY_KINDS.map((kind) => `<b class="day ${kind}"></b> `).join("");
      await page.locator(".calendar .key").evaluate((key, html) => {
        key.innerHTML = html;
      }, days);
      expectToldApart(await blackAndWhite(page, page.locator(".calendar .key .day")), DAY_KINDS);
      // Hatched restrictions are in the legend only where they are drawn, so they are added here.
      await page.locator(".timeline .key").evaluate((key) => {
        for (const status of ["suspended", "closed"])
          key.innerHTML += `<span><svg width="22" height="12"><rect class="band ${status}" width="22" height="12"/><rect class="doubt overdue" width="22" height="12"/></svg> ${status} in doubt</span> `;
      });
      const names = await page.locator(".timeline .key > span").allInnerTexts();
      expect(names).toHaveLength(10);
      expectToldApart(await blackAndWhite(page, page.locator(".timeline .key svg")), names);
      const report = page.locator(".history li").first();
      const id = await report.getAttribute("id");
      const outline = () =>
        page.evaluate(`getComputedStyle(document.getElementById(${JSON.stringify(id)})).outlineStyle`);
      expect(await outline()).toBe("none");
      await page.goto(`${page.url()}#${id}`);
      expect(await outline()).toBe("solid");
    },
  );

  test.each(["/lukeville?on=2023-12-20", "/ysleta-zaragoza?lang=es"])(
    "passes the axe checks with everything unfolded, and fits at 320 and 1280 pixels: %s",
    async (path) => {
      const page = await open(path, { viewport: { width: 320, height: 800 } });
      await unfold(page);
      await expectSound(page);
    },
  );

  test("is printed with everything unfolded and without links to its parts, also without a script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open("/lukeville?on=2023-12-20", { javaScriptEnabled });
      const first = page.locator(".history li").first();
      expect(await first.evaluate((each) => each.checkVisibility({ contentVisibilityAuto: true }))).toBe(false);
      await page.emulateMedia({ media: "print" });
      expect(await first.evaluate((each) => each.checkVisibility({ contentVisibilityAuto: true }))).toBe(true);
      expect(await page.locator(".parts").isVisible()).toBe(false);
      expect(await page.locator(".acts").first().isVisible()).toBe(false);
    }
  });

  test("copies a citation with a permanent link, and the code for other pages, with whole addresses", async () => {
    const page = await open("/lukeville?on=2023-12-20&lang=en", { permissions: ["clipboard-read", "clipboard-write"] });
    const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
    await page.getByText("Cite this answer").click();
    await page.locator("#citation").getByRole("button", { name: "Copy" }).click();
    await page.locator("#citation").getByRole("button", { name: "Copied" }).waitFor();
    const [, sentence, link] = /^(.*?) (http\S+)$/.exec(await copied()) ?? [];
    expect(sentence).toBe(
      "“Lukeville was not open: suspended”, Garita, answer for 20 Dec 2023 12:00 MST from the reports on record on 24 Nov 2026 12:30 MST.",
    );
    expect(link).toMatch(new RegExp(`^${used.service.url}/lukeville\\?at=2023-12-20T19%3A00%3A00Z&knownAt=2026-11-24`));
    await page.getByText("Show this crossing on your page").click();
    await page.locator("#embed").getByRole("button", { name: "Copy" }).click();
    await page.locator("#embed").getByRole("button", { name: "Copied" }).waitFor();
    expect(await copied()).toContain(
      `<iframe src="${used.service.url}/embed/lukeville?lang=en" title="Garita: Lukeville"`,
    );
  });

  test("shows its buttons only if the script runs", async () => {
    const page = await open("/lukeville", { javaScriptEnabled: false });
    expect(await page.locator(".acts:visible").count()).toBe(0);
    const scripted = await open("/lukeville");
    expect(await scripted.getByRole("button", { name: "Print" }).isVisible()).toBe(true);
  });
});
