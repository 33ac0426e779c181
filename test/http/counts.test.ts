import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const counts = async (query: string, crossing = "lukeville") =>
  (await service.ask(`/v1/crossings/${crossing}/counts?${query}`)).body;

describe("the counts of a crossing", () => {
  test("are listed by service and month, with the usual number and the report of each", async () => {
    const { counts: months, reports } = await counts("from=2023-11&to=2023-12&mode=passenger");
    expect(months).toEqual([
      expect.objectContaining({ month: "2023-11", mode: "passenger", direction: "northbound" }),
      { ...months[1], month: "2023-12", number: 3966 },
    ]);
    expect(months[1].usual).toBeGreaterThan(30_000);
    const report = reports.find(({ id }: { id: string }) => id === months[1].report);
    expect(report).toMatchObject({
      id: "seed-counts-bts-2023-12",
      source: {
        publisher: "Bureau of Transportation Statistics",
        title: "Border Crossing Entry Data, December 2023",
        publishedAt: "2024-02",
      },
    });
  });

  test("with `publishedBefore` are those that had been published by that time", async () => {
    const before = await counts("from=2023-12&mode=passenger&publishedBefore=2024-02-20T00:00:00Z");
    expect(before.counts).toEqual([]);
    const after = await counts("from=2023-12&to=2023-12&mode=passenger&publishedBefore=2024-03-02T00:00:00Z");
    expect(after.counts).toHaveLength(1);
  });

  test("can be requested as CSV with their sources", async () => {
    const { text } = await service.ask(
      "/v1/crossings/lukeville/counts?from=2023-12&to=2023-12&mode=passenger&format=csv",
    );
    const [head, row] = text.replace("\uFEFF", "").trim().split("\r\n");
    expect(head).toMatch(/^crossing,mode,direction,month,number,usual,report,publisher,/);
    expect(row).toMatch(
      /^lukeville,passenger,northbound,2023-12,3966,\d+,seed-counts-bts-2023-12,Bureau of Transportation/,
    );
  });

  test("are summarised in one item per service, both in this answer and in the history", async () => {
    const { folded } = await counts("mode=passenger", "amistad-dam");
    expect(folded).toMatchObject([
      {
        mode: "passenger",
        from: "2008-01",
        to: "2025-12",
        missing: [],
        publishers: ["U.S. Customs and Border Protection"],
      },
    ]);
    expect(folded[0].nobody).toContainEqual({ from: "2015-03", to: "2015-09" });
    const { body } = await service.ask("/v1/crossings/amistad-dam/history?mode=passenger");
    expect(body.counts).toEqual(folded);
  });

  test("are left out of the list of reports by default, and summarised on the page and in the Atom feed", async () => {
    const { body: short } = await service.ask("/v1/reports?limit=500");
    expect(
      short.reports.filter(({ claims }: { claims: { count?: number }[] }) =>
        claims.some((claim) => claim.count !== undefined),
      ),
    ).toEqual([]);
    const { body: whole } = await service.ask("/v1/reports?limit=3&counts=true");
    expect(whole.reports.map(({ id }: { id: string }) => id)).toEqual(
      ["2025-12", "2025-11", "2025-10"].map((month) => `seed-counts-cbp-bridges-${month}`),
    );
    const { text: feed } = await service.ask("/v1/crossings/amistad-dam/atom.xml");
    expect(feed.match(/Traffic counted every month/g)).toHaveLength(1);
    const { text: page } = await service.ask("/amistad-dam?lang=en", { headers: { accept: "text/html" } });
    expect(page).toContain("Traffic counted every month from Jan 2008 to Dec 2025, except for Mar 2015 to Sep 2015");
    // The closures are drawn over the bars, and named.
    expect(page).toMatch(
      /<svg class="months"[^>]*><path d="M[^"]*"\/>(<rect class="over \w+"[^>]*><title>\w+<\/title><\/rect>)+<\/svg><p class="key">/,
    );
  });

  test("attest an answer about their month, and the summary says so", async () => {
    const { body } = await service.ask(
      "/v1/crossings/naco/status?at=2023-12-15T18:30:00Z&mode=passenger&direction=northbound",
    );
    expect(body.services[0]).toMatchObject({
      certainty: "attested",
      confirmedBy: { kind: "count", at: "2023-12", source: { publisher: "Bureau of Transportation Statistics" } },
    });
    expect(body.summary).toContain("traffic was counted in Dec 2023 (Bureau of Transportation Statistics)");
  });

  test("of 0 contradict an open status in that month", async () => {
    const { body } = await service.ask(
      "/v1/crossings/amistad-dam/status?at=2022-01-15T18:30:00Z&mode=passenger&direction=northbound",
    );
    expect(body.services[0]).toMatchObject({ status: "open", conflict: { status: "closed", at: "2022-01", count: 0 } });
    expect(body.summary).toContain("but U.S. Customs and Border Protection counted nobody in Jan 2022");
  });

  test("end a closure if a whole month with traffic follows its expected end", async () => {
    const at = async (month: string) =>
      (await service.ask(`/v1/crossings/amistad-dam/status?at=${month}-15T18:30:00Z`)).body.services;
    for (const standing of await at("2024-08")) expect(standing).toMatchObject({ status: "open", since: null });
    for (const standing of await at("2024-05")) expect(standing.status).toBe("open");
  });

  test("are recorded as claims with a number, or refused with the name of the invalid field", async () => {
    const desk = await service.keyFor("counter", "recorder");
    const source = { kind: "operator", publisher: "Bridge System", title: "Crossings" };
    const claim = { crossing: "lukeville", modes: ["passenger"], directions: ["northbound"], status: "open" };
    const report = (more: object) => ({
      source,
      claims: [{ ...claim, effectiveAt: "2026-09", count: 30_114, ...more }],
    });
    const made = await service.post("/v1/reports", report({}), desk);
    expect(made.status).toBe(201);
    expect(made.body.claims).toEqual([expect.objectContaining({ ...claim, effectiveAt: "2026-09", count: 30_114 })]);
    expect((await counts("from=2026-09")).counts).toMatchObject([{ month: "2026-09", number: 30_114 }]);
    for (const [more, path] of [
      [{ status: "closed" }, "claims.0.status"],
      [{ effectiveAt: "2026-09-01" }, "claims.0.effectiveAt"],
      [{ until: "2026-10" }, "claims.0.until"],
      [{ count: 100_000_001 }, "claims.0.count"],
      [{ count: 1.5 }, "claims.0.count"],
    ] as const) {
      const { status, body } = await service.post("/v1/reports", report(more), desk);
      expect([status, body.errors?.[0]?.path]).toEqual([expect.any(Number), path]);
      expect(status).toBeGreaterThanOrEqual(400);
    }
    await service.post(`/v1/reports/${made.body.id}/retraction`, { note: "Wrong month" }, desk);
    expect((await counts("from=2026-09")).counts).toEqual([]);
  });
});
