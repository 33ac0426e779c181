import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expectSound } from "../support/axe.ts";
import { CHROMIUM } from "../support/browser.ts";
import { usePages } from "../support/use-pages.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

/** Picking crossings on the map of the report form, in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the map of the report form", () => {
  let cookies: Parameters<BrowserContext["addCookies"]>[0];
  const used = usePages({}, async ({ url, clock, keyFor }) => {
    clock.set("2026-11-24T22:00:00Z");
    const visitor = makeVisitor(url);
    await signIn(visitor, await keyFor("desk", "recorder"));
    cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url }));
  });

  async function openForm(options: BrowserContextOptions = {}, query = ""): Promise<Page> {
    const page = await used.open("/about", { viewport: { width: 390, height: 844 }, locale: "en-US", ...options });
    await page.context().addCookies(cookies);
    await page.goto(`${used.service.url}/desk/report${query}`);
    return page;
  }
  async function unfold(page: Page): Promise<void> {
    await page.getByText("Pick them on the map").click();
    await page.locator(".picking svg.arranged").waitFor();
  }
  const onMap = (page: Page, name: string) => page.locator(".picking").getByRole("button", { name, exact: true });
  const box = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });
  const isPressed = (page: Page, name: string) => onMap(page, name).getAttribute("aria-pressed");
  const count = (page: Page) => page.locator(".picking [role=status]").innerText();

  test("is folded, and chooses crossings as their check boxes do, in both directions, with a count", async () => {
    const page = await openForm();
    expect(await page.locator(".picking").count()).toBe(0);
    await unfold(page);
    expect(await count(page)).toBe("none chosen");
    await onMap(page, "Laredo – Nuevo Laredo").click();
    await onMap(page, "Gateway to the Americas International Bridge").click();
    await onMap(page, "Juárez-Lincoln International Bridge").click();
    expect(await count(page)).toBe("2 chosen");
    expect(await box(page, "Juárez-Lincoln International Bridge").isChecked()).toBe(true);
    await box(page, "World Trade Bridge").check();
    expect([await isPressed(page, "World Trade Bridge"), await count(page)]).toEqual(["true", "3 chosen"]);
    await onMap(page, "World Trade Bridge").click();
    expect([await isPressed(page, "World Trade Bridge"), await count(page)]).toEqual(["false", "2 chosen"]);
    expect(await box(page, "World Trade Bridge").isChecked()).toBe(false);
    await page.getByRole("button", { name: "All of Laredo" }).click();
    expect(await count(page)).toBe("5 chosen");
    expect(await page.locator(".picker > summary").innerText()).toContain("World Trade Bridge");
  });

  test("keeps the choice through a preview with errors and a reload", async () => {
    const page = await openForm();
    await unfold(page);
    await onMap(page, "Lukeville").click();
    await page.getByRole("button", { name: "Preview" }).click();
    await page.locator("#faults").waitFor();
    expect(await page.locator("#f-lines-0-crossings-lukeville").isChecked()).toBe(true);
    await page.locator(".picker > summary").click();
    await unfold(page);
    expect(await isPressed(page, "Lukeville")).toBe("true");
    await page.reload();
    await page.getByText("Your entries have been restored.").waitFor();
    await unfold(page);
    expect([await isPressed(page, "Lukeville"), await count(page)]).toEqual(["true", "1 chosen"]);
  });

  test("works with the keyboard: Enter and Space choose, an area gives the focus to its first crossing", async () => {
    const page = await openForm({ viewport: { width: 1280, height: 900 } });
    await page.locator(".pick-map summary").focus();
    await page.keyboard.press("Enter");
    await page.locator(".picking svg.arranged").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.type")).toBe("search");
    await onMap(page, "Nogales").focus();
    await page.keyboard.press("Enter");
    const first = page.locator(".picking [data-slug]:focus");
    expect(await first.getAttribute("data-slug")).toMatch(/^nogales-/);
    expect(await first.locator(".name").isVisible()).toBe(true);
    await page.keyboard.press("Enter");
    expect([await first.getAttribute("aria-pressed"), await count(page)]).toEqual(["true", "1 chosen"]);
    await page.keyboard.press(" ");
    expect([await first.getAttribute("aria-pressed"), await count(page)]).toEqual(["false", "none chosen"]);
  });

  test("chooses nothing when it is dragged, and shows a name under the pointer", async () => {
    const page = await openForm({ viewport: { width: 1280, height: 900 } });
    await unfold(page);
    await onMap(page, "Rio Grande Valley").click();
    const mark = onMap(page, "Roma-Ciudad Miguel Alemán International Bridge");
    await mark.hover();
    expect(await mark.locator(".name").isVisible()).toBe(true);
    await page.mouse.down();
    await page.mouse.move(600, 700, { steps: 5 });
    await page.mouse.up();
    expect(await count(page)).toBe("none chosen");
  });

  test.each([
    [390, "light", "none"],
    [390, "dark", "none"],
    [320, "light", "active"],
    [1280, "light", "none"],
  ] as const)(
    "at %d pixels, %s, with forced colours %s, has targets of 24 pixels and no overlap, and passes the axe checks",
    async (width, colorScheme, forcedColors) => {
      const page = await openForm({ viewport: { width, height: 844 }, colorScheme, forcedColors });
      await unfold(page);
      for (const area of [null, "Laredo – Nuevo Laredo"]) {
        if (area !== null) await onMap(page, area).click();
        const touches = await page.evaluate<{ x: number; y: number; width: number; height: number }[]>(
          "[...document.querySelectorAll('.picking [role=button] .touch')].map((each) => each.getBoundingClientRect().toJSON()).filter(({ width }) => width > 0)",
        );
        expect(touches.length).toBeGreaterThan(4);
        for (const touch of touches) expect(Math.min(touch.width, touch.height)).toBeGreaterThanOrEqual(24);
        if (area !== null) await onMap(page, "World Trade Bridge").click();
        // axe does not know the colours that a system forces.
        if (forcedColors === "none") await expectSound(page);
        await page.setViewportSize({ width, height: 844 });
      }
      const fillOf = (name: string) =>
        page.evaluate<string>(`getComputedStyle(document.querySelector('.picking [aria-label="${name}"] .dot')).fill`);
      const [chosen, other] = await Promise.all([
        fillOf("World Trade Bridge"),
        fillOf("Juárez-Lincoln International Bridge"),
      ]);
      expect(chosen).not.toBe(other);
      expect(await onMap(page, "World Trade Bridge").locator(".tick").isVisible()).toBe(true);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    },
  );

  test("is separate for each statement, and is not offered without scripts", async () => {
    const page = await openForm({}, "?crossing=lukeville");
    await page.getByLabel("Add a crossing").selectOption("Naco");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("group", { name: "2. Naco" }).waitFor();
    const second = page.getByRole("group", { name: "2. Naco" });
    await second.locator(".picker > summary").click();
    await second.getByText("Pick them on the map").click();
    await onMap(page, "Douglas").click();
    expect(await second.getByRole("checkbox", { name: "Douglas", exact: true }).isChecked()).toBe(true);
    const first = page.getByRole("group", { name: "1. Lukeville" });
    await first.locator(".picker > summary").click();
    expect(await first.getByRole("checkbox", { name: "Douglas", exact: true }).isChecked()).toBe(false);
    await page.context().close();
    const plain = await openForm({ javaScriptEnabled: false });
    expect(await plain.getByText("Pick them on the map").count()).toBe(0);
    expect(await box(plain, "Lukeville").isVisible()).toBe(true);
  });
});
