import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { eventually } from "../../support/eventually.ts";
import { soundReport } from "../../support/service.ts";
import { useSeverableService } from "../../support/severable.ts";

const used = useSeverableService();

const STATUS = "/v1/crossings/lukeville/status";
/** No other test requests this URL, so it is not cached yet. */
const BEHIND = "/v1/crossings/naco/status?mode=commercial";

/** Returns the number of answers served from the cache so far. */
async function served(): Promise<number> {
  const { text } = await used.service.ask("/metrics");
  return Number(/^garita_answers_served_total (\d+)$/m.exec(text)?.[1]);
}

/** Sends a request, and returns true if it was served from the cache. */
async function isKept(path: string, headers: Record<string, string> = {}): Promise<boolean> {
  const before = await served();
  await used.service.ask(path, { headers });
  return (await served()) === before + 1;
}

/** Sends a request without the headers that `fetch` adds, and does not decode the body. */
function raw(
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((done, fail) => {
    request(`${used.service.url}${path}`, { headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response
        .on("data", (piece) => pieces.push(piece))
        .on("end", () => done({ headers: response.headers, body: Buffer.concat(pieces) }));
    })
      .on("error", fail)
      .end();
  });
}

describe("a requested answer", () => {
  test.each([
    STATUS,
    "/v1/crossings?state=AZ",
    "/v1/crossings?format=csv",
    "/v1/crossings/lukeville/history?limit=3",
    "/v1/crossings/lukeville/status?at=2023-12-20T19:00:00Z&publishedBefore=2024-01-01T00:00:00Z",
    "/v1/changes?after=100",
    "/lukeville",
  ])("is cached, and the second client gets the same text and headers as the first: %s", async (path) => {
    // No answer changes in the next minute, so caches may store each for a whole minute.
    used.service.clock.set("2026-11-25T18:30:00Z");
    const first = await used.service.ask(path);
    expect(await isKept(path)).toBe(true);
    const second = await used.service.ask(path);
    const plain = (headers: Headers) => Object.fromEntries([...headers].filter(([name]) => name !== "date"));
    expect(second.text).toBe(first.text);
    expect(plain(second.headers)).toEqual(plain(first.headers));
    expect(second.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("is cached separately by URL, format and language", async () => {
    const asked: [string, Record<string, string>][] = [
      ["/el-paso-bridge-of-the-americas", { accept: "text/plain" }],
      ["/el-paso-bridge-of-the-americas", { accept: "application/json" }],
      ["/el-paso-bridge-of-the-americas", { accept: "text/plain", "accept-language": "es" }],
      ["/el-paso-bridge-of-the-americas?direction=southbound", { accept: "text/plain" }],
    ];
    const first = await Promise.all(asked.map(([path, headers]) => used.service.ask(path, { headers })));
    expect(new Set(first.map(({ text }) => text)).size).toBe(4);
    for (const [i, [path, headers]] of asked.entries()) {
      expect(await isKept(path, headers)).toBe(true);
      expect((await used.service.ask(path, { headers })).text).toBe(first[i]?.text);
    }
  });

  test("is sent with Brotli or gzip on request, with the same contents", async () => {
    const plain = await raw(STATUS, {});
    const brotli = await raw(STATUS, { "accept-encoding": "gzip, deflate, br" });
    const gzip = await raw(STATUS, { "accept-encoding": "gzip;q=1, br;q=0" });
    expect([brotli, gzip, plain].map(({ headers }) => headers["content-encoding"])).toEqual(["br", "gzip", undefined]);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    for (const { headers, body } of [brotli, gzip, plain]) {
      expect(headers["content-length"]).toBe(String(body.length));
      expect(headers.vary).toContain("Accept-Encoding");
    }
    expect(brotli.body.length).toBeLessThan(plain.body.length / 3);
  });

  test("is not sent again to a client that already has it, and HEAD returns only its headers", async () => {
    const { headers } = await used.service.ask(STATUS);
    const etag = headers.get("etag") ?? "";
    for (const given of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
      const again = await used.service.ask(STATUS, { headers: { "if-none-match": given } });
      expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect((await used.service.ask(STATUS, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    const head = await used.service.ask(STATUS, { method: "HEAD" });
    expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(500);
  });

  test("is evicted by a report on one of its crossings, and by no other report", async () => {
    const [own, other, all] = [STATUS, "/v1/crossings/naco/status", "/v1/crossings"];
    const before = await Promise.all([own, other, all].map((path) => used.service.ask(path)));
    const { body: report } = await used.service.post("/v1/reports", soundReport({ status: "closed" }), used.key);
    expect(await isKept(other)).toBe(true);
    expect(await isKept(own)).toBe(false);
    expect(await isKept(all)).toBe(false);
    const { body } = await used.service.ask(own);
    expect(body).toMatchObject({ asOf: report.seq });
    expect(before[0]?.body.asOf).toBeLessThan(report.seq);
  });

  test("is not cached if it is an error", async () => {
    for (const path of ["/v1/crossings/atlantis/status", "/v1/crossings?state=NM"]) {
      await used.service.ask(path);
      expect(await isKept(path)).toBe(false);
    }
  });

  test("changes with the clock, to the second", async () => {
    used.service.clock.set("2027-02-01T02:59:29.010Z");
    const open = await used.service.ask(STATUS);
    expect(open.headers.get("cache-control")).toBe(
      "public, max-age=30, s-maxage=1, stale-while-revalidate=1, must-revalidate",
    );
    used.service.clock.set("2027-02-01T02:59:59.900Z");
    expect(await isKept(STATUS)).toBe(true);
    expect((await used.service.ask(STATUS)).headers.get("cache-control")).toBe(
      "public, max-age=0, s-maxage=1, must-revalidate",
    );
    used.service.clock.set("2027-02-01T03:00:00Z");
    const shut = await used.service.ask(STATUS);
    expect(
      [open, shut].map(({ body }) => body.services.find(({ mode }: { mode: string }) => mode === "commercial").because),
    ).toEqual(["in_service", "outside_hours"]);
    expect(shut.headers.get("etag")).not.toBe(open.headers.get("etag"));
  });
});

describe("while the database is unavailable", () => {
  test("reads continue and state their age, writes are refused, and the service recovers by itself", async () => {
    used.service.clock.set("2027-03-01T02:00:00Z");
    await used.service.ask(STATUS);
    const commercial = "/v1/crossings/lukeville/status?mode=commercial";
    await used.way.cut();
    await eventually(async () => expect((await used.service.ask(STATUS)).headers.get("garita-stale")).toMatch(/^\d+$/));
    const stale = await used.service.ask("/v1/crossings?q=lukeville");
    expect([stale.status, stale.headers.get("cache-control")]).toEqual([
      200,
      "public, max-age=0, s-maxage=1, must-revalidate",
    ]);
    expect((await used.service.ask(commercial)).body.services[0].because).toBe("in_service");
    used.service.clock.set("2027-03-01T03:00:00Z");
    expect((await used.service.ask(commercial)).body.services[0].because).toBe("outside_hours");
    expect((await used.service.ask("/lukeville")).status).toBe(200);
    for (const path of ["/", "/lukeville"]) {
      const page = await used.service.ask(path, { headers: { accept: "text/html" } });
      expect([page.status, page.headers.get("cache-control")]).toEqual([
        200,
        "public, max-age=0, s-maxage=1, must-revalidate",
      ]);
      expect(page.text).toContain("The database is unavailable at the moment.");
    }
    const write = await used.service.post("/v1/reports", soundReport(), used.key);
    expect([write.status, write.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await used.service.ask("/v1/reports")).status).toBe(503);
    expect((await used.service.ask("/readyz")).status).toBe(503);
    // The snapshot knows that Naco has changed, but cannot read the change. An answer without that change must not be
    // cached.
    used.service.ctx.snapshot?.touch(["naco"]);
    for (const _ of [1, 2]) {
      const before = await served();
      expect((await used.service.ask(BEHIND)).status).toBe(200);
      expect(await served()).toBe(before);
    }
    await used.way.mend();
    await eventually(async () => expect((await used.service.ask(STATUS)).headers.get("garita-stale")).toBeNull());
    const whole = await used.service.ask("/lukeville", { headers: { accept: "text/html" } });
    expect(whole.text).not.toContain("The database is unavailable at the moment.");
    const { status, body } = await used.service.post("/v1/reports", soundReport({ status: "open" }), used.key);
    expect(status).toBe(201);
    expect((await used.service.ask(STATUS)).body.asOf).toBe(body.seq);
  });
});
