import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { unmarkedInForcedColours } from "./forced-colours.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The appearances in which a page is checked. The appearances after the first differ only in colour, so only colour is
 * checked in them.
 */
const APPEARANCES = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" }, rules: {} },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" }, rules: onlyTag("cat.color") },
  { name: "forced colours", media: { colorScheme: "dark", forcedColors: "active" }, rules: onlyTag("cat.color") },
] as const;

function onlyTag(tag: string) {
  return { runOnly: { type: "tag", values: [tag] } };
}

/**
 * Expects that axe finds no violation in either theme or in forced colours, that selected elements stand out in forced
 * colours, and that nothing is wider than the window.
 */
export async function expectSound(page: Page): Promise<void> {
  await expectPartSound(page, "html");
  expect(await unmarkedInForcedColours(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await expectFits(page);
}

/**
 * Expects that no element is wider than the viewport: at 320 and 1280 pixels, at 200 % zoom, and with letters of twice
 * the size.
 */
export async function expectFits(page: Page): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectWidth(page, width, "");
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    await expectWidth(page, width, "with letters of twice the size");
    await page.evaluate("document.documentElement.style.fontSize = ''");
  }
  // A window of 1280 pixels at 200 % zoom.
  const session = await page.context().newCDPSession(page);
  const zoomed = { width: 640, height: 400, deviceScaleFactor: 2, mobile: false };
  await session.send("Emulation.setDeviceMetricsOverride", zoomed);
  await expectWidth(page, zoomed.width, "at 200 %");
  await session.send("Emulation.clearDeviceMetricsOverride");
  await session.detach();
}

/** Expects that axe finds no violation in a part of a page, in any appearance. Leaves the page in forced colours. */
export async function expectPartSound(page: Page, selector: string): Promise<void> {
  await page.evaluate(AXE);
  for (const { name, media, rules } of APPEARANCES) {
    await page.emulateMedia(media);
    const options = JSON.stringify({ resultTypes: ["violations"], ...rules });
    const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(selector)}, ${options})`);
    expect(violations.map(({ id, nodes }) => [name, id, nodes.length, nodes[0]?.html])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
  }
}

/** Expects that the page fits the width of the window; a failure names the elements that stick out. */
async function expectWidth(page: Page, width: number, how: string): Promise<void> {
  const [needed, wide] = await page.evaluate<[number, string[]]>(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [scrollWidth, []];
    const isOut = (each) => each.getBoundingClientRect().right > clientWidth + 0.5;
    return [scrollWidth, [...document.querySelectorAll("body *")].filter(isOut).slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 120))];
  })()`);
  expect([page.url(), how, needed, wide]).toEqual([page.url(), how, width, []]);
}
