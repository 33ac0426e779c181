import { ENGLISH } from "../../src/locales/en.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const { rules } = ENGLISH.errors;

let service: LoanedService;
let recorder: string;
beforeAll(async () => {
  service = await loanService();
  recorder = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const withSource = (source: object) => soundReport({}, { source: { ...soundReport().source, ...source } });

describe("an invalid report is refused as a whole", () => {
  const change = (fields: Record<string, unknown>) => soundReport(fields);
  test.each<[string, unknown, string, RegExp | string]>([
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
      "a script as a URL",
      soundReport({}, { source: { kind: "news", publisher: "x", title: "x", url: "javascript:alert(1)" } }),
      "source.url",
      /http/,
    ],
    ["an unknown field", soundReport({ colour: "red" }), "changes.0.colour", rules.unknownField],
    ["an unknown crossing", change({ crossing: "atlantis" }), "changes.0.crossing", /no crossing 'atlantis'/],
    [
      "a service that the crossing does not have",
      change({ modes: ["rail"] }),
      "changes.0.modes",
      /no rail northbound service/,
    ],
    ["an unknown status", change({ status: "shut" }), "changes.0.status", /open, suspended, closed.*"shut"/],
    ["neither status nor hours", change({ status: undefined }), "changes.0", /a status, hours or an exception/],
    ["a limited suspension", change({ limited: true }), "changes.0.limited", rules.onlyIfOpen("suspended")],
    ["an impossible offset", change({ effectiveAt: "2026-03-02T08:00:00+99:00" }), "changes.0.effectiveAt", /offset/],
    ["a local time without an offset", change({ effectiveAt: "2026-03-02T08:00" }), "changes.0.effectiveAt", /offset/],
    [
      "an end before its start",
      change({ expectedUntil: "2026-03-01" }),
      "changes.0.expectedUntil",
      rules.afterStart("2026-03-02"),
    ],
    ["hours that end at 25:00", change({ status: undefined, hours: "06:00-25:00" }), "changes.0.hours", /06:00-25:00/],
    ["an unknown reason", soundReport({}, { reason: "because" }), "reason", /one of staffing/],
    [
      "two statuses from the same time",
      soundReport({}, { changes: [soundReport().changes[0], { ...soundReport().changes[0], status: "open" }] }),
      "changes",
      /two status changes/,
    ],
    ["no lines and no note", soundReport({}, { changes: [], note: null }), "changes", rules.emptyReport],
    ["modes as a string", change({ modes: "rail" }), "changes.0.modes", /array/],
    ["an empty list of modes", change({ modes: [] }), "changes.0.modes", /./],
    ["a list as the body", [], "body", /object/],
    [
      "a NUL in a name",
      soundReport({}, { source: { kind: "news", publisher: "a\u0000b", title: "x" } }),
      "source.publisher",
      /control characters/,
    ],
    [
      "a lone surrogate",
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
    ["a direction mark in a title", withSource({ title: "a\u202eb" }), "source.title", /character 2 is U\+202E/],
    ["a line separator in a publisher", withSource({ publisher: "a\u2028b" }), "source.publisher", /U\+2028/],
    ["a non-character in a title", withSource({ title: "a\uffff" }), "source.title", /U\+FFFF/],
    ["a NUL in a URL", withSource({ url: "https://example.org/\u0000" }), "source.url", /U\+0000/],
    ["a lone surrogate in a URL", withSource({ url: "https://example.org/\udc00" }), "source.url", /U\+DC00/],
    ["a line feed in a URL", withSource({ url: "https://exa\nmple.org/" }), "source.url", /U\+000A/],
    ["a tab in a URL", withSource({ url: "https://example.org/a\tb" }), "source.url", /U\+0009/],
    ["a direction mark in a URL", withSource({ url: "https://example.org/\u200fb" }), "source.url", /U\+200F/],
    ["a space after a URL", withSource({ url: "https://example.org/a " }), "source.url", /http or https/],
    ["a password in a URL", withSource({ url: "https://user:pw@example.org/" }), "source.url", rules.noUserInfo],
    ["a user name in a URL", withSource({ url: "https://user@example.org/" }), "source.url", rules.noUserInfo],
    ["a URL without a host", withSource({ url: "https://?a" }), "source.url", /http or https address/],
    ["a NUL in a note", soundReport({}, { note: "a\u0000" }), "note", /U\+0000/],
    ["a direction mark in a note", soundReport({}, { note: "one\ntwo \u2066" }), "note", /character 9 is U\+2066/],
    ["a number as a note", soundReport({}, { note: 7 }), "note", /string.*7/],
  ])("%s", async (_name, body, field, rule) => {
    const before = await service.ask("/v1/reports?limit=1");
    const answer = await service.post("/v1/reports", body, recorder);
    expect(answer.status).toBe(400);
    const issue = answer.body.errors.find((error: { path: string }) => error.path === field);
    expect(issue?.message ?? answer.text).toMatch(rule);
    expect((await service.ask("/v1/reports?limit=1")).body).toEqual(before.body);
  });
});

describe("an idempotency key", () => {
  test.each([
    ["that is empty", "", /empty/],
    ["of 256 characters", "k".repeat(256), /at most 255/],
    ["with a control character", "a\u0085b", /U\+0085/],
  ])("%s is refused, and nothing is recorded", async (_name, key, rule) => {
    const before = await service.ask("/v1/reports?limit=1");
    const answer = await service.post("/v1/reports", soundReport(), recorder, { "idempotency-key": key });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "Idempotency-Key" }] } });
    expect(answer.body.errors[0].message).toMatch(rule);
    expect((await service.ask("/v1/reports?limit=1")).body).toEqual(before.body);
  });
});

test("a note may have several lines, and tabs", async () => {
  const note = "one\n\ttwo\r\nthree";
  const answer = await service.post("/v1/reports", soundReport({}, { note, changes: [] }), recorder);
  expect(answer).toMatchObject({ status: 201, body: { note } });
});
