import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { apiSnippets } from "../../../src/web/api-docs/snippets.ts";
import { expectFits, expectPartSound } from "../../support/axe.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { soundReport } from "../../support/service.ts";
import { usePages } from "../../support/use-pages.ts";

/** The page at `/docs` in a real browser. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("/docs", () => {
  const used = usePages();

  async function open(path: string): Promise<{ page: Page; errors: string[] }> {
    const context = await used.browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${used.service.url}${path}`);
    await page.locator(".opblock-tag").first().waitFor();
    return { page, errors };
  }

  test("begins with three examples, which a button copies, and then lists the operations by noun", async () => {
    const { page, errors } = await open("/docs");
    expect(await page.locator(".api-docs h1").innerText()).toBe("The Garita API");
    const headings = await page.locator(".api-docs h2").allInnerTexts();
    expect(headings).toEqual([
      "Is it open?",
      "Hear of changes at once",
      "Put the crossings on a map",
      "All operations",
    ]);
    await page.getByRole("button", { name: "Copy", exact: true }).first().click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(apiSnippets(used.service.url).status);
    const groups = await page.evaluate("[...document.querySelectorAll('.opblock-tag')].map((tag) => tag.dataset.tag)");
    expect(groups).toEqual([
      "Crossings",
      "Availability",
      "Changes",
      "Feeds",
      "Status page",
      "OGC API Features",
      "Reports",
      "Subscriptions",
      "Proposals",
      "Jobs",
    ]);
    await expectPartSound(page, ".api-docs");
    await page.locator("main").getByRole("link", { name: "All crossings" }).click();
    expect(new URL(page.url()).pathname).toBe("/");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("shows every named schema, and resolves every reference", async () => {
    const { page, errors } = await open("/docs#/Crossings/getV1CrossingsSlugStatus");
    const { body } = await used.service.ask("/openapi.json");
    const names = Object.keys(body.components.schemas);
    const titles = page.locator(".models .json-schema-2020-12__title");
    await titles.first().waitFor();
    // Only the schemas near the visible part of the list are in the document.
    const shown = new Set<string>();
    for (let before = -1; shown.size > before; ) {
      before = shown.size;
      for (const title of await titles.allInnerTexts()) shown.add(title);
      await titles.last().scrollIntoViewIfNeeded();
      await page.waitForTimeout(200);
    }
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
    const operation = page.locator("#operations-Crossings-getV1CrossingsSlugStatus");
    await operation.locator(".responses-table .example").first().waitFor();
    expect(await operation.locator(".responses-table .example").first().innerText()).toContain("Port of Entry to be");
    expect(await page.locator(".errors-wrapper").count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("has its introduction in Spanish, too, and refuses parameters that it does not have", async () => {
    const { page } = await open("/docs?lang=es");
    expect(await page.locator(".api-docs h1").innerText()).toBe("La API de Garita");
    await expectFits(page);
    await page.context().close();
    expect((await used.service.ask("/docs?colour=red")).status).toBe(400);
  });

  test("has an example for a terminal that works", async () => {
    const { status } = apiSnippets(used.service.url);
    const { stdout } = await promisify(execFile)("sh", ["-c", `${status} --silent`]);
    expect(JSON.parse(stdout)).toMatchObject({
      crossing: "lukeville",
      services: [{ mode: "passenger", direction: "northbound" }],
    });
  });

  test("has an example of the stream that receives a report", async () => {
    const page = await used.browser.newPage();
    await page.goto(`${used.service.url}/about`);
    const opened = page.waitForResponse(/\/v1\/stream/);
    const logged = page.waitForEvent("console");
    await page.evaluate(apiSnippets(used.service.url).stream);
    await opened;
    await used.service.post("/v1/reports", soundReport(), await used.service.keyFor("desk", "recorder"));
    expect((await logged).text()).toMatch(/^report /);
    await page.close();
  });

  test("has an example of a map, and the answer has the fields that the example uses", async () => {
    const { map } = apiSnippets(used.service.url);
    const [, address = ""] = /fetch\("([^"]+)"\)/.exec(map) ?? [];
    const { body } = await used.service.ask(address.slice(used.service.url.length));
    const names = [...map.matchAll(/properties\.(\w+)/g)].map(([, name = ""]) => name);
    expect(names).toEqual(["name", "summary"]);
    for (const { properties } of body.features)
      expect(names.map((name) => typeof properties[name])).toEqual(["string", "string"]);
  });
});
