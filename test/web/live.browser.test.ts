import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { CHROMIUM } from "../support/browser.ts";
import { soundReport } from "../support/service.ts";
import { usePages } from "../support/use-pages.ts";

/** Tests how pages follow new reports, and the notices shown when they cannot. Skipped without a browser. */
(CHROMIUM === undefined ? describe.skip : describe)("an open page", () => {
  let key: string;
  const used = usePages({}, async (service) => {
    key = await service.keyFor("desk", "recorder");
  });

  async function open(path: string): Promise<Page> {
    const page = await used.browser.newPage({ locale: "en-US" });
    const connected = page.waitForResponse(/\/v1\/stream/);
    await page.goto(`${used.service.url}${path}`);
    await connected;
    return page;
  }

  test("shows a new report at once, keeps the focus and what is unfolded, and announces the new answer to screen readers", async () => {
    const [page, board] = [await open("/lukeville"), await open("/")];
    await page.getByText("In full, with sources").click();
    const link = page.locator(".spans a").first();
    await link.focus();
    const before = await board.locator(".tally").innerText();
    const { status } = await used.service.post(
      "/v1/reports",
      soundReport({ modes: undefined, directions: undefined }),
      key,
    );
    expect(status).toBe(201);
    await page.locator("h1", { hasText: "Lukeville is not open: suspended" }).waitFor();
    expect(await page.title()).toBe("Lukeville: suspended both ways since 2 Mar: staffing – Garita");
    expect(await page.locator("#spoken").innerText()).toBe("Lukeville is not open: suspended");
    expect(await page.evaluate("document.activeElement.textContent")).toBe(await link.innerText());
    expect(await page.locator(".summary").isVisible()).toBe(true);
    await board
      .locator(".list .crossings > li", { hasText: "Lukeville" })
      .filter({ hasText: "Suspended since 2 Mar" })
      .waitFor();
    expect(await board.locator(".tally").innerText()).not.toBe(before);
    await page.close();
    await board.close();
  });

  test("strikes a withdrawn report through, and no longer shows its suspension", async () => {
    const page = await open("/naco");
    await page.locator("#everything summary").click();
    const { body } = await used.service.post("/v1/reports", soundReport({ crossing: "naco" }), key);
    await page.locator(".history li", { hasText: "A notice" }).waitFor();
    await used.service.post(`/v1/reports/${body.id}/retraction`, { note: "Wrong crossing" }, key);
    const struck = page.locator(".history del", { hasText: "Suspended" });
    await struck.waitFor();
    expect(await page.evaluate("getComputedStyle(document.querySelector('.history del')).textDecorationLine")).toBe(
      "line-through",
    );
    expect(await page.locator("h1").innerText()).not.toContain("not open: suspended");
    await page.close();
  });

  test("shows its age when the connection is lost, and catches up when it is restored", async () => {
    const page = await open("/douglas");
    await page.context().setOffline(true);
    await page.locator("#stale", { hasText: /^Connection lost\. This page is \d+ (s|min) old\.$/ }).waitFor();
    expect(await page.locator("h1").innerText()).toMatch(/^Douglas/);
    await used.service.post(
      "/v1/reports",
      soundReport({ crossing: "douglas", modes: undefined, directions: undefined }),
      key,
    );
    await page.context().setOffline(false);
    await page.locator("h1", { hasText: "Douglas is not open: suspended" }).waitFor();
    await page.locator("#stale:empty").waitFor({ state: "attached" });
    await page.close();
  });

  test("that a browser restores from its cache after a day renews itself at once", async () => {
    // A server between the browser and the service gives the first copy of the page an old date and a long lifetime.
    let isFirst = true;
    const between = createServer(async ({ url, headers }, res) => {
      if (url === "/v1/stream?crossing=presidio") return void res.writeHead(204).end();
      const answer = await fetch(`${used.service.url}${url}`, { headers: { accept: headers.accept ?? "*/*" } });
      const isOld = url === "/presidio" && isFirst;
      const body = Buffer.from(await answer.arrayBuffer());
      res.writeHead(answer.status, {
        "Content-Type": answer.headers.get("content-type") ?? "",
        "Cache-Control": isOld ? "max-age=86400" : "no-cache",
      });
      if (!isOld) return void res.end(body);
      isFirst = false;
      const old = body.toString().replace(/data-at="[^"]+"/, 'data-at="2020-01-01T00:00:00Z"');
      res.end(old.replace(/(<h1[^>]*>).*?<\/h1>/s, "$1As of yesterday</h1>"));
    });
    await new Promise<void>((done) => between.listen(0, "127.0.0.1", done));
    const base = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
    const page = await used.browser.newPage({ locale: "en-US" });
    await page.goto(`${base}/presidio`);
    expect(await page.locator("h1").innerText()).toBe("As of yesterday");
    await page.goto(`${base}/about`);
    await page.goBack();
    await page.locator("h1", { hasText: "Presidio" }).waitFor();
    await page.close();
    between.closeAllConnections();
    between.close();
  });

  test("about the past does not update itself", async () => {
    const page = await used.browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${used.service.url}/lukeville?on=2023-12-20`, { waitUntil: "load" });
    expect(asked.filter((path) => path.startsWith("/v1/"))).toEqual([]);
    await page.close();
  });
});
