import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe rules per theme. The themes differ only in colour, so the dark one is checked for colour alone. */
const LOOKED_FOR = { light: {}, dark: { runOnly: { type: "tag", values: ["cat.color"] } } };

/** Expects that axe finds no violation in either theme, and that no element is wider than the viewport. */
export async function expectSound(page: Page): Promise<void> {
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const options = JSON.stringify({ resultTypes: ["violations"], ...LOOKED_FOR[colorScheme] });
    const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes.length, nodes[0]?.html])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
  }
  for (const width of [320, 640, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const needed = await page.evaluate("document.documentElement.scrollWidth");
    expect([page.url(), width, needed]).toEqual([page.url(), width, width]);
  }
}

/** Expects that axe finds no violation in a part of a page, in its current theme. */
export async function expectPartSound(page: Page, selector: string): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(selector)})`);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
