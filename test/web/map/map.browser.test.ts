import type { Page } from "playwright-core";
import { AREA_FRAMES } from "../../../src/web/map/frames.ts";
import { crossings } from "../../seed/seed-files.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { drag } from "../../support/touch.ts";
import { usePages } from "../../support/use-pages.ts";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The map in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the map", () => {
  const used = usePages({}, ({ clock }) => clock.set("2026-11-24T22:00:00Z"));
  async function open(path: string, width = 390, hasScript = true): Promise<Page> {
    const page = await used.open(path, { viewport: { width, height: 844 }, javaScriptEnabled: hasScript });
    await page.locator(".map svg").first().scrollIntoViewIfNeeded();
    return page;
  }
  const boxes = (page: Page, selector: string): Promise<Box[]> =>
    page.evaluate<Box[]>(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.getBoundingClientRect().toJSON()).filter(({ width }) => width > 0)`,
    );
  const viewBox = async (page: Page) =>
    (await page.locator(".map svg").getAttribute("viewBox"))?.split(" ").map(Number);
  const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
  const isOverlap = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  test.each([
    ["/", 390, 0],
    ["/", 1280, 0],
    ["/", 390, 3],
    ["/san-diego-tijuana", 390, 0],
    ["/el-paso-juarez", 320, 1],
  ])(
    "%s at %d pixels, enlarged %d times, has targets of 24 pixels and labels that do not overlap",
    async (path, width, times) => {
      const page = await open(path, width);
      for (let i = 0; i < times; i++) await press(page, "Zoom in");
      const touches = await boxes(page, ".map a .touch");
      expect(touches.length).toBeGreaterThan(0);
      for (const touch of touches) expect(Math.min(touch.width, touch.height)).toBeGreaterThanOrEqual(24);
      const labels = await boxes(page, ".map .named .name, .map .far text, .map text.land");
      for (const [i, label] of labels.entries())
        for (const other of labels.slice(i + 1))
          expect([label, other, isOverlap(label, other)]).toEqual([label, other, false]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    },
  );

  interface Mark {
    slug: string;
    x: number;
    y: number;
    far: number;
  }
  /** Returns the visible icons with their positions and their distances from their places, in pixels. */
  const visibleMarks = (page: Page): Promise<Mark[]> =>
    page.evaluate<Mark[]>(`(() => {
      const { a } = document.querySelector(".map svg").getScreenCTM();
      return [...document.querySelectorAll(".map a[data-x]")].filter((link) => link.checkVisibility()).map((link) => {
        const { e, f } = link.querySelector("g").transform.baseVal[0].matrix;
        const far = a * Math.hypot(e - link.dataset.x, f - link.dataset.y);
        return { slug: link.getAttribute("href").slice(1), x: a * e, y: a * f, far };
      });
    })()`);

  test.each([true, false])(
    "shows each crossing with a known place at most 48 pixels from that place on a phone, and none over another (script: %s)",
    async (hasScript) => {
      const page = await open("/", 390, hasScript);
      const seen = new Set<string>();
      for (const path of ["", ...AREA_FRAMES.map(({ name }) => name)]) {
        if (path !== "") await page.goto(`${used.service.url}/${path}`);
        const marks = await visibleMarks(page);
        for (const [i, { slug, x, y, far }] of marks.entries()) {
          seen.add(slug);
          expect([path, slug, far <= 48]).toEqual([path, slug, true]);
          for (const other of marks.slice(i + 1))
            expect([slug, other.slug, Math.hypot(x - other.x, y - other.y) >= 24]).toEqual([slug, other.slug, true]);
        }
      }
      const known = [...crossings.values()].filter(({ point }) => point !== null);
      expect(seen.size).toBe(known.length);
      expect(await page.locator(".map .leader").getAttribute("d")).toMatch(/^M/);
    },
  );

  test("follows two fingers, and lets one finger scroll the page until the map is enlarged", async () => {
    const page = await used.open("/", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.locator(".map svg").scrollIntoViewIfNeeded();
    const box = await page.locator(".map svg").boundingBox();
    if (box === null) throw new Error("the map is not visible");
    const at = (x: number, y: number) => [box.x + x, box.y + y] as const;
    const whole = (await viewBox(page)) ?? [];
    const unit = (whole[2] ?? 0) / box.width;
    const scale = () => page.evaluate("[visualViewport.scale, location.pathname]");

    // The point between the fingers stays, and the map grows as they part.
    await drag(page, [at(150, 100), at(110, 100)], [at(210, 100), at(250, 100)]);
    const [x = 0, y = 0, width = 0] = (await viewBox(page)) ?? [];
    expect(width).toBeCloseTo((whole[2] ?? 0) * (60 / 140));
    expect(x + (180 * width) / box.width).toBeCloseTo(180 * unit);
    expect(y + (100 * width) / box.width).toBeCloseTo(100 * unit);

    // Two fingers side by side move the map in any direction, and so does one.
    await drag(page, [at(100, 60), at(150, 110)], [at(200, 60), at(250, 110)]);
    const [movedX = 0, movedY = 0, sameWidth] = (await viewBox(page)) ?? [];
    expect(sameWidth).toBeCloseTo(width);
    expect(x - movedX).toBeCloseTo((50 * width) / box.width);
    expect(y - movedY).toBeCloseTo((50 * width) / box.width);
    await drag(page, [at(150, 110), at(150, 60)]);
    expect((await viewBox(page))?.[1]).toBeCloseTo(y);
    expect((await page.locator(".map svg").boundingBox())?.y).toBe(box.y);

    await drag(page, [at(60, 100), at(170, 100)], [at(300, 100), at(190, 100)]);
    expect(await viewBox(page)).toEqual(whole);
    expect(await scale()).toEqual([1, "/"]);
    await drag(page, [at(150, 40), at(150, 140)]);
    await page.waitForFunction(`document.querySelector(".map svg").getBoundingClientRect().y > ${box.y + 20}`);
    expect(await viewBox(page)).toEqual(whole);
  });

  test("opens a crossing at a tap, but not after two fingers that rested on its icon", async () => {
    const page = await used.open("/laredo", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const icon = page.locator('.map a[href="/laredo-gateway"] .touch');
    await page.locator(".map svg").evaluate((map) => map.scrollIntoView({ block: "center" }));
    const box = await icon.boundingBox();
    if (box === null) throw new Error("the icon is not visible");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const inwards = x < 195 ? 1 : -1;
    await drag(
      page,
      [
        [x, y],
        [x, y],
      ],
      [
        [x + 40 * inwards, y],
        [x + 100 * inwards, y],
      ],
    );
    expect((await viewBox(page))?.[2]).toBeLessThan(320);
    expect(new URL(page.url()).pathname).toBe("/laredo");
    await page.locator('.map a[href="/laredo-gateway"]').tap();
    await page.waitForURL(/\/laredo-gateway$/);
  });

  test("is enlarged and moved with buttons, keys, the wheel with Ctrl and the pointer, and can be shown whole again", async () => {
    const page = await open("/", 1280);
    const whole = await viewBox(page);
    await press(page, "Zoom in");
    const [west = 0, , width] = (await viewBox(page)) ?? [];
    expect(width).toBe(500);
    await page.keyboard.press("ArrowRight");
    expect((await viewBox(page))?.[0]).toBeCloseTo(west + 125);
    await page.keyboard.press("-");
    expect(await viewBox(page)).toEqual(whole);
    const box = await page.locator(".map svg").boundingBox();
    if (box === null) throw new Error("the map is not visible");
    await page.mouse.move(box.x + box.width - 20, box.y + box.height - 20);
    await page.mouse.wheel(0, 0);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -400);
    await page.keyboard.up("Control");
    const enlarged = await viewBox(page);
    expect(enlarged?.[2]).toBeLessThan(400);
    expect(enlarged?.[0]).toBeGreaterThan(600);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 120, box.y + box.height - 60, { steps: 4 });
    await page.mouse.up();
    expect((await viewBox(page))?.[0]).toBeGreaterThan(enlarged?.[0] ?? 0);
    expect(new URL(page.url()).pathname).toBe("/");
    await press(page, "Whole map");
    expect(await viewBox(page)).toEqual(whole);
  });

  test("shows a link to a crowded area, and the crossings of the area once the map is enlarged", async () => {
    const page = await open("/");
    const gateway = page.locator('.map a[href="/laredo-gateway"]');
    expect(await gateway.isVisible()).toBe(false);
    const area = page.locator('.map a[href="/laredo"]');
    await area.focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press("+");
    expect(await area.isVisible()).toBe(false);
    expect(await gateway.isVisible()).toBe(true);
    await press(page, "Whole map");
    await area.click();
    await page.waitForURL(/\/laredo$/);
    await page.locator('.map a[href="/laredo-gateway"]').click();
    await page.waitForURL(/\/laredo-gateway$/);
  });

  test("moves to a crossing and shows its name while its icon has the focus", async () => {
    const page = await open("/");
    await press(page, "Zoom in");
    await press(page, "Zoom in");
    // The buttons for zooming out and for the whole map come before the icons.
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    const focused = page.locator(".map a:focus");
    expect(await focused.locator(".name").isVisible()).toBe(true);
    const [icon, map] = await Promise.all([
      focused.locator("circle").first().boundingBox(),
      page.locator(".map svg").boundingBox(),
    ]);
    if (icon === null || map === null) throw new Error("not visible");
    expect(isOverlap(icon, map)).toBe(true);
  });

  test("works in a browser of 2022", async () => {
    const page = await used.open("/about", { viewport: { width: 390, height: 844 } });
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.addInitScript("delete Element.prototype.checkVisibility; delete Array.prototype.toSorted;");
    await page.goto(`${used.service.url}/`);
    await press(page, "Zoom in");
    expect((await viewBox(page))?.[2]).toBeLessThan(600);
    expect(errors).toEqual([]);
  });

  test("shows only the crossings that pass the filters, and works without a script", async () => {
    const rail = await open("/?mode=rail&q=laredo");
    expect(await rail.locator(".map a[data-x]").count()).toBe(1);
    const page = await open("/nogales", 390, false);
    expect(await page.locator(".zoom button").count()).toBe(0);
    await page.locator('.map a[href="/nogales-mariposa"]').click();
    await page.waitForURL(/\/nogales-mariposa$/);
  });
});
