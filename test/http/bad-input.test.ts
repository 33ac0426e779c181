import { connect } from "node:net";
import { ENGLISH } from "../../src/locales/en.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const { rules } = ENGLISH.errors;

let service: LoanedService;
let recorder: string;
let admin: string;
beforeAll(async () => {
  service = await loanService();
  recorder = await service.keyFor("desk", "recorder");
  admin = await service.keyFor("chief", "admin");
});
afterAll(() => service.release());

const status = "/v1/crossings/lukeville/status";

describe("an invalid request is answered with the field, the rule and the value", () => {
  test.each<[string, string, string, RegExp | string]>([
    ["a word instead of an instant", `${status}?at=yesterday`, "at", /instant with its offset.*"yesterday"/],
    ["an instant without an offset", `${status}?at=2023-12-20T12:00:00`, "at", /offset/],
    ["a day that does not exist", `${status}?at=2023-02-30T12:00:00Z`, "at", /instant/],
    ["a year after 2199", `${status}?at=9999-01-01T00:00:00Z`, "at", /1900 to 2199/],
    ["an empty instant", `${status}?at=`, "at", /instant/],
    ["a parameter given twice", `${status}?mode=rail&mode=passenger`, "mode", /more than once/],
    ["an unknown parameter", `${status}?when=now`, "when", rules.unknownField],
    ["an unknown mode", `${status}?mode=boat`, "mode", /one of pedestrian, passenger, commercial, rail.*"boat"/],
    [
      "a long text whose quote would be cut in the middle of a character",
      `${status}?mode=${encodeURIComponent("🚧".repeat(40))}`,
      "mode",
      /"(🚧)+…$/u,
    ],
    ["an unknown direction", `${status}?direction=north`, "direction", /northbound, southbound/],
    ["a service that the crossing does not have", `${status}?mode=rail`, "mode", /lukeville has no rail service/],
    ["a `knownAt` in the future", `${status}?knownAt=2150-01-01T00:00:00Z`, "knownAt", /future/],
    ["a slug with capitals", "/v1/crossings/Atlantis/status", "slug", rules.slug],
    ["a slug that is a path to a parent folder", "/v1/crossings/..%2F..%2Fetc/status", "slug", rules.slug],
    ["a county without a crossing", "/v1/crossings?county=48113", "county", /48061 Cameron, .*; got "48113"/],
    ["a state without a crossing", "/v1/crossings?state=NM", "state", /TX, AZ, CA/],
    ["a port code with letters", "/v1/crossings?port=abcd", "port", /four digits/],
    ["a position without a longitude", "/v1/crossings?near=31.7", "near", /latitude,longitude/],
    ["a position outside the globe", "/v1/crossings?near=131.7,-106", "near", /latitude,longitude/],
    [
      "a bounding box with north and south swapped",
      "/v1/crossings?bbox=-107,32,-106,31",
      "bbox",
      /south not above north/,
    ],
    ["an unknown format", "/v1/crossings?format=xml", "format", /json, geojson, csv/],
    ["an invalid value of `open`", "/v1/crossings?open=maybe", "open", /true, false, unknown/],
    ["a limit of 0", "/v1/crossings/lukeville/history?limit=0", "limit", /1 to 500/],
    ["a limit above the maximum", "/v1/crossings/lukeville/history?limit=501", "limit", /1 to 500/],
    ["an invented cursor", "/v1/crossings/lukeville/history?cursor=abc", "cursor", /next/],
    [
      "a cursor before all possible times",
      "/v1/crossings/lukeville/history?cursor=-999999999999999.1.0.1",
      "cursor",
      /next/,
    ],
    ["a cursor before the year 1900", "/v1/crossings/lukeville/history?cursor=-9999999999999.1.0.1", "cursor", /next/],
    ["a cursor after the year 2199", "/v1/crossings/lukeville/history?cursor=9999999999999.1.0.1", "cursor", /next/],
    ["a cursor of the wrong kind", "/v1/crossings/lukeville/history?cursor=0.1.4.1", "cursor", /next/],
    [
      "a cursor of waits after all possible hours",
      "/v1/crossings/lukeville/waits?cursor=99999999.passenger.ready",
      "cursor",
      /./,
    ],
    ["an invented cursor of reports", "/v1/reports?cursor=9999999999999999", "cursor", /whole number/],
    ["an invented position in the log", "/v1/changes?after=9999999999999999", "after", /whole number/],
    [
      "a history that ends before it begins",
      "/v1/crossings/lukeville/history?from=2024-01-01T00:00:00Z&to=2023-01-01T00:00:00Z",
      "from",
      rules.got(rules.beforeEnd("2023-01-01T00:00:00Z"), "2024-01-01T00:00:00Z"),
    ],
    [
      "spans that end before they begin",
      "/v1/crossings/lukeville/history?view=spans&from=2024-02&to=2024-01",
      "from",
      rules.got(rules.beforeEnd("2024-01"), "2024-02"),
    ],
    [
      "waits that end before they begin",
      "/v1/crossings/lukeville/waits?from=2024-02-02&to=2024-02-01",
      "from",
      rules.got(rules.beforeEnd("2024-02-01"), "2024-02-02"),
    ],
    ["waits that begin in the future", "/v1/crossings/lukeville/waits?from=2199-01-01", "from", /before now/],
    [
      "availability that ends before it begins",
      "/v1/crossings/lukeville/availability?from=2024-02&to=2024-01",
      "from",
      rules.got(rules.beforeEnd("2024-01"), "2024-02"),
    ],
    [
      "availability of all crossings that ends before it begins",
      "/v1/availability?from=2024-02&to=2024-01",
      "from",
      rules.beforeEnd("2024-01"),
    ],
    ["a history that starts with a word", "/v1/crossings/lukeville/history?from=monday", "from", /a day/],
    ["an unknown view", "/v1/crossings/lukeville/history?view=table", "view", /items, spans/],
    ["an unknown kind of source", "/v1/reports?kind=rumour", "kind", /operator, announcement, feed, news/],
  ])("%s", async (_name, path, field, rule) => {
    const { status: code, body, headers } = await service.ask(path);
    expect(code).toBe(400);
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: "/problems/invalid",
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      instance: path,
    });
    const issue = body.errors.find((error: { path: string }) => error.path === field);
    expect(issue?.message).toMatch(rule);
  });
});

