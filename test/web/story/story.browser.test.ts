import type { BrowserContextOptions, Page } from "playwright-core";
import { expectSound } from "../../support/axe.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { blackAndWhite, expectToldApart } from "../../support/forced-colours.ts";
import { usePages } from "../../support/use-pages.ts";

/** The page of a period in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("in a browser, the page of a period", () => {
  const used = usePages({ viewport: { width: 390, height: 844 }, locale: "en-US" });
  const { open, openWatched } = used;
  /** Opens the page, and waits until the script has replaced the links to the days with the slider. */
  async function openPlayer(path: string, options: BrowserContextOptions = {}) {
    const page = await open(path, options);
    await page.locator("#map").scrollIntoViewIfNeeded();
    const slider = page.getByRole("slider", { name: "Day" });
    await slider.waitFor();
    const lukeville = page.locator('.map a[href^="/lukeville"]');
    return { page, slider, lukeville, shown: page.locator(".shown-day") };
  }
  const MARK = "use.mark";

  test("recolours the map as the slider is moved with the keyboard, and reads out the day", async () => {
    const { page, slider, lukeville, shown } = await openPlayer("/history/december-2023");
    await slider.focus();
    await page.keyboard.press("Home");
    expect(await shown.innerText()).toBe("1 Dec 2023");
    expect(await slider.getAttribute("aria-valuetext")).toBe("1 Dec 2023");
    expect(await lukeville.locator(MARK).getAttribute("class")).toBe("mark limited");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).toBe("4 Dec 2023");
    expect(await lukeville.locator(MARK).getAttribute("class")).toBe("mark suspended");
    expect(await lukeville.locator(MARK).getAttribute("href")).toBe("#mark-suspended");
    expect(await lukeville.getAttribute("aria-label")).toBe("Lukeville: Suspended");
    expect(await lukeville.getAttribute("href")).toBe("/lukeville?on=2023-12-04");
    await page.getByRole("button", { name: "Day before" }).press("Enter");
    expect(await page.locator("#spoken").innerText()).toBe("3 Dec 2023");
    expect(await lukeville.getAttribute("aria-label")).toBe("Lukeville: Open in part or with limits");
  });

  test("shows on every day what the board shows for noon of that day", async () => {
    const { page, slider } = await openPlayer("/history/december-2023");
    const marks = (of: Page) =>
      of.locator(".map a:has(use.mark)").evaluateAll((links) =>
        links.map((link) => {
          const address = new URL(link.getAttribute("href") ?? "", "http://garita").pathname;
          return `${address} ${link.querySelector("use")?.getAttribute("class")}`;
        }),
      );
    for (const [index, day] of [
      [5, "2023-12-06"],
      [18, "2023-12-19"],
    ] as const) {
      await slider.fill(String(index));
      const board = await open(`/?on=${day}`);
      expect(await marks(page)).toEqual(await marks(board));
    }
  });

  test("plays the days one after the other until the last, and can be paused", async () => {
    const { page, slider, shown } = await openPlayer("/history?from=2023-12-16&to=2023-12-19");
    await slider.fill("0");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    const paused = await shown.innerText();
    await page.waitForTimeout(1_500);
    expect(await shown.innerText()).toBe(paused);
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Play" }).waitFor({ timeout: 10_000 });
    expect(await shown.innerText()).toBe("19 Dec 2023");
    expect(await page.locator("#spoken").innerText()).toBe("19 Dec 2023");
  });

  test("plays nothing for readers who want less motion, but keeps the slider", async () => {
    const { page, slider } = await openPlayer("/history/december-2023", { reducedMotion: "reduce" });
    expect(await page.getByRole("button", { name: "Play" }).count()).toBe(0);
    expect(await slider.isVisible()).toBe(true);
  });

  test("has links to the days and to other orders of the table without scripts", async () => {
    const page = await open("/history/december-2023", { javaScriptEnabled: false });
    expect(await page.getByRole("slider").count()).toBe(0);
    await page.locator(".day-links summary").click();
    await page.locator(".day-links").getByRole("link", { name: "2 Dec 2023", exact: true }).click();
    expect(await page.locator("#day-hint").innerText()).toContain("2 Dec 2023 at noon");
    expect(await page.locator('.map a[href^="/lukeville"]').getAttribute("aria-label")).toMatch(
      /^Lukeville: By car northbound, was open with limits/,
    );
    await page.locator(".sorts").getByRole("link", { name: "From" }).click();
    expect(await page.locator(".restrictions tbody th").first().innerText()).toMatch(/^Presidio/);
  });

  test.each(["december-2023", "december-2023?lang=es", "september-2023", "2023", "2023?lang=es"])(
    "/history/%s is at most 4,000 pixels high on a phone before anything is unfolded",
    async (path) => {
      const page = await open(`/history/${path}`, { javaScriptEnabled: false });
      const height = await page.evaluate<number>("document.documentElement.scrollHeight");
      expect(height).toBeLessThanOrEqual(path.startsWith("2023") ? 4_300 : 4_000);
    },
  );

  test("has every crossing in the chart and in the table once both are unfolded, and names each value on a phone", async () => {
    const page = await open("/history/2023", { javaScriptEnabled: false });
    for (const label of ["6 more crossings", /^\d+ more restrictions$/])
      await page.locator("summary").getByText(label).click();
    const { body } = await used.service.ask("/v1/restrictions?from=2023-01-01&to=2023-12-31");
    const names: string[] = body.crossings.map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(15);
    const bars = (await page.locator(".chart svg .label").allTextContents()).join("\n");
    const rows = new Set(await page.locator(".restrictions tbody th").allInnerTexts());
    for (const name of names) expect([name, bars.includes(`${name}: `), rows.has(name)]).toEqual([name, true, true]);
    const labels = await page.evaluate<string[]>(
      "[...document.querySelector('.restrictions tbody tr').querySelectorAll('td')].map((cell) => getComputedStyle(cell, '::before').content)",
    );
    expect(labels).toHaveLength(8);
    for (const label of labels) expect(label).toMatch(/\w+/);
    expect(await page.getByRole("link", { name: "Table (CSV)" }).isVisible()).toBe(true);
  });

  test("has bars that can be told apart in forced colours", async () => {
    const page = await open("/history/december-2023", { colorScheme: "dark", forcedColors: "active" });
    const names = await page.locator(".chart .key > span").allInnerTexts();
    expect(names).toHaveLength(4);
    expectToldApart(await blackAndWhite(page, page.locator(".chart .key svg")), names);
  });

  test.each(["/history/december-2023", "/history/2023?lang=es", "/history?from=2023-01-15&to=2024-06-30"])(
    "%s has labels on the axis that do not touch and lie within the chart on a phone",
    async (path) => {
      const page = await open(path);
      const boxes = await page.evaluate<[number, number, number][]>(
        "[...document.querySelectorAll('.chart > svg text[y=\"12\"]')].map((label) => { const box = label.getBoundingClientRect(), chart = label.ownerSVGElement.getBoundingClientRect(); return [box.left, box.right, chart.right]; })",
      );
      expect(boxes.length).toBeGreaterThanOrEqual(2);
      for (const [i, [left, right, end]] of boxes.entries()) {
        expect(left).toBeGreaterThan(boxes[i - 1]?.[1] ?? 0);
        expect(right).toBeLessThanOrEqual(end);
      }
    },
  );

  test.each(["/history", "/history/december-2023", "/history/2023?lang=es", "/history/2024?sort=reason"])(
    "%s requests nothing from other hosts, needs less than 60 KB, passes the axe checks, and fits at 320 and 1280 pixels",
    async (path) => {
      const { page, bytes, hosts, errors } = await openWatched(path);
      expect([hosts, errors]).toEqual([[used.service.url], []]);
      expect(bytes).toBeLessThan(60_000);
      if (path !== "/history") {
        await page.locator("#map").scrollIntoViewIfNeeded();
        await page.getByRole("slider").waitFor();
      }
      await expectSound(page);
    },
    // The days of a year take seconds of CPU time.
    60_000,
  );

  test.each(["/history/decembre-2023", "/history?from=2023-12-05&to=2023-12-01", "/history/december-1990"])(
    "%s has no figures, but a form in which axe finds no violation, and whose faulty field is described by its error",
    async (path) => {
      const page = await open(path);
      const from = page.getByLabel("First day");
      if (path.includes("from=")) {
        const id = await from.getAttribute("aria-describedby");
        expect(await page.locator(`#${id}`).innerText()).toMatch(/^from must be before the end of/);
      }
      await expectSound(page);
      await from.fill("2023-12-04");
      await page.getByLabel("Last day").fill("2023-12-05");
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByRole("heading", { level: 1, name: "What was shut: 4 Dec 2023 to 5 Dec 2023" }).waitFor();
    },
  );
});
