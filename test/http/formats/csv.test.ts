import { parse } from "csv-parse/sync";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

/** Requests an answer as bytes, because `text()` would remove the byte order mark. */
async function saved(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${service.url}${path}`, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const rows: Record<string, string>[] = parse(bytes, { columns: true, bom: true });
  const name = /^attachment; filename="([^"]+)"$/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  return { bytes, rows, name, link: answer.headers.get("link"), status: answer.status };
}

describe("a CSV file", () => {
  test.each([
    ["/v1/crossings?format=csv&at=2023-12-20T12:00:00Z", "garita-crossings-2023-12-20.csv"],
    ["/v1/crossings?format=csv&state=AZ&at=2023-12-20T06:59:00Z", "garita-crossings-2023-12-19.csv"],
    ["/v1/crossings?format=csv&state=CA&port=9999", "garita-crossings-2026-11-27.csv"],
    [
      "/v1/crossings/lukeville/availability?format=csv&from=2023-12&to=2024-01",
      "garita-availability-lukeville-2023-12-01-to-2024-01-31.csv",
    ],
    [
      "/v1/availability?format=csv&from=2023-12&to=2023-12&state=AZ",
      "garita-availability-2023-12-01-to-2023-12-31.csv",
    ],
    ["/v1/crossings/lukeville/history?format=csv", "garita-history-lukeville-2026-11-27.csv"],
    ["/v1/crossings/lukeville/history?format=csv&view=spans", "garita-history-lukeville-2026-11-27.csv"],
    ["/v1/reports?format=csv", "garita-reports-2026-11-27.csv"],
    ["/v1/reports?format=csv&crossing=lukeville", "garita-reports-lukeville-2026-11-27.csv"],
  ])("for %s begins with a byte order mark, for Excel, and is named %s", async (path, name) => {
    service.clock.set("2026-11-28T05:59:00Z");
    for (const answer of [await saved(path), await saved(path)]) {
      expect([answer.status, answer.name]).toEqual([200, name]);
      expect([...answer.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    }
  });

  test("has the day in its name, and is not cached beyond that day", async () => {
    const path = "/v1/crossings/naco/history?format=csv";
    service.clock.set("2026-11-28T05:59:59Z");
    expect((await saved(path)).name).toBe("garita-history-naco-2026-11-27.csv");
    service.clock.set("2026-11-28T06:00:00Z");
    expect((await saved(path)).name).toBe("garita-history-naco-2026-11-28.csv");
  });

  test("preserves accents", async () => {
    const { rows } = await saved("/v1/crossings?format=csv&q=anzalduas", { "accept-language": "es" });
    expect(rows[0]?.name).toContain("Anzaldúas");
  });
});

describe("the history of a crossing as CSV", () => {
  test("has one row per item, like the JSON, and gives the URL of the next page", async () => {
    const path = "/v1/crossings/lukeville/history?limit=3";
    const { rows, link } = await saved(`${path}&format=csv`);
    const { body, headers } = await service.ask(path);
    expect(rows).toHaveLength(3);
    expect(rows.map(({ seq }) => Number(seq))).toEqual(body.history.map(({ seq }: { seq: number }) => seq));
    expect(rows[0]).toMatchObject({
      crossing: "lukeville",
      publisher: body.history[0].report.source.publisher,
      report: body.history[0].report.id,
    });
    expect(headers.get("link")).toBe(`<${path}&cursor=${body.next}>; rel="next"`);
    const next = /^<(.*)>; rel="next"$/.exec(link ?? "")?.[1] ?? "";
    const { rows: more } = await saved(next);
    const { body: after } = await service.ask(`${path}&cursor=${body.next}`);
    expect(more.map(({ seq }) => Number(seq))).toEqual(after.history.map(({ seq }: { seq: number }) => seq));
  });

  test("has one row per span if spans are requested", async () => {
    const path = "/v1/crossings/lukeville/history?view=spans&mode=passenger&direction=northbound";
    const { rows } = await saved(`${path}&format=csv`);
    const { body } = await service.ask(path);
    expect(rows).toHaveLength(body.history.length);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...["crossing", "mode", "direction", "status", "limited", "from", "to", "programmes", "asOf"],
    ]);
    expect(rows).toContainEqual(expect.objectContaining({ status: "suspended", from: "2023-12-04" }));
  });
});

describe("reports as CSV", () => {
  test("have one row per line, or one row for a report without lines", async () => {
    const title = "=HYPERLINK(1)";
    const changes = [{ ...soundReport().changes[0], modes: ["passenger", "pedestrian"], directions: ["northbound"] }];
    await service.post("/v1/reports", soundReport({}, { changes, source: { ...soundReport().source, title } }), desk);
    await service.post("/v1/reports", soundReport({}, { changes: [], note: "A warning,\nin two lines" }), desk);
    const { rows } = await saved("/v1/reports?format=csv&limit=2");
    expect(rows).toMatchObject([
      { note: "A warning,\nin two lines", says: "", crossing: "" },
      {
        sourceTitle: `'${title}`,
        says: "change",
        crossing: "lukeville",
        status: "suspended",
        effectiveAt: "2026-03-02",
      },
      { says: "change", crossing: "lukeville" },
    ]);
    expect(
      rows
        .slice(1)
        .map(({ mode }) => mode)
        .sort(),
    ).toEqual(["passenger", "pedestrian"]);
  });

  test("name the kind of each line, so that a line without hours differs from a line without an exception", async () => {
    const one = { ...soundReport().changes[0], modes: ["passenger"], directions: ["northbound"], status: undefined };
    const ends = [
      { ...one, hours: null },
      { ...one, exception: null },
    ];
    await service.post("/v1/reports", soundReport({}, { changes: ends }), desk);
    const { rows } = await saved("/v1/reports?format=csv&limit=1");
    expect(rows.map(({ kind, hours, exception }) => [kind, hours, exception])).toEqual([
      ["hours", "", ""],
      ["exception", "", ""],
    ]);
  });

  test("can be selected by Accept", async () => {
    const { rows } = await saved("/v1/reports?limit=1", { accept: "text/csv" });
    expect(rows.length).toBeGreaterThan(0);
  });
});