/** Posts a Buffer, for which `fetch` adds no Content-Type. */
const bytes = (path: string, body: string, key = recorder) =>
  service.ask(path, { method: "POST", body: Buffer.from(body), headers: { authorization: `Bearer ${key}` } });

const latin1 = (body: string) =>
  service.ask("/v1/reports", {
    method: "POST",
    body: Buffer.from(body, "latin1"),
    headers: { authorization: `Bearer ${recorder}`, "content-type": "application/json" },
  });

describe("an error that concerns no single field has a problem document", () => {
  test("an incomplete body is answered 400, and nothing is recorded", async () => {
    const { hostname, port } = new URL(service.url);
    const body = JSON.stringify(soundReport());
    const head = `POST /v1/reports HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${recorder}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const before = await service.ask("/v1/reports?limit=1");
    let answer = "";
    await new Promise<void>((done, fail) => {
      const socket = connect(Number(port), hostname, () => {
        socket.end(head + body.slice(0, body.length / 2));
      });
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("close", () => done());
      socket.on("error", fail);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await service.ask("/v1/reports?limit=1")).body).toEqual(before.body);
  });

  test.each<[string, () => ReturnType<LoanedService["ask"]>, number, string]>([
    ["broken JSON", () => service.post("/v1/reports", '{"source":', recorder), 400, "invalid"],
    [
      "no body",
      () => service.ask("/v1/reports", { method: "POST", headers: { authorization: `Bearer ${recorder}` } }),
      400,
      "invalid",
    ],
    [
      "a body without the stated compression",
      () => service.post("/v1/reports", soundReport(), recorder, { "content-encoding": "br" }),
      400,
      "invalid",
    ],
    ["bytes that are not UTF-8", () => latin1('{"note":"é"}'), 400, "invalid"],
    [
      "twenty thousand nested brackets",
      () => service.post("/v1/reports", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, recorder),
      400,
      "invalid",
    ],
    ["a NUL in a query", () => service.ask("/v1/reports?publisher=%00"), 400, "invalid"],
    [
      "a form",
      () => service.post("/v1/reports", "a=b", recorder, { "content-type": "application/x-www-form-urlencoded" }),
      415,
      "unsupported",
    ],
    ["no content type", () => bytes("/v1/reports", JSON.stringify(soundReport())), 415, "unsupported"],
    [
      "a body for an endpoint that takes none",
      () => service.post("/v1/jobs/prune/runs", { force: true }, admin),
      400,
      "invalid",
    ],
    [
      "a body without a content type for an endpoint that takes none",
      () => bytes("/v1/jobs/prune/runs", "now", admin),
      415,
      "unsupported",
    ],
    ["a body of 70 KiB", () => service.post("/v1/reports", { note: "x".repeat(70_000) }, recorder), 413, "too_large"],
    ["no key", () => service.post("/v1/reports", soundReport()), 401, "unauthorized"],
    ["an unknown key", () => service.post("/v1/reports", soundReport(), "garita_nobody"), 401, "unauthorized"],
    ["an unknown URL", () => service.ask("/v1/nothing"), 404, "not_found"],
    ["an unknown crossing", () => service.ask("/v1/crossings/atlantis/status"), 404, "not_found"],
    ["an unknown report", () => service.ask("/v1/reports/none"), 404, "not_found"],
    ["an unsupported method", () => service.ask("/v1/ports", { method: "DELETE" }), 405, "method_not_allowed"],
    [
      "an unsupported format",
      () => service.ask("/v1/ports", { headers: { accept: "image/png" } }),
      406,
      "not_acceptable",
    ],
    ["an invalid percent sign", () => service.ask("/v1/crossings/%E0%A4%A/status"), 400, "invalid"],
  ])("%s", async (_name, ask, code, type) => {
    const answer = await ask();
    expect(answer.status).toBe(code);
    expect(answer.body).toMatchObject({ type: `/problems/${type}`, status: code });
  });

  test("a key with the wrong role is refused with the name of the required role", async () => {
    const subscriber = await service.keyFor("app", "subscriber");
    const answer = await service.post("/v1/reports", soundReport(), subscriber);
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toBe(ENGLISH.errors.refusals.roleNeeded("recorder", "app", "subscriber"));
    expect((await service.post("/v1/jobs/poll-feed/runs", "", recorder)).status).toBe(403);
  });

  test("the URL of a problem type explains it", async () => {
    const { body } = await service.ask("/v1/nothing");
    expect((await service.ask(body.type)).body).toMatchObject({ type: body.type, title: body.title });
  });
});
