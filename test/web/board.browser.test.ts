import { gzipSync } from "node:zlib";
import { crossings } from "../seed/seed-files.ts";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM } from "../support/browser.ts";
import { soundReport } from "../support/service.ts";
import { usePages } from "../support/use-pages.ts";

/** The board on a phone. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("on a phone, the board", () => {
  const used = usePages({ viewport: { width: 390, height: 844 } }, ({ clock }) => clock.set("2026-11-24T22:00:00Z"));
  const { open } = used;

  test("fits in 6,000 pixels even with the distances", async () => {
    const page = await open("/?near=32.54,-117.03&lang=es");
    expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThanOrEqual(6_000);
  });

  test.each(["/", "/?lang=es", "/?on=2023-12-20"])(
    "%s shows crossings at once, and all of them within 6,000 pixels",
    async (path) => {
      const page = await open(path);
      expect(await page.locator(".list .crossings > li").count()).toBe(crossings.size);
      expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThanOrEqual(6_000);
      const fifth = await page.locator(".list .crossings > li").nth(4).boundingBox();
      expect((fifth?.y ?? 844) + (fifth?.height ?? 0)).toBeLessThan(path.includes("on=") ? 1_200 : 844);
    },
  );

  test.each(["/", "/?on=2023-12-20&lang=es", "/rio-grande-valley"])(
    "%s passes the axe checks at 320 pixels, with everything unfolded and a favourite",
    async (path) => {
      const page = await open(path, { viewport: { width: 320, height: 800 } });
      await page.locator(".star").nth(2).click();
      await page.locator(".zoom button").first().click();
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      await expectSound(page);
    },
  );

  test("begins with the search for a place, and folds the filters and the news", async () => {
    const page = await open("/");
    const search = await page.getByRole("searchbox", { name: "Name or place" }).boundingBox();
    expect(search?.y).toBeLessThan(200);
    for (const hidden of [page.getByLabel("County"), page.getByText("published 31 Aug 2026").first()])
      expect(await hidden.isVisible()).toBe(false);
    await page.getByText("Filters and dates").click();
    expect(await page.getByLabel("County").isVisible()).toBe(true);
  });

  test("leads to a crossing with one tap anywhere in its row, and can unfold the row's short lines", async () => {
    const page = await open("/");
    const row = page.locator('[data-slug="tecate"]');
    expect(await row.locator(".modes").isVisible()).toBe(false);
    await row.getByLabel("Tecate in words").click();
    expect(await row.locator(".modes").innerText()).toMatch(/^On foot/);
    const box = await row.boundingBox();
    await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + 4);
    await page.waitForURL(/\/tecate$/);
  });

  test("leads from the heading of an area to its page, which leads back", async () => {
    const page = await open("/");
    await page.getByRole("link", { name: "Laredo – Nuevo Laredo" }).first().click();
    await page.waitForURL(/\/laredo$/);
    expect(await page.locator("h1").innerText()).toBe("Border crossings: Laredo – Nuevo Laredo");
    await page.getByRole("link", { name: "All crossings of the border" }).click();
    await page.waitForURL(/\/$/);
  });

  test("shows favourites first, stores them in the browser, and keeps them and the focus after an update", async () => {
    const page = await open("/");
    const star = page.getByRole("button", { name: "Keep Tecate at the top" });
    expect(await star.getAttribute("aria-pressed")).toBe("false");
    await star.click();
    const first = page.locator(".list .crossings > li").first();
    expect(await first.getAttribute("data-slug")).toBe("tecate");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Keep Tecate at the top");
    await page.reload();
    expect(await first.getAttribute("data-slug")).toBe("tecate");
    expect(await page.locator(".list h3").first().innerText()).toBe("Your crossings");
    await star.focus();
    const key = await used.service.keyFor("desk", "recorder");
    await used.service.post(
      "/v1/reports",
      soundReport({ crossing: "naco", modes: undefined, directions: undefined }),
      key,
    );
    await page.locator('[data-slug="naco"][data-mark="suspended"]').waitFor();
    expect(await first.getAttribute("data-slug")).toBe("tecate");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Keep Tecate at the top");
    await star.click();
    await used.service.post(
      `/v1/reports/${(await used.service.ask("/v1/reports?crossing=naco")).body.reports[0].id}/retraction`,
      { note: "A test" },
      key,
    );
    await page.locator('[data-slug="naco"]:not([data-mark="suspended"])').waitFor();
    expect(await first.getAttribute("data-slug")).toBe("san-ysidro");
    expect(await page.getByText("Your crossings").first().isVisible()).toBe(false);
  });

  test("has no stars without a script", async () => {
    const page = await open("/", { javaScriptEnabled: false });
    expect(await page.locator(".star").count()).toBe(0);
  });

  test("needs at most 60 KB compressed, with its styles and its script", async () => {
    const { text } = await used.service.ask("/", { headers: { accept: "text/html" } });
    const files = [...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, path = ""]) => path);
    const parts = await Promise.all(files.map(async (path) => (await used.service.ask(path)).text));
    expect(parts).toHaveLength(3);
    const sizes = [text, ...parts].map((part) => gzipSync(part).length);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
  });
});
