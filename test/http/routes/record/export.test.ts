import { request } from "node:http";
import { parse } from "csv-parse/sync";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const lines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("the export is the whole log in order, each report as its own address shows it", async () => {
  const { status, headers, text } = await service.ask("/v1/export");
  expect([status, headers.get("content-type")]).toEqual([200, "application/x-ndjson; charset=utf-8"]);
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="garita-log-\d{4}-\d\d-\d\d\.ndjson"$/);
  const reports = lines(text);
  const changes = [];
  for (let after = 0; ; ) {
    const { body } = await service.ask(`/v1/changes?after=${after}&limit=500`);
    changes.push(...body.changes);
    if (body.next === after) break;
    after = body.next;
  }
  expect(reports.length).toBeGreaterThan(500);
  expect(reports).toEqual(changes);
  const { body } = await service.ask(`/v1/reports/${reports[20].id}`);
  expect(reports[20]).toEqual(body);
}, 60_000);

test("an export continues after a position, and ends with the last report on record", async () => {
  const reports = lines((await service.ask("/v1/export")).text);
  const last = reports.at(-1).seq;
  const key = await service.keyFor("export", "recorder");
  const { body: recorded } = await service.post("/v1/reports", soundReport({}), key);
  expect(lines((await service.ask(`/v1/export?after=${last}`)).text)).toEqual([
    (await service.ask(`/v1/reports/${recorded.id}`)).body,
  ]);
  const empty = await service.ask(`/v1/export?after=${recorded.seq}`);
  expect([empty.status, empty.text]).toEqual([200, ""]);
});

test("as CSV, the export has one header, and a row for each line of a report", async () => {
  const { headers, text } = await service.ask("/v1/export?format=csv");
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  const reports = lines((await service.ask("/v1/export")).text);
  const count = reports.reduce((sum, { changes, claims }) => sum + Math.max(1, changes.length + claims.length), 0);
  expect(rows).toHaveLength(count);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(reports.length);
}, 60_000);

test.each([
  ["after=-1", "after"],
  ["after=999999999", "after"],
  ["format=xml", "format"],
  ["limit=3", "limit"],
])("a wrong parameter is refused by its name: %s", async (query, field) => {
  const { status, body } = await service.ask(`/v1/export?${query}`);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(field);
});

test("a client that disconnects leaves room for other exports, and the service goes on", async () => {
  for (let i = 0; i < 6; i++)
    await new Promise<void>((done, fail) => {
      const asked = request(`${service.url}/v1/export`, (res) => {
        res.once("data", () => asked.destroy());
        res.once("close", done);
      });
      asked.on("error", () => undefined).once("abort", fail);
      asked.end();
    });
  // The service notices each disconnection within a turn of its event loop.
  for (;;) {
    const { status } = await service.ask("/v1/export");
    if (status === 200) break;
    expect(status).toBe(503);
  }
}, 60_000);

test("a HEAD request gets the headers only, and other methods are refused", async () => {
  const head = await service.ask("/v1/export", { method: "HEAD" });
  expect([head.status, head.headers.get("content-type"), head.text]).toEqual([
    200,
    "application/x-ndjson; charset=utf-8",
    "",
  ]);
  expect((await service.ask("/v1/export", { method: "DELETE" })).status).toBe(405);
});
