import { get } from "node:http";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
});
afterAll(() => service.release());

const ITEMS = "/ogc/collections/crossings/items";
const ask = async (path: string) => (await service.ask(path)).body;
const hrefOf = (links: { rel: string; href: string }[], rel: string) => links.find((link) => link.rel === rel)?.href;
const idsOf = (features: { id: string }[]) => features.map(({ id }) => id);

test("the landing page leads to the description, the conformance and the collections", async () => {
  const { links } = await ask("/ogc");
  for (const [rel, path] of [
    ["self", "/ogc"],
    ["service-desc", "/openapi.json"],
    ["service-doc", "/docs"],
    ["conformance", "/ogc/conformance"],
    ["data", "/ogc/collections"],
  ] as const) {
    expect([rel, hrefOf(links, rel)]).toEqual([rel, `https://garita.example${path}`]);
    expect([path, (await service.ask(path)).status]).toEqual([path, 200]);
  }
  expect((await ask("/ogc/conformance")).conformsTo).toEqual([
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  ]);
});

test("the only collection has a box around all crossings, in CRS84", async () => {
  const { collections } = await ask("/ogc/collections");
  expect(collections).toEqual([await ask("/ogc/collections/crossings")]);
  const [{ id, crs, extent, links }] = collections;
  expect([id, crs]).toEqual(["crossings", ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]]);
  const [[west, south, east, north]] = extent.spatial.bbox;
  const { features } = await ask(ITEMS);
  const points = features.flatMap(({ geometry }: { geometry: { coordinates: number[] } | null }) =>
    geometry === null ? [] : [geometry.coordinates],
  );
  expect([west, east]).toEqual([
    Math.min(...points.map(([x]: number[]) => x)),
    Math.max(...points.map(([x]: number[]) => x)),
  ]);
  expect(south < north).toBe(true);
  expect(hrefOf(links, "items")).toBe(`https://garita.example${ITEMS}`);
  expect((await service.ask("/ogc/collections/rivers")).status).toBe(404);
});

test("the pages lead to one another and together are all crossings", async () => {
  const { body } = await service.ask("/v1/crossings");
  const slugs: string[] = [];
  let pages = 0;
  for (let path: string | undefined = `${ITEMS}?limit=20`; path !== undefined; pages++) {
    const { headers, body: page } = await service.ask(path);
    expect(headers.get("content-type")).toMatch(/^application\/geo\+json/);
    expect([page.type, page.numberMatched]).toEqual(["FeatureCollection", body.crossings.length]);
    expect(page.numberReturned).toBe(page.features.length);
    expect(page.timeStamp).toMatch(/^\d{4}-.*Z$/);
    expect(hrefOf(page.links, "self")).toBe(`https://garita.example${path}`);
    slugs.push(...idsOf(page.features));
    path = hrefOf(page.links, "next")?.replace("https://garita.example", "");
  }
  expect([pages, slugs]).toEqual([3, body.crossings.map(({ slug }: { slug: string }) => slug)]);
});

test("a box selects crossings with a position in it, with or without heights", async () => {
  const flat = await ask(`${ITEMS}?bbox=-111.1,31.2,-110.8,31.5`);
  expect(idsOf(flat.features)).toContain("nogales-deconcini");
  expect(flat.numberMatched).toBe(flat.features.length);
  const high = await ask(`${ITEMS}?bbox=-111.1,31.2,0,-110.8,31.5,9000`);
  expect(idsOf(high.features)).toEqual(idsOf(flat.features));
  expect((await ask(`${ITEMS}?bbox=0,0,1,1`)).features).toEqual([]);
});

describe("datetime", () => {
  const lukeville = async (datetime: string) => {
    const { features } = await ask(`${ITEMS}?datetime=${encodeURIComponent(datetime)}`);
    const { open, description } = features.find(({ id }: { id: string }) => id === "lukeville").properties;
    return { open, description };
  };

  test("is the instant to answer for", async () => {
    const { open, description } = await lukeville("2023-12-20T12:00:00-07:00");
    expect([open, description]).toEqual([false, expect.stringMatching(/^Suspended since 4 Dec 2023/)]);
  });

  test("as an interval means the instant in it that is nearest to now", async () => {
    const suspended = await lukeville("2023-12-20T19:00:00Z");
    for (const past of [
      "2023-01-01T00:00:00Z/2023-12-20T19:00:00Z",
      "../2023-12-20T19:00:00Z",
      "/2023-12-20T19:00:00Z",
    ])
      expect([past, await lukeville(past)]).toEqual([past, suspended]);
    const { features } = await ask(ITEMS);
    const now = features.find(({ id }: { id: string }) => id === "lukeville").properties.open;
    for (const current of [
      "2023-01-01T00:00:00Z/..",
      "2023-01-01T00:00:00Z/",
      "2023-01-01T00:00:00Z/2100-01-01T00:00:00Z",
    ])
      expect([current, (await lukeville(current)).open]).toEqual([current, now]);
    expect(await lukeville("2100-01-01T00:00:00Z/..")).toEqual(await lukeville("2100-01-01T00:00:00Z"));
  });
});

