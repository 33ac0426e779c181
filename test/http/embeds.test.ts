import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../src/root.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const AREAS: string[] = JSON.parse(readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8")).map(
  ({ slug }: { slug: string }) => slug,
);
let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

const words = (markup: string) =>
  markup
    .replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>|<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("an embedded page", () => {
  test("may be framed by any site, and every other page refuses to be framed", async () => {
    for (const path of [
      "/embed/lukeville",
      "/embed/board",
      "/embed/laredo",
      "/embed/nowhere",
      "/embed/board?state=NM",
    ]) {
      const { headers } = await service.ask(path);
      expect([path, headers.get("x-frame-options")]).toEqual([path, null]);
      expect(headers.get("content-security-policy")).toMatch(/frame-ancestors \*$/);
    }
    for (const path of ["/", "/lukeville", "/about", "/article", "/nowhere", "/docs", "/desk", "/v1/crossings"]) {
      const { headers } = await service.ask(path, { headers: { accept: "text/html" } });
      expect([path, headers.get("x-frame-options")]).toEqual([path, "SAMEORIGIN"]);
      expect([path, headers.get("content-security-policy")]).toEqual([
        path,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
    }
  });

  test("is under 10 KB uncompressed in a single file, whichever crossing it shows", async () => {
    const { body } = await service.ask("/v1/crossings");
    const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
    for (const path of [...slugs.map((slug) => `/embed/${slug}?lang=es`), "/embed/board", "/embed/board?lang=es"]) {
      const { text } = await service.ask(path);
      expect([path, Buffer.byteLength(text) < 10_000]).toEqual([path, true]);
      expect(text).not.toMatch(/<(?:link rel="stylesheet"|script src|img)/);
    }
  });

  test("of an area is a single file under 10 KB compressed, whichever area it shows", async () => {
    for (const slug of AREAS)
      for (const language of ["en", "es"]) {
        const path = `/embed/${slug}?lang=${language}`;
        const { text } = await service.ask(path);
        expect([path, gzipSync(text).length < 10_000]).toEqual([path, true]);
        expect(text).not.toMatch(/<(?:link rel="stylesheet"|script src|img)/);
      }
  });

  test("allows its own style and script by their hashes, and nothing else", async () => {
    const { headers, text } = await service.ask("/embed/lukeville");
    const policy = headers.get("content-security-policy") ?? "";
    for (const [, part = ""] of text.matchAll(/<(?:style|script)[^>]*>([\s\S]*?)<\/(?:style|script)>/g)) {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(part));
      expect(policy).toContain(`'sha256-${Buffer.from(digest).toString("base64")}'`);
    }
    expect(policy).not.toContain("unsafe-inline");
  });

  test("states the current answer and its time, and links to the full page outside the frame", async () => {
    const { text } = await service.ask("/embed/lukeville?lang=en&mode=passenger");
    expect(words(text)).toMatch(/Lukeville Cars .* As of 24 Nov 2026 15:00 MST · Garita/);
    expect(text).toContain(
      '<a href="/lukeville?mode=passenger&amp;lang=en" target="_blank" rel="noopener">Lukeville</a>',
    );
    for (const link of text.match(/<a [^>]+>/g) ?? []) expect(link).toContain('target="_blank" rel="noopener"');
    const { body } = await service.post(
      "/v1/reports",
      soundReport({ crossing: "lukeville", effectiveAt: "2026-11-24" }),
      key,
    );
    expect(words((await service.ask("/embed/lukeville?lang=en&mode=passenger")).text)).toContain(
      "Cars Suspended since 24 Nov",
    );
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("has the theme and the language of its address", async () => {
    const { text, headers } = await service.ask("/embed/lukeville?theme=dark&lang=es");
    expect(text).toContain('<html lang="es" data-theme="dark">');
    expect(headers.get("content-language")).toBe("es");
    expect((await service.ask("/embed/lukeville", { headers: { "accept-language": "es-MX" } })).text).toContain(
      '<html lang="es" data-theme="auto">',
    );
  });

  test.each([
    ["/embed/lukeville?theme=blue", 400, 'theme must be one of auto, light, dark; got "blue"'],
    ["/embed/lukeville?at=2023-12-20T12:00:00Z", 400, "at is not a known field"],
    ["/embed/lukeville?mode=rail", 400, "mode lukeville has no rail service"],
    ["/embed/nowhere-at-all", 404, "nowhere-at-all"],
  ])("answers %s with an error page that can be shown in the frame", async (path, status, fault) => {
    const answer = await service.ask(path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(words(answer.text).replaceAll("&quot;", '"')).toContain(fault);
  });

  test("without a name is the board, with the same query", async () => {
    for (const [path, own] of [
      ["/embed", "/embed/board"],
      ["/embed/?lang=es&theme=dark", "/embed/board?lang=es&theme=dark"],
    ] as const) {
      const { status, headers } = await service.ask(path, { redirect: "manual" });
      expect([status, headers.get("location")]).toEqual([302, own]);
    }
  });

  test("at an alias redirects to the embedded page of the crossing", async () => {
    const { status, headers } = await service.ask("/embed/pedwest?lang=es", { redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([301, "/embed/san-ysidro-pedwest?lang=es"]);
  });
});

describe("an embedded area", () => {
  const listed = (text: string) =>
    [...text.matchAll(/<li><p><svg[\s\S]*?<a href="\/([^"?]+)/g)].map(([, slug]) => slug);

  test("has the answers for all its crossings, those in trouble first and then the busiest first", async () => {
    const busiest = ["laredo-juarez-lincoln", "laredo-gateway", "laredo-world-trade", "laredo-colombia", "laredo-rail"];
    const { text } = await service.ask("/embed/laredo?lang=en");
    expect(listed(text).toSorted()).toEqual(busiest.toSorted());
    const before = listed(text).filter((slug) => slug !== "laredo-rail");
    const { body } = await service.post(
      "/v1/reports",
      soundReport({ crossing: "laredo-rail", modes: ["rail"], effectiveAt: "2026-11-24" }),
      key,
    );
    const then = await service.ask("/embed/laredo?lang=en");
    expect(listed(then.text)).toEqual(["laredo-rail", ...before]);
    expect(words(then.text)).toContain("Rail Suspended since 24 Nov: staffing");
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("lists crossings in doubt before those that are certainly open or shut by their hours", async () => {
    const { body } = await service.post(
      "/v1/reports",
      soundReport({
        crossing: "laredo-juarez-lincoln",
        modes: ["passenger"],
        status: "open",
        effectiveAt: "2026-11-23",
      }),
      key,
    );
    for (const slug of AREAS) {
      const { text } = await service.ask(`/embed/${slug}?lang=en`);
      const marks = [...text.matchAll(/<li><p><svg class="mark (\w+)/g)].map(([, mark = ""]) => mark);
      const isCertain = (mark: string) => mark === "open" || mark === "outside_hours";
      expect([slug, marks]).toEqual([slug, marks.toSorted((a, b) => Number(isCertain(a)) - Number(isCertain(b)))]);
      if (slug === "laredo") expect(marks).toContain("open");
    }
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("has the mode, the theme and the language of its address, and its links keep the mode", async () => {
    const { text } = await service.ask("/embed/laredo?mode=rail&theme=dark&lang=es");
    expect(text).toContain('<html lang="es" data-theme="dark">');
    expect(listed(text)).toEqual(["laredo-rail"]);
    expect(text).toContain('<a href="/laredo?mode=rail&amp;lang=es" target="_blank" rel="noopener">');
    for (const link of text.match(/<a [^>]+>/g) ?? []) expect(link).toContain('target="_blank" rel="noopener"');
    expect((await service.ask("/embed/laredo?state=TX")).status).toBe(400);
  });

  test("is found by the name of a city and in capital letters", async () => {
    for (const [path, own] of [
      ["/embed/tijuana?lang=es", "/embed/san-diego-tijuana?lang=es"],
      ["/embed/Laredo", "/embed/laredo"],
    ] as const)
      expect((await service.ask(path, { redirect: "manual" })).headers.get("location")).toBe(own);
  });

  test("has the code to copy on the page of the area, with the filters of that page, except on pages about the past", async () => {
    const page = async (query: string) =>
      (await service.ask(`/laredo?lang=en${query}`, { headers: { accept: "text/html" } })).text;
    expect(await page("&mode=rail")).toContain(
      "&lt;iframe src=&quot;/embed/laredo?mode=rail&amp;amp;lang=en&quot; title=&quot;Garita: Laredo – Nuevo Laredo&quot;",
    );
    expect(await page("&on=2023-12-20")).not.toContain("&lt;iframe");
  });
});

describe("the embedded board", () => {
  test("lists the crossings in trouble first, then counts every crossing once", async () => {
    const { body } = await service.post(
      "/v1/reports",
      soundReport({ crossing: "naco", effectiveAt: "2026-11-24" }),
      key,
    );
    expect(body.id).toBeDefined();
    const { text } = await service.ask("/embed/board?lang=en");
    const [list = "", rest = ""] = text.split('<ul class="tally">');
    const marks = [...list.matchAll(/<li><svg class="mark (\w+)/g)].map(([, mark = ""]) => mark);
    const order = ["suspended", "closed", "limited"];
    expect(marks).toEqual(marks.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(words(list)).toContain("Naco Suspended since 24 Nov: staffing Northbound, passenger");
    const counts = [...rest.matchAll(/<b>(\d+)<\/b>/g)].map(([, count]) => Number(count));
    const { body: all } = await service.ask("/v1/crossings");
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.crossings.length);
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("names only the services in trouble, with their scope, and never an open one", async () => {
    const posted: string[] = [];
    for (const change of [
      { modes: ["pedestrian"], status: "open", effectiveAt: "2026-11-23" },
      { modes: ["passenger"], status: "suspended", effectiveAt: "2026-11-24" },
    ]) {
      const { body } = await service.post("/v1/reports", soundReport({ crossing: "lukeville", ...change }), key);
      posted.push(body.id);
    }
    const list = words((await service.ask("/embed/board?lang=en&q=lukeville")).text);
    expect(list).toContain("Lukeville Suspended since 24 Nov: staffing Northbound, passenger");
    expect(list).not.toContain("Open now");
    const [all = ""] = (await service.ask("/embed/board?lang=en")).text.split('<ul class="tally">');
    expect(words(all)).not.toMatch(/Open now|Closed now/);
    for (const id of posted) await service.post(`/v1/reports/${id}/retraction`, { note: "A test" }, key);
  });

  test("says that nothing matches if no crossing does, and counts the crossings that nobody confirmed", async () => {
    expect(words((await service.ask("/embed/board?lang=en&q=zzzz")).text)).toContain("No crossings match.");
    service.clock.set("2028-06-01T18:00:00Z");
    try {
      expect(words((await service.ask("/embed/board?lang=en&q=naco")).text)).toContain(
        "No suspension, closure or limit is on record, but 1 crossing is not confirmed open.",
      );
    } finally {
      service.clock.set("2026-11-24T22:00:00Z");
    }
  });

  test("has the code to copy on the board, with the filters of that page, except on pages about the past", async () => {
    const page = async (query: string) =>
      (await service.ask(`/?lang=en${query}`, { headers: { accept: "text/html" } })).text;
    const query = "state=AZ&mode=commercial&programme=fast&q=nogales&lang=en";
    expect(await page("&state=AZ&mode=commercial&programme=fast&q=nogales&status=doubtful")).toContain(
      `&lt;iframe src=&quot;/embed/board?${query.replaceAll("&", "&amp;amp;")}&quot; title=&quot;Garita: Border crossings`,
    );
    expect(words((await service.ask(`/embed/board?${query}`)).text)).toContain("As of 24 Nov 2026 15:00 MST");
    expect(await page("&on=2023-12-20")).not.toContain("&lt;iframe");
  });

  test("accepts a state, and its links keep it", async () => {
    const { text } = await service.ask("/embed/board?state=AZ&lang=en");
    expect(text).toContain(
      '<a href="/?state=AZ&amp;lang=en" target="_blank" rel="noopener">Border crossings in Arizona</a>',
    );
    expect(words(text)).not.toContain("Laredo");
  });
});
