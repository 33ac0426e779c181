import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "../../../src/root.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { soundReport } from "../../support/service.ts";
import { usePages } from "../../support/use-pages.ts";

/** The client in a real browser, on a page of another site. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("the client in a browser", () => {
  const used = usePages();
  let page: Page;

  let site: Server;

  beforeAll(async () => {
    // Another site, with a page of its own.
    site = createServer((request, response) => {
      const isPage = !/\.js$/.test(request.url ?? "");
      response.setHeader("content-type", isPage ? "text/html" : "text/javascript");
      const file = join(ROOT, "dist/packages/client/src", request.url ?? "");
      response.end(!isPage && existsSync(file) ? readFileSync(file) : "<title>Another site</title>");
    });
    site.listen(0, "localhost");
    await once(site, "listening");
    page = await used.browser.newPage();
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    await page.evaluate(`import("/index.js").then((module) => {
      window.garita = module;
      window.client = module.garitaClient(${JSON.stringify(used.service.url)});
    })`);
  });
  afterAll(async () => {
    await page.close();
    site.closeAllConnections();
    site.close();
  });

  test("asks whether a crossing is open, and gets a problem document for a wrong question", async () => {
    const answer = await page.evaluate(`client.status("lukeville", {
      at: "2023-12-20T12:00:00-07:00", mode: "passenger", direction: "northbound"
    }).then(garita.isOpen)`);
    expect(answer).toBe(false);
    expect(await page.evaluate(`client.status("nowhere").catch((error) => error.problem.type)`)).toBe(
      "/problems/not_found",
    );
  });

  test("records a report and hears of it", async () => {
    const key = await used.service.keyFor("a page", "recorder");
    const seqs = await page.evaluate(`(async () => {
      const after = (await client.get("/v1/log/head")).seq;
      const desk = garita.garitaClient(${JSON.stringify(used.service.url)}, { key: ${JSON.stringify(key)} });
      const { report } = await desk.recordReport(${JSON.stringify(soundReport())});
      for await (const change of client.followChanges({ after })) return [report.seq, change.seq];
    })()`);
    expect(seqs).toEqual([expect.any(Number), (seqs as number[])[0]]);
  });

  test("asks the service each time, although the browser may keep an answer for a minute", async () => {
    const key = await used.service.keyFor("another page", "recorder");
    const said = await page.evaluate(`(async () => {
      const ask = async () => (await client.status("naco")).services.map(({ status }) => status);
      const before = await ask();
      const desk = garita.garitaClient(${JSON.stringify(used.service.url)}, { key: ${JSON.stringify(key)} });
      await desk.recordReport(${JSON.stringify(soundReport({ crossing: "naco" }))});
      return [before, await ask()];
    })()`);
    expect(said).toEqual([expect.not.arrayContaining(["suspended"]), expect.arrayContaining(["suspended"])]);
  });

  test("answers in English in a Spanish browser, and in Spanish if asked to", async () => {
    const context = await used.browser.newContext({ locale: "es-MX" });
    const spanish = await context.newPage();
    await spanish.goto(page.url());
    const names = await spanish.evaluate(`import("/index.js").then(({ garitaClient }) => Promise.all(
      [{}, { language: "es" }].map((options) => garitaClient(${JSON.stringify(used.service.url)}, options)
        .crossing("lukeville").then(({ name }) => name))
    ))`);
    await context.close();
    expect(names).toEqual(["Lukeville", "Garita de Sonoyta"]);
  });

  test("refuses a webhook that nobody signed", async () => {
    const reason = await page.evaluate(`garita.verifyWebhook("{}", new Headers({
      "webhook-id": "msg", "webhook-timestamp": String(Math.floor(Date.now() / 1000)), "webhook-signature": "v1,AAAA"
    }), "whsec_AAAA").catch((error) => error.reason)`);
    expect(reason).toBe("signature");
  });
});
