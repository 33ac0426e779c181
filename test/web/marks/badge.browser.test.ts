import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

interface Measured {
  width: number;
  boxes: [number, number][];
  title: string;
}

/** Badges in a real browser, alone and in a page of another site. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("in a browser, a badge", () => {
  let service: LoanedService;
  let browser: Browser;
  let host: Server;
  let page: Page;
  beforeAll(async () => {
    [service, browser] = await Promise.all([loanService(), launchBrowser()]);
    service.clock.set("2023-12-20T19:00:00Z");
    host = createServer((_req, res) =>
      res.setHeader("Content-Type", "text/html").end("<!doctype html><title>x</title>"),
    );
    await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
    page = await browser.newPage();
    await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser.close();
    await new Promise((done) => host.close(done));
    await service.release();
  });

  const badge = (slug: string, query = "") => `${service.url}/v1/crossings/${slug}/badge.svg${query}`;

  test("is shown as an image of its own size on a page of another host", async () => {
    const size = await page.evaluate(`(async () => {
      const image = Object.assign(new Image(), { src: ${JSON.stringify(badge("lukeville"))} });
      document.body.append(image);
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    })()`);
    const { text } = await service.ask("/v1/crossings/lukeville/badge.svg");
    expect(size).toEqual([Number(/ width="(\d+)"/.exec(text)?.[1]), 20]);
    expect(text).toContain(">suspended both ways since 4 Dec: staffing<");
  });

  test("has room for its text in the fonts of this machine, and has a name for screen readers", async () => {
    const errors: string[] = [];
    page.on("console", (message) => errors.push(message.text()));
    for (const [slug, query] of [
      ["roma", ""],
      ["lukeville", "?lang=es"],
      ["san-ysidro-pedwest", "?mode=pedestrian&direction=northbound"],
    ] as const) {
      await page.goto(badge(slug, query));
      const { width, boxes, title }: Measured = await page.evaluate(`(() => {
        const svg = document.documentElement;
        const boxes = [...svg.querySelectorAll("text")].map((text) => text.getBBox());
        return {
          width: svg.width.baseVal.value,
          boxes: boxes.map(({ x, width }) => [x, x + width]),
          title: svg.querySelector("title").textContent,
        };
      })()`);
      expect(boxes).toHaveLength(2);
      for (const [from, to] of boxes) {
        expect(from).toBeGreaterThan(0);
        expect(to).toBeLessThanOrEqual(width - 5);
      }
      expect(boxes[0]?.[1]).toBeLessThan(boxes[1]?.[0] ?? 0);
      expect(title).toMatch(/^\S.*: \S/);
    }
    // No part of the badge was blocked by its own Content-Security-Policy.
    expect(errors).toEqual([]);
  });
});
