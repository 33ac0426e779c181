import type { Page } from "playwright-core";
import { ICON_SHAPES } from "../../src/web/marks/icon-shapes.ts";
import { expectFits, expectSound } from "../support/axe.ts";
import { CHROMIUM } from "../support/browser.ts";
import { blackAndWhite, expectToldApart } from "../support/forced-colours.ts";
import { usePages } from "../support/use-pages.ts";

const PHONE = { viewport: { width: 390, height: 844 } };

/** The pages in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("in a browser,", () => {
  const used = usePages({ viewport: { width: 1280, height: 800 } }, ({ clock }) => clock.set("2026-11-24T22:00:00Z"));
  const { open, openWatched } = used;
  const heading = (page: Page) => page.locator("h1").innerText();

  test("the first words say whether Lukeville is open, and whether it was on 20 December 2023", async () => {
    const page = await open("/");
    await page.getByRole("searchbox").fill("lukeville");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    expect(await page.locator(".list .crossings > li").count()).toBe(1);
    await page.locator(".list li").getByRole("link", { name: "Lukeville" }).click();
    expect(await heading(page)).toBe("Lukeville may be open: not confirmed");
    await page.getByText("See another day", { exact: true }).click();
    await page.getByLabel("Day", { exact: true }).fill("2023-12-20");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    expect(await heading(page)).toBe("Lukeville was not open: suspended");
    const box = await page.locator("h1").boundingBox();
    expect(box?.y).toBeLessThan(300);
    expect(await page.locator(".then").innerText()).toContain("20 Dec 2023 12:00 MST");
    await page.getByLabel(/published by then/).check();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    expect(await page.locator(".modes").innerText()).not.toContain("announced open");
  });

  test("filters, map and history work without scripts", async () => {
    const page = await open("/?lang=en", { javaScriptEnabled: false });
    await page.getByText("Filters and dates", { exact: true }).click();
    await page.getByLabel("State").selectOption("AZ");
    await page.getByLabel("Status", { exact: true }).selectOption("suspended");
    await page.getByLabel("Day", { exact: true }).fill("2023-12-20");
    await page.getByRole("button", { name: "Show", exact: true }).last().click();
    expect(await page.locator(".list li > p > a").allInnerTexts()).toEqual(["Lukeville"]);
    await page
      .locator(".map")
      .getByRole("link", { name: /^Lukeville: Was suspended/ })
      .click();
    expect(await heading(page)).toBe("Lukeville was not open: suspended");
    expect(await page.locator(".history li").count()).toBeGreaterThan(5);
    expect(await page.getByRole("button", { name: "Near me" }).count()).toBe(0);
  });

  test("the nearest crossings come first for a visitor who shares a location; the location is sent rounded", async () => {
    const page = await open("/", {
      permissions: ["geolocation"],
      geolocation: { latitude: 31.74771, longitude: -106.48702 },
    });
    await page.getByRole("button", { name: "Near me" }).click();
    await page.waitForURL(/near=/);
    expect(new URL(page.url()).searchParams.get("near")).toBe("31.75,-106.49");
    expect(await page.locator(".list li > p > a").first().innerText()).toBe("El Paso BNSF Railroad Bridge");
  });

  test.each(["America/New_York", "America/Tijuana", "America/Phoenix"])(
    "times are in the crossing's local time for a visitor in %s",
    async (timezoneId) => {
      const page = await open("/lukeville?on=2023-12-20", { timezoneId });
      expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe(timezoneId);
      expect(await page.locator(".then").innerText()).toContain("20 Dec 2023 12:00 MST");
      expect(await page.locator(".modes").innerText()).toContain("4 Jan 2024 at 06:00");
      await page.getByText("In full, with sources").click();
      expect(await page.locator(".summary").innerText()).toContain("4 Jan 2024 06:00 MST");
      const now = await open("/san-ysidro", { timezoneId });
      expect(await now.locator(".asof").innerText()).toBe("As of 24 Nov 2026 14:00 PST");
    },
  );

  test("the choice of Spanish persists without a cookie", async () => {
    const page = await open("/lukeville?on=2023-12-20", { locale: "en-US" });
    await page.getByRole("link", { name: "Español" }).click();
    expect(await heading(page)).toBe("Garita de Sonoyta: el cruce estaba suspendido");
    await page.getByRole("link", { name: "Todos los cruces" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("es");
    expect(await page.context().cookies()).toEqual([]);
    expect(await heading(await open("/lukeville", { locale: "es-MX" }))).toMatch(/quizá esté abierto, sin confirmar$/);
  });

  test("the answer, the crossings and the reports can be reached with the keyboard alone", async () => {
    const page = await open("/");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the answer");
    await page.keyboard.press("Enter");
    await page.locator("#f-q").focus();
    await page.keyboard.type("lukeville");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=lukeville/);
    await page.locator(".list li a").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/lukeville/);
    await page.goto(`${used.service.url}/lukeville?on=2023-12-20`);
    const point = page.locator(".timeline a[aria-label^='4 Dec 2023: Suspended']");
    await point.focus();
    expect(await page.evaluate("getComputedStyle(document.activeElement.querySelector('circle')).r")).toBe("7px");
    await page.keyboard.press("Enter");
    expect(await page.locator(".history li:target").innerText()).toMatch(
      /^4 Dec 2023 Suspended, both directions, all modes/,
    );
  });

  test.each(["light", "dark"] as const)(
    "the icons of states can be told apart in the forced colours of a %s system",
    async (colorScheme) => {
      const page = await open("/about", { colorScheme, forcedColors: "active" });
      const icons = page.locator(".legend svg.mark");
      expectToldApart(await blackAndWhite(page, icons), Object.keys(ICON_SHAPES));
    },
  );

  const PAGES = [
    "/",
    "/laredo",
    "/san-diego-tijuana?lang=es&on=2023-12-20",
    "/?near=31.75,-106.49",
    "/?on=2023-12-20&told=then",
    "/?status=suspended&mode=rail",
    "/lukeville",
    "/san-ysidro?on=2024-01-03&span=week",
    "/eagle-pass-rail?lang=es&on=2023-12-19",
    "/about",
    "/article",
    "/nowhere",
  ];
  test.each(PAGES)(
    "%s requests nothing from other hosts, needs less than 60 KB, passes the axe checks, and fits at 320 and 1280 pixels",
    async (path) => {
      const { page, bytes, hosts, errors } = await openWatched(path, PHONE, (message) => /404/.test(message.text()));
      expect([hosts, errors]).toEqual([[used.service.url], []]);
      expect(bytes).toBeLessThan(60_000);
      await expectSound(page);
    },
  );

  test("a row with several modes and a long text fits", async () => {
    const page = await open("/laredo");
    await page.evaluate(`for (const chip of document.querySelectorAll(".chips li")) {
      const mode = chip.querySelector("svg");
      chip.prepend(mode.cloneNode(true), mode.cloneNode(true));
      chip.append(Object.assign(document.createElement("b"), { textContent: "not sure it opened at 08:00" }));
    }`);
    await expectFits(page);
  });
});
