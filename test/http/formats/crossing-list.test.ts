import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** Reads a list page by page, as its `next` and `Link` say. Returns the slugs of each page. */
async function pagesOf(path: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let url: string | null = path; url !== null; ) {
    const { body, headers } = await service.ask(url);
    pages.push(body.crossings.map(({ slug }: { slug: string }) => slug));
    const link: string | null = headers.get("link");
    expect(link === null).toBe(body.next === null);
    url = /^<(.+)>; rel="next"$/.exec(link ?? "")?.[1] ?? null;
    if (url !== null) expect(new URLSearchParams(url.split("?")[1]).get("cursor")).toBe(body.next);
  }
  return pages;
}

test.each(["", "state=AZ&", "near=32.5,-117&", "status=closed&", "at=2023-12-20T12:00:00Z&open=false&"])(
  "the pages of the list with %s together are the whole list",
  async (query) => {
    const { body } = await service.ask(`/v1/crossings?${query}`);
    const whole = body.crossings.map(({ slug }: { slug: string }) => slug);
    expect(body.next).toBeNull();
    for (const limit of [1, 4, 500]) {
      const pages = await pagesOf(`/v1/crossings?${query}limit=${limit}`);
      expect(pages.flat()).toEqual(whole);
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
    }
  },
);

test("a page in another format has the address of the next page in its header", async () => {
  for (const format of ["csv", "geojson"]) {
    const { headers } = await service.ask(`/v1/crossings?limit=2&format=${format}`);
    expect(headers.get("link")).toMatch(
      new RegExp(`^</v1/crossings\\?limit=2&format=${format}&cursor=.+>; rel="next"$`),
    );
  }
});

test("a cursor that is no crossing is refused by name", async () => {
  const { status, body, text } = await service.ask("/v1/crossings?limit=2&cursor=nowhere");
  expect([status, body.errors[0].path]).toEqual([400, "cursor"]);
  expect(text).toContain("nowhere");
});

test("a crossing has the same text near a place, besides its distance, and its ETag changes with the place", async () => {
  const whole = await service.ask("/v1/crossings?state=AZ");
  const near = await service.ask("/v1/crossings?state=AZ&near=31.3,-110.9");
  const bySlug = new Map(whole.body.crossings.map((each: { slug: string }) => [each.slug, each]));
  for (const { distanceKm, ...crossing } of near.body.crossings) {
    expect(crossing).toEqual(bySlug.get(crossing.slug));
    expect(Object.is(distanceKm, Math.round(distanceKm * 10) / 10)).toBe(true);
  }
  const features = await service.ask("/v1/crossings?state=AZ&near=31.3,-110.9&format=geojson");
  expect(features.body.features.map(({ properties }: { properties: object }) => properties)).toEqual(
    near.body.crossings.map(
      ({ point, ...crossing }: { point: { confidence: string }; name: string; summary: string }) => ({
        title: crossing.name,
        description: crossing.summary,
        "marker-color": expect.stringMatching(/^#[0-9a-f]{6}$/),
        ...crossing,
        pointConfidence: point.confidence,
      }),
    ),
  );
  const elsewhere = await service.ask("/v1/crossings?state=AZ&near=31.3,-110.8");
  expect(new Set([whole, near, elsewhere].map(({ headers }) => headers.get("etag"))).size).toBe(3);
});

test("a report about one crossing changes its text in every format, and no other", async () => {
  const ask = async () => {
    const [json, csv] = await Promise.all(
      ["/v1/crossings?state=AZ", "/v1/crossings?state=AZ&format=csv"].map((path) => service.ask(path)),
    );
    return {
      json: new Map<string, string>(
        json?.body.crossings.map((each: { slug: string }) => [each.slug, JSON.stringify(each)]),
      ),
      csv: (csv?.text ?? "").split("\r\n").map((line) => line.replace(/,[^,]*,[^,]*$/, "")),
    };
  };
  const before = await ask();
  const change = { crossing: "naco", status: "suspended", effectiveAt: String(service.ctx.now) };
  const source = { kind: "operator", publisher: "Cochise County", title: "Suspended" };
  expect(
    (await service.post("/v1/reports", { source, changes: [change] }, await service.keyFor("county", "recorder")))
      .status,
  ).toBe(201);
  const after = await ask();
  expect([...after.json].filter(([slug, text]) => before.json.get(slug) !== text).map(([slug]) => slug)).toEqual([
    "naco",
  ]);
  const changed = after.csv.filter((line) => !before.csv.includes(line));
  expect(new Set(changed.map((line) => line.split(",")[0]))).toEqual(new Set(["naco"]));
  expect(changed.every((line) => line.includes("suspended"))).toBe(true);
});
