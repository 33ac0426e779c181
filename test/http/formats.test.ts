import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "csv-parse/sync";
import { crossings } from "../seed/seed-files.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

describe("the list of crossings", () => {
  test("is a GeoJSON collection, with null geometry for unknown positions", async () => {
    const { body, headers } = await service.ask("/v1/crossings", { headers: { accept: "application/geo+json" } });
    expect(headers.get("content-type")).toMatch(/^application\/geo\+json/);
    expect(body.type).toBe("FeatureCollection");
    expect(body.features).toHaveLength(crossings.size);
    const feature = (slug: string) => body.features.find(({ id }: { id: string }) => id === slug);
    expect(feature("lukeville").geometry).toEqual({ type: "Point", coordinates: [-112.8171, 31.8802] });
    expect(feature("tecate-rail").geometry).toBeNull();
  });

  test("is CSV with one row per service, selected by Accept or by format", async () => {
    const { text, headers } = await service.ask("/v1/crossings?format=csv&state=AZ");
    expect(headers.get("content-type")).toMatch(/^text\/csv/);
    const rows: Record<string, string>[] = parse(text, { columns: true });
    const { body } = await service.ask("/v1/crossings?state=AZ");
    expect(rows).toHaveLength(body.crossings.flatMap(({ services }: { services: unknown[] }) => services).length);
    const accepted = await service.ask("/v1/crossings?state=AZ&status=suspended&at=2023-12-20T19:00:00Z", {
      headers: { accept: "text/csv" },
    });
    const lukeville = parse(accepted.text, { columns: true }).filter(
      (row) => (row as { slug: string }).slug === "lukeville",
    );
    expect(lukeville[0]).toMatchObject({
      open: "false",
      status: "suspended",
      since: "2023-12-04",
      timeZone: "America/Phoenix",
    });
  });

  test("includes the county of each crossing in every format", async () => {
    const pima = { name: "Pima", fips: "04019" };
    expect((await service.ask("/v1/crossings?q=lukeville")).body.crossings[0].county).toEqual(pima);
    expect((await service.ask("/v1/crossings/lukeville")).body.county).toEqual(pima);
    const { features } = (await service.ask("/v1/crossings?county=Pima&format=geojson")).body;
    expect(features.map((each: { properties: object }) => each.properties)).toEqual([
      expect.objectContaining({ slug: "sasabe", county: pima }),
      expect.objectContaining({ slug: "lukeville", county: pima }),
    ]);
    const { text } = await service.ask("/v1/crossings?county=Pima&format=csv");
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(new Set(rows.map(({ slug, county, countyFips }) => `${slug} ${county} ${countyFips}`))).toEqual(
      new Set(["sasabe Pima 04019", "lukeville Pima 04019"]),
    );
  });

  test("is sorted by distance from a given place", async () => {
    const { body } = await service.ask("/v1/crossings?near=31.7477,-106.4870&mode=passenger");
    expect(body.crossings.slice(0, 2).map(({ slug }: { slug: string }) => slug)).toEqual([
      "el-paso-paso-del-norte",
      "el-paso-stanton",
    ]);
    expect(body.crossings[0].distanceKm).toBe(0);
    const distances = body.crossings.map(
      ({ distanceKm }: { distanceKm?: number }) => distanceKm ?? Number.POSITIVE_INFINITY,
    );
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  test.each([
    ["q=morely", ["nogales-morley-gate"]],
    ["q=anzaldúas", ["anzalduas"]],
    ["q=ANZALDUAS", ["anzalduas"]],
    ["q=BOTA", ["el-paso-bridge-of-the-americas"]],
    ["port=2606", ["sasabe"]],
    ["county=04019", ["sasabe", "lukeville"]],
    ["county=pima&mode=commercial", ["lukeville"]],
    ["county=Hudspeth&state=TX", ["fort-hancock"]],
    ["county=Hudspeth&state=AZ", []],
    ["bbox=-113,31.5,-112,32", ["lukeville"]],
    ["state=AZ&mode=rail", ["nogales-rail"]],
  ])("can be filtered by %s", async (query, slugs) => {
    const { body } = await service.ask(`/v1/crossings?${query}`);
    expect(body.crossings.map(({ slug }: { slug: string }) => slug)).toEqual(slugs);
  });

  test("can be filtered by status and by `open` on a given day", async () => {
    const at = "at=2023-12-20T19:00:00Z";
    const slugs = async (query: string) =>
      (await service.ask(`/v1/crossings?${at}&${query}`)).body.crossings.map(({ slug }: { slug: string }) => slug);
    expect(await slugs("status=suspended")).toEqual(
      expect.arrayContaining([
        "lukeville",
        "eagle-pass-rail",
        "el-paso-rail-bnsf",
        "el-paso-rail-up",
        "san-ysidro-pedwest",
        "eagle-pass-bridge-1",
      ]),
    );
    expect(await slugs("open=true")).not.toContain("lukeville");
    expect(await slugs("open=false")).toContain("lukeville");
    expect(await slugs("open=unknown&mode=rail")).toContain("tecate-rail");
  });
});

/** Returns the headers of a conditional request. These headers replace the `no-cache` that `fetch` adds by default. */
const conditional = (tag: string) => ({ "if-none-match": tag, "cache-control": "max-age=0" });

describe("a cached answer", () => {
  test("keeps its ETag while nothing changes, so that a conditional request is answered 304", async () => {
    const first = await service.ask("/v1/crossings/lukeville/status");
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\//);
    const again = await service.ask("/v1/crossings/lukeville/status", { headers: conditional(tag) });
    expect(again.status).toBe(304);
    const key = await service.keyFor("desk", "recorder");
    await service.post("/v1/reports", soundReport(), key);
    expect((await service.ask("/v1/crossings/lukeville/status", { headers: conditional(tag) })).status).toBe(200);
  });

  test("expires at the latest when the status may next change", async () => {
    service.clock.set("2026-11-24T12:59:30Z");
    // Mariposa opens at 06:00 in Arizona, which is 13:00Z.
    const { headers } = await service.ask("/v1/crossings/nogales-mariposa/status");
    const seconds = Number(/max-age=(\d+)/.exec(headers.get("cache-control") ?? "")?.[1]);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(seconds).toBeGreaterThan(0);
  });
});

describe("the one-line answer", () => {
  const line = (path: string, headers: Record<string, string> = {}) =>
    service.ask(path, { headers: { accept: "*/*", ...headers } });

  test("is English text by default", async () => {
    const { text, headers } = await line("/lukeville?at=2023-12-20T19:00:00Z");
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(text).toMatch(/^Lukeville on 20 Dec 2023 at 12:00: was suspended both ways \(since 4 Dec\): staffing/);
    expect(text.endsWith("\n")).toBe(true);
  });

  test("is Spanish if preferred", async () => {
    const { text, headers } = await line("/lukeville?at=2023-12-20T19:00:00Z", {
      "accept-language": "es-MX,es;q=0.9,en;q=0.5",
    });
    expect(headers.get("content-language")).toBe("es");
    expect(text).toMatch(/estaba suspendido en ambos sentidos desde el 4 dic: falta de personal/);
  });

  test("is the JSON status on request", async () => {
    const { body } = await line("/lukeville?at=2023-12-20T19:00:00Z", { accept: "application/json" });
    expect(body).toEqual((await service.ask("/v1/crossings/lukeville/status?at=2023-12-20T19:00:00Z")).body);
  });

  test("has at most 160 characters for every crossing, at many times, in both languages", async () => {
    const { body } = await service.ask("/v1/crossings");
    for (const { slug } of body.crossings)
      for (const at of ["2014-01-01T12:00:00Z", "2023-12-20T19:00:00Z", "2024-01-03T19:00:00Z", "2026-11-24T08:00:00Z"])
        for (const language of ["en", "es"]) {
          const { text } = await line(`/${slug}?at=${at}`, { "accept-language": language });
          expect([text, text.trimEnd().length <= 160]).toEqual([text, true]);
        }
  }, 60_000);
});

describe("the description of the API", () => {
  test("is valid OpenAPI 3.1 according to the official schema", async () => {
    const { body } = await service.ask("/openapi.json");
    const result = await new Validator().validate(body);
    expect(result).toMatchObject({ valid: true });
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toContain("/v1/crossings/{slug}/status");
    expect(Object.keys(body.webhooks)).toEqual(["verification", "report", "retraction", "standing"]);
    expect(body.paths["/v1/subscriptions/{id}"].delete.responses["204"]).not.toHaveProperty("content");
  });

  test("has a page that loads nothing from other sites", async () => {
    const { text, headers } = await service.ask("/docs");
    expect(headers.get("content-type")).toMatch(/^text\/html/);
    const parts = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address ?? "");
    for (const address of parts) {
      expect(address).toMatch(/^\//);
      expect((await service.ask(address)).status).toBe(200);
    }
    const scripts = await Promise.all(
      parts.filter((path) => /^\/static.*js$/.test(path)).map((path) => service.ask(path)),
    );
    expect(scripts.some((script) => script.text.includes('url: "/openapi.json"'))).toBe(true);
  });
});

test("health, readiness and metrics are available", async () => {
  expect((await service.ask("/healthz")).body).toEqual({ status: "alive" });
  expect((await service.ask("/readyz")).body).toEqual({ status: "ready" });
  expect((await service.ask("/metrics")).text).toMatch(
    /garita_http_request_seconds_count\{.*route="\/v1\/crossings\/:slug\/status"/,
  );
});
