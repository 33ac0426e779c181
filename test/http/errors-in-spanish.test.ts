import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let recorder: string;
let subscriber: string;
beforeAll(async () => {
  service = await loanService();
  recorder = await service.keyFor("mesa", "recorder");
  subscriber = await service.keyFor("app", "subscriber");
});
afterAll(() => service.release());

const es = { "Accept-Language": "es-MX" };
const { rules, refusals, problems, kinds } = SPANISH.errors;

const record = async (body: unknown, key = recorder, headers: Record<string, string> = es) => {
  const answer = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: answer.status,
    language: answer.headers.get("content-language"),
    body: JSON.parse(await answer.text()),
  };
};

describe("an invalid report is refused in Spanish, with the field, the rule and the value", () => {
  test.each<[string, unknown, string, string]>([
    [
      "an unknown status",
      soundReport({ status: "shut" }),
      "changes.0.status",
      rules.got(rules.oneOf("open, suspended, closed"), '"shut"'),
    ],
    ["no source", { ...soundReport(), source: undefined }, "source", rules.required],
    ["an unknown field", soundReport({ colour: "red" }), "changes.0.colour", rules.unknownField],
    ["a number as a note", soundReport({}, { note: 7 }), "note", rules.got(rules.ofType("string"), "7")],
    ["an empty list of modes", soundReport({ modes: [] }), "changes.0.modes", rules.got(rules.leastItems(1), "[]")],
    [
      "a crossing that does not exist",
      soundReport({ crossing: "atlantis" }),
      "changes.0.crossing",
      rules.noCrossing("atlantis"),
    ],
    [
      "hours that end at 25:00",
      soundReport({ status: undefined, hours: "06:00-25:00" }),
      "changes.0.hours",
      rules.got(rules.hoursTimes("06:00-25:00"), '"06:00-25:00"'),
    ],
    [
      "an end before its start",
      soundReport({ expectedUntil: "2026-03-01" }),
      "changes.0.expectedUntil",
      rules.got(rules.afterStart("2026-03-02"), "2026-03-01"),
    ],
    ["an incomplete document", '{"source": ', "body", rules.notJson("ValueExpected", 1, 12)],
  ])("%s", async (_name, body, path, message) => {
    const answer = await record(body);
    expect(answer).toMatchObject({ status: 400, language: "es" });
    expect(answer.body).toMatchObject({ type: "/problems/invalid", title: kinds.invalid.title });
    expect(answer.body.errors).toContainEqual({ path, message });
    expect(answer.body.detail).toContain(`${path}: ${message}`);
  });
});

test("the same report is refused in English by default", async () => {
  const { language, body } = await record(soundReport({ status: "shut" }), recorder, {});
  const { rules: english, kinds: titles } = ENGLISH.errors;
  expect([language, body.title]).toEqual(["en", titles.invalid.title]);
  expect(body.errors).toEqual([
    { path: "changes.0.status", message: english.got(english.oneOf("open, suspended, closed"), '"shut"') },
  ]);
});

describe("an error outside the contents of a report is in Spanish", () => {
  const detailOf = async (path: string, init: RequestInit = {}) =>
    JSON.parse(await (await fetch(service.url + path, { ...init, headers: { ...es, ...init.headers } })).text()).detail;

  test("for a missing key, an unknown key and the wrong role", async () => {
    expect(await detailOf("/v1/reports", { method: "POST" })).toBe(problems.keyNeeded);
    expect((await record(soundReport(), "garita_none")).body.detail).toBe(refusals.unknownKey);
    expect((await record(soundReport(), subscriber)).body.detail).toBe(
      refusals.roleNeeded("recorder", "app", "subscriber"),
    );
  });

  test("for a URL, a method and a format that do not exist", async () => {
    expect(await detailOf("/v1/nothing")).toBe(refusals.nothingAt("/v1/nothing"));
    expect(await detailOf("/v1/ports", { method: "PUT" })).toBe(
      problems.methodNotAllowed("/v1/ports", "GET, HEAD, OPTIONS", "PUT"),
    );
    expect(await detailOf("/v1/ports", { headers: { Accept: "image/png" } })).toBe(
      problems.formatUnavailable("application/json"),
    );
  });

  test("for an unknown report, and for an unknown crossing with the names of similar crossings", async () => {
    expect(await detailOf("/v1/reports/none")).toBe(refusals.unknownReport("none"));
    expect(await detailOf("/v1/crossings/lukevile/status")).toMatch(
      /^No hay ningún cruce 'lukevile'\. Los nombres más parecidos son: .*\(\/lukeville\)/,
    );
  });

  test("for an invalid percent sign in a URL with `lang=es`", async () => {
    const { body } = await service.ask("/v1/crossings?q=%&lang=es");
    expect(body.errors).toContainEqual({ path: "q", message: rules.got(rules.strayPercent(3), '"q=%"') });
  });

  test("and so is the explanation of a problem type", async () => {
    const answer = await fetch(`${service.url}/problems/busy`, { headers: es });
    expect(await answer.json()).toEqual({ type: "/problems/busy", status: 429, ...kinds.busy });
    expect([answer.headers.get("content-language"), answer.headers.get("vary")]).toEqual([
      "es",
      expect.stringContaining("Accept-Language"),
    ]);
  });
});

test("the error page of an invalid URL lists the errors in Spanish", async () => {
  const answer = await fetch(`${service.url}/?state=NM`, { headers: { ...es, Accept: "text/html" } });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("debe ser uno de TX, AZ, CA; se recibió");
});

test("log messages are in English", async () => {
  const { recordReport } = await import("../../src/actions/record/record-report.ts");
  const actor = { id: "1", name: "mesa", role: "recorder" as const };
  const draft = {
    source: { kind: "news" as const, publisher: "P", title: "T", url: null, publishedAt: null },
    changes: [],
    claims: [],
  };
  await expect(recordReport({ ...service.ctx, actor }, draft)).rejects.toThrow(
    `changes: ${ENGLISH.errors.rules.emptyReport}`,
  );
});
