import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let recorder: string;
beforeAll(async () => {
  service = await loanService();
  recorder = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const status = "/v1/crossings/lukeville/status";

describe("a question that breaks a rule is answered with the field, the rule and the value", () => {
  test.each<[string, string, string, RegExp]>([
    ["a word for an instant", `${status}?at=yesterday`, "at", /instant with its offset.*"yesterday"/],
    ["an instant without an offset", `${status}?at=2023-12-20T12:00:00`, "at", /offset/],
    ["a day that no calendar has", `${status}?at=2023-02-30T12:00:00Z`, "at", /instant/],
    ["a year beyond the border's", `${status}?at=9999-01-01T00:00:00Z`, "at", /1900 to 2199/],
    ["an empty instant", `${status}?at=`, "at", /instant/],
    ["a parameter given twice", `${status}?mode=rail&mode=passenger`, "mode", /more than once/],
    ["an unknown parameter", `${status}?when=now`, "when", /not known/],
    ["an unknown mode", `${status}?mode=boat`, "mode", /one of pedestrian, passenger, commercial, rail.*"boat"/],
    ["an unknown direction", `${status}?direction=north`, "direction", /northbound, southbound/],
    ["a service that the crossing has not", `${status}?mode=rail`, "mode", /lukeville has no rail service/],
    ["what will be known in the future", `${status}?knownAt=2150-01-01T00:00:00Z`, "knownAt", /future/],
    ["a slug with capitals", "/v1/crossings/Atlantis/status", "slug", /lower-case/],
    ["a slug with ..", "/v1/crossings/..%2F..%2Fetc/status", "slug", /lower-case/],
    ["a state beyond the three", "/v1/crossings?state=NM", "state", /TX, AZ, CA/],
    ["a port code of letters", "/v1/crossings?port=abcd", "port", /four digits/],
    ["a place without a longitude", "/v1/crossings?near=31.7", "near", /latitude,longitude/],
    ["a place off the globe", "/v1/crossings?near=131.7,-106", "near", /latitude,longitude/],
    ["a box upside down", "/v1/crossings?bbox=-107,32,-106,31", "bbox", /south not above north/],
    ["an unknown format", "/v1/crossings?format=xml", "format", /json, geojson, csv/],
    ["openness in other words", "/v1/crossings?open=maybe", "open", /true, false, unknown/],
    ["a limit of nothing", "/v1/crossings/lukeville/history?limit=0", "limit", /1 to 500/],
    ["a limit beyond the most", "/v1/crossings/lukeville/history?limit=501", "limit", /1 to 500/],
    ["a cursor of one's own", "/v1/crossings/lukeville/history?cursor=abc", "cursor", /next/],
    ["a history that starts at a word", "/v1/crossings/lukeville/history?from=monday", "from", /a day/],
    ["an unknown view", "/v1/crossings/lukeville/history?view=table", "view", /items, spans/],
    ["a kind that no source is", "/v1/reports?kind=rumour", "kind", /operator, announcement, feed, news/],
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

describe("a report that breaks a rule is refused whole", () => {
  const change = (fields: Record<string, unknown>) => soundReport(fields);
  test.each<[string, unknown, string, RegExp]>([
    ["no source", { ...soundReport(), source: undefined }, "source", /required/],
    ["no publisher", soundReport({}, { source: { kind: "news", title: "x" } }), "source.publisher", /required/],
    [
      "an empty publisher",
      soundReport({}, { source: { kind: "news", publisher: " ", title: "x" } }),
      "source.publisher",
      /empty/,
    ],
    [
      "an unknown kind of source",
      soundReport({}, { source: { kind: "tip", publisher: "x", title: "x" } }),
      "source.kind",
      /one of.*"tip"/,
    ],
    [
      "a script for an address",
      soundReport({}, { source: { kind: "news", publisher: "x", title: "x", url: "javascript:alert(1)" } }),
      "source.url",
      /http/,
    ],
    ["an unknown field", soundReport({ colour: "red" }), "changes.0.colour", /not known/],
    ["a crossing that is not", change({ crossing: "atlantis" }), "changes.0.crossing", /no crossing 'atlantis'/],
    [
      "a service that the crossing has not",
      change({ modes: ["rail"] }),
      "changes.0.modes",
      /no rail northbound service/,
    ],
    ["an unknown status", change({ status: "shut" }), "changes.0.status", /open, suspended, closed.*"shut"/],
    ["neither status nor hours", change({ status: undefined }), "changes.0", /status, hours, or both/],
    ["a limited suspension", change({ limited: true }), "changes.0.limited", /only an open status/],
    [
      "an offset that no zone has",
      change({ effectiveAt: "2026-03-02T08:00:00+99:00" }),
      "changes.0.effectiveAt",
      /offset/,
    ],
    ["a bare local time", change({ effectiveAt: "2026-03-02T08:00" }), "changes.0.effectiveAt", /offset/],
    [
      "an end before its start",
      change({ expectedUntil: "2026-03-01" }),
      "changes.0.expectedUntil",
      /not after effectiveAt/,
    ],
    ["hours of 25", change({ status: undefined, hours: "06:00-25:00" }), "changes.0.hours", /06:00-25:00/],
    ["an unknown reason", soundReport({}, { reason: "because" }), "reason", /one of staffing/],
    [
      "two statuses from one moment",
      soundReport({}, { changes: [soundReport().changes[0], { ...soundReport().changes[0], status: "open" }] }),
      "changes",
      /two status changes/,
    ],
    [
      "nothing said",
      soundReport({}, { changes: [], note: null }),
      "changes",
      /at least one change or claim, or a note/,
    ],
    ["modes as a word", change({ modes: "rail" }), "changes.0.modes", /array/],
    ["no modes at all", change({ modes: [] }), "changes.0.modes", /./],
    ["a list for a body", [], "body", /object/],
    [
      "a NUL in a name",
      soundReport({}, { source: { kind: "news", publisher: "a\u0000b", title: "x" } }),
      "source.publisher",
      /control characters/,
    ],
    [
      "half a character",
      soundReport({}, { source: { kind: "news", publisher: "x", title: "a\ud800" } }),
      "source.title",
      /control characters/,
    ],
    [
      "two lines in a title",
      soundReport({}, { source: { kind: "news", publisher: "x", title: "a\nb" } }),
      "source.title",
      /control characters/,
    ],
    ["a number for a note", soundReport({}, { note: 7 }), "note", /string.*7/],
  ])("%s", async (_name, body, field, rule) => {
    const before = await service.ask("/v1/reports?limit=1");
    const answer = await service.post("/v1/reports", body, recorder);
    expect(answer.status).toBe(400);
    const issue = answer.body.errors.find((error: { path: string }) => error.path === field);
    expect(issue?.message ?? answer.text).toMatch(rule);
    expect((await service.ask("/v1/reports?limit=1")).body).toEqual(before.body);
  });
});

const latin1 = (body: string) =>
  service.ask("/v1/reports", {
    method: "POST",
    body: Buffer.from(body, "latin1"),
    headers: { authorization: `Bearer ${recorder}`, "content-type": "application/json" },
  });

describe("what is wrong before the body is understood has a problem of its own", () => {
  test("a body cut off in the middle is a 400, and nothing is recorded", async () => {
    const { hostname, port } = new URL(service.url);
    const body = JSON.stringify(soundReport());
    const head = `POST /v1/reports HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${recorder}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const before = await service.ask("/v1/reports?limit=1");
    await new Promise<void>((done, fail) => {
      const socket = connect(Number(port), hostname, () => {
        socket.end(head + body.slice(0, body.length / 2));
      });
      socket.resume().on("close", () => done());
      socket.on("error", fail);
    });
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
      "a body that is not compressed as it says",
      () => service.post("/v1/reports", soundReport(), recorder, { "content-encoding": "br" }),
      400,
      "invalid",
    ],
    ["letters that are not UTF-8", () => latin1('{"note":"é"}'), 400, "invalid"],
    [
      "brackets twenty thousand deep",
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
    ["70 KiB", () => service.post("/v1/reports", { note: "x".repeat(70_000) }, recorder), 413, "too_large"],
    ["no key", () => service.post("/v1/reports", soundReport()), 401, "unauthorized"],
    ["a key of nobody's", () => service.post("/v1/reports", soundReport(), "garita_nobody"), 401, "unauthorized"],
    ["an address that is not", () => service.ask("/v1/nothing"), 404, "not_found"],
    ["a crossing that is not", () => service.ask("/v1/crossings/atlantis/status"), 404, "not_found"],
    ["a report that is not", () => service.ask("/v1/reports/none"), 404, "not_found"],
    ["a method that is not", () => service.ask("/v1/ports", { method: "DELETE" }), 405, "method_not_allowed"],
    [
      "a form of answer that is not",
      () => service.ask("/v1/ports", { headers: { accept: "image/png" } }),
      406,
      "not_acceptable",
    ],
    ["a broken percent sign", () => service.ask("/v1/crossings/%E0%A4%A/status"), 400, "invalid"],
  ])("%s", async (_name, ask, code, type) => {
    const answer = await ask();
    expect(answer.status).toBe(code);
    expect(answer.body).toMatchObject({ type: `/problems/${type}`, status: code });
  });

  test("a key of the wrong role is told which role is needed", async () => {
    const subscriber = await service.keyFor("app", "subscriber");
    const answer = await service.post("/v1/reports", soundReport(), subscriber);
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toMatch(/needs the role recorder.*app has the role subscriber/);
    expect((await service.post("/v1/jobs/poll-feed/runs", "", recorder)).status).toBe(403);
  });

  test("each type of problem is explained where it points to", async () => {
    const { body } = await service.ask("/v1/nothing");
    expect((await service.ask(body.type)).body).toMatchObject({ type: body.type, title: body.title });
  });
});

test("made-up keys are put off by address, and do not hold up a known one", async () => {
  const strict = await loanService({ seeded: false, settings: { WRITES_PER_MINUTE: "3" } });
  const key = await strict.keyFor("desk", "recorder");
  const codes: number[] = [];
  for (let i = 0; i < 5; i++) codes.push((await strict.post("/v1/reports", soundReport(), `fake${i}`)).status);
  await strict.release();
  expect([key.length > 0, codes]).toEqual([true, [401, 401, 401, 429, 429]]);
});

test("writes beyond the limit of a key are put off with Retry-After", async () => {
  const strict = await loanService({ seeded: false, settings: { WRITES_PER_MINUTE: "2" } });
  const key = await strict.keyFor("desk", "recorder");
  const codes = [];
  for (let i = 0; i < 3; i++)
    codes.push((await strict.post("/v1/reports", soundReport({}, { changes: [] }), key)).status);
  const last = await strict.post("/v1/reports", soundReport(), key);
  await strict.release();
  expect(codes).toEqual([201, 201, 429]);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
});