test.each([
  ["bbox=1,2,3", "bbox"],
  ["bbox=1,2,3,4,5", "bbox"],
  ["bbox=0,10,1,5", "bbox"],
  ["datetime=yesterday", "datetime"],
  ["datetime=2023-12-20", "datetime"],
  ["datetime=../..", "datetime"],
  ["datetime=2023-12-20T00:00:00Z/2023-12-19T00:00:00Z", "datetime"],
  ["datetime=2023-12-20T00:00:00Z/a/b", "datetime"],
  ["limit=0", "limit"],
  ["limit=ten", "limit"],
  ["crs=EPSG:4326", "crs"],
  ["bbox-crs=x", "bbox-crs"],
  ["cursor=nowhere", "cursor"],
])("%s is refused with the name of the parameter", async (query, path) => {
  const { status, body } = await service.ask(`${ITEMS}?${query}`);
  expect([status, body.errors?.map((each: { path: string }) => each.path)]).toEqual([400, [path]]);
});

test("a larger limit than the largest is taken as the largest, as the standard requires", async () => {
  const { status, body } = await service.ask(`${ITEMS}?limit=100000`);
  expect([status, body.numberReturned]).toEqual([200, body.numberMatched]);
});

test("a crossing is a feature by its slug, with links to the collection and to its page", async () => {
  const { headers, body } = await service.ask(`${ITEMS}/lukeville`);
  expect(headers.get("content-type")).toMatch(/^application\/geo\+json/);
  const { links, ...feature } = body;
  const { features } = await ask(ITEMS);
  expect(feature).toEqual(features.find(({ id }: { id: string }) => id === "lukeville"));
  expect(hrefOf(links, "collection")).toBe("https://garita.example/ogc/collections/crossings");
  expect(hrefOf(links, "alternate")).toBe("https://garita.example/lukeville");
  expect((await service.ask(`${ITEMS}/nowhere`)).status).toBe(404);
});

const LINKED = ["/ogc", "/ogc/collections", "/ogc/collections/crossings", ITEMS, `${ITEMS}/lukeville`];

test("answers are conditional, and change with a report", async () => {
  const etags = new Map<string, string>();
  for (const path of LINKED) {
    const { headers } = await service.ask(path);
    etags.set(path, headers.get("etag") ?? "");
    const again = await service.ask(path, { headers: { "if-none-match": etags.get(path) ?? "" } });
    expect([path, again.status]).toEqual([path, 304]);
  }
  await service.post("/v1/reports", soundReport(), await service.keyFor("desk", "recorder"));
  for (const path of [ITEMS, `${ITEMS}/lukeville`]) {
    const { status, body } = await service.ask(path, { headers: { "if-none-match": etags.get(path) ?? "" } });
    expect([path, status, JSON.stringify(body).includes("Example Agency")]).toEqual([path, 200, true]);
  }
});

test("without a public address, links begin with the host of each request, and are not mixed up", async () => {
  const other = await loanService();
  try {
    const { port } = new URL(other.url);
    for (const path of LINKED)
      for (const host of [`localhost:${port}`, "maps.example", "maps.example", `localhost:${port}`]) {
        const { links } = JSON.parse(await getAs(host, Number(port), path));
        expect(hrefOf(links, "self")).toBe(`http://${host}${path}`);
      }
    const { headers } = await other.ask(ITEMS);
    const again = await other.ask(ITEMS, { headers: { "if-none-match": headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  } finally {
    await other.release();
  }
});

/** Sends a GET request with a `Host` header, and returns the body. */
const getAs = (host: string, port: number, path: string): Promise<string> =>
  new Promise((done, fail) => {
    get({ host: "127.0.0.1", port, path, headers: { host }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => (text += piece));
      response.on("end", () => done(text));
    }).on("error", fail);
  });

test("features have the title, the description and the colour that maps show by themselves", async () => {
  for (const path of [
    `${ITEMS}?datetime=2023-12-20T19:00:00Z`,
    "/v1/crossings?format=geojson&at=2023-12-20T19:00:00Z",
  ]) {
    const { features } = JSON.parse((await service.ask(path)).text);
    const { properties } = features.find(({ id }: { id: string }) => id === "lukeville");
    expect(properties).toMatchObject({
      title: "Lukeville",
      description: properties.summary,
      "marker-color": "#b3261e",
    });
    for (const feature of features) expect(feature.properties["marker-color"]).toMatch(/^#[0-9a-f]{6}$/);
  }
});
