import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const areas: { slug: string; name: Record<string, string>; crossings: string[] }[] = JSON.parse(
  readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8"),
);
let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

const page = (path: string) => service.ask(path, { headers: { accept: "text/html" } });
const slugsIn = (text: string) => [...text.matchAll(/<li data-slug="([^"]+)"/g)].map(([, slug]) => slug);

describe("the page of an area", () => {
  test.each(areas)("/$slug lists the crossings of the area in both languages", async ({ slug, name, crossings }) => {
    for (const language of ["en", "es"]) {
      const { status, text } = await page(`/${slug}?lang=${language}`);
      expect([status, slugsIn(text).sort()]).toEqual([200, [...crossings].sort()]);
      expect(text).toContain(`${name[language]}</h1>`);
      expect(text).toContain(`<link rel="canonical" href="/${slug}?lang=${language}">`);
      expect(text).toMatch(new RegExp(`<title>${name[language]}`));
    }
  });

  test("accepts the filters of the board, and its counts link back to the page of the area", async () => {
    const { text } = await page("/laredo?mode=rail");
    expect(slugsIn(text)).toEqual(["laredo-rail"]);
    expect(text).toContain('href="/laredo?mode=rail&amp;status=open"');
    expect((await page("/laredo?colour=red")).status).toBe(400);
  });

  test("gives a terminal the counts as text, and gives programs the crossings", async () => {
    expect((await service.ask("/laredo")).text).toMatch(/^Garita\. 5 crossings: /);
    const { body } = await service.ask("/laredo", { headers: { accept: "application/json" } });
    expect(body.crossings.map(({ slug }: { slug: string }) => slug)).toContain("laredo-rail");
    expect(body.crossings).toHaveLength(5);
  });

  test("is found even if its name is typed in capital letters", async () => {
    const { status, headers } = await service.ask("/LAREDO?lang=es", { redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([301, "/laredo?lang=es"]);
  });

  test("has links that take keyboard users to the map and past it", async () => {
    for (const path of ["/", "/laredo", "/history/december-2023"]) {
      const { text } = await page(path);
      const targets = [...text.matchAll(/<a class="skip" href="#([\w-]+)"/g)].map(([, id]) => id);
      expect(targets).toContain("past-map");
      for (const id of targets) expect(text.split(`id="${id}"`)).toHaveLength(2);
      expect(text.indexOf('id="past-map"')).toBeGreaterThan(text.indexOf("</svg>", text.indexOf('id="border-map"')));
    }
  });

  test("does not exist under another name", async () => {
    for (const slug of ["/laredoo-nuevo", "/san-diego-county", "/rio-bravo-valley"])
      expect((await page(slug)).status).toBe(404);
  });
});
