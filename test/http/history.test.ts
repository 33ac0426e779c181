import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const history = async (query: string, crossing = "lukeville") =>
  (await service.ask(`/v1/crossings/${crossing}/history?${query}`)).body;

describe("the history of a crossing", () => {
  test("is listed in pages without gap or overlap, with the effective time of each item", async () => {
    const whole = await history("limit=500");
    const paged: unknown[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page: { history: unknown[]; next: string | null } = await history(
        `limit=7${next === "" ? "" : `&cursor=${next}`}`,
      );
      paged.push(...page.history);
      next = page.next;
    }
    expect(paged).toEqual(whole.history);
    const suspended = whole.history.find(
      (item: { status: string; report: { id: string } }) =>
        item.status === "suspended" && item.report.id === "seed-cbp-2023-12-01-lukeville",
    );
    expect(suspended).toMatchObject({ kind: "status", effectiveAt: "2023-12-04", onset: "exact", retractedAt: null });
  });

  test("can be filtered by period, mode and direction", async () => {
    const { history: items } = await history("from=2023-12-01&to=2023-12-31&mode=passenger&direction=southbound");
    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      expect(item).toMatchObject({
        mode: "passenger",
        direction: "southbound",
        effectiveAt: expect.stringMatching(/^2023-12/),
      });
  });

  test("shows the attributes of a claim", async () => {
    const { history: items } = await history("limit=500");
    expect(items.find((item: { kind: string }) => item.kind === "claim")).toMatchObject({
      denied: false,
      attributed: expect.any(Boolean),
      expectedUntil: null,
    });
  });

  test("is empty with a `knownAt` before the seed was recorded", async () => {
    expect(await history("knownAt=2020-01-01T00:00:00Z")).toEqual({ asOf: 0, history: [], counts: [], next: null });
  });
});

describe("the spans of status", () => {
  test("follow each other without gaps, and the first has no start if none was reported", async () => {
    const { history: spans } = await history("view=spans&mode=passenger&direction=northbound");
    const starts = spans.map(({ status, limited, from }: { status: string; limited: boolean; from: string | null }) => [
      status,
      limited,
      from,
    ]);
    expect(starts).toEqual(
      expect.arrayContaining([
        ["open", true, "2023-11-27T21:00:00Z"],
        ["suspended", false, "2023-12-04"],
        ["open", false, "2024-01-04T13:00:00Z"],
      ]),
    );
    expect(spans[0].from).toBeNull();
    for (const [i, span] of spans.entries()) expect(span.to).toBe(spans[i + 1]?.from ?? null);
  });

  test("are not paged: `limit` is refused, not ignored", async () => {
    const { status, body } = await service.ask("/v1/crossings/lukeville/history?view=spans&limit=1");
    expect([status, body.errors[0].path]).toEqual([400, "limit"]);
  });
});
