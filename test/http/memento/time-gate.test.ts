import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../../src/clock.ts";
import { httpDate } from "../../../src/http/memento/memento.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const IN_DECEMBER = "Wed, 20 Dec 2023 19:00:00 GMT";
const ask = (path: string, datetime?: string, more: Record<string, string> = {}) =>
  service.ask(path, {
    redirect: "manual",
    headers: { ...(datetime === undefined ? {} : { "Accept-Datetime": datetime }), ...more },
  });
/** Waits until a whole second has passed since now, and returns that second as an HTTP date. */
async function secondSince(): Promise<string> {
  await new Promise((done) => setTimeout(done, 2_100));
  return httpDate(machineClock().subtract({ seconds: 1 }));
}

test("a request for a past time is led to what was known then about that time, and not to the present", async () => {
  const gate = await ask("/v1/crossings/lukeville/status", IN_DECEMBER);
  expect(gate.status).toBe(302);
  expect(gate.headers.get("vary")).toMatch(/accept-datetime/i);
  expect(gate.headers.get("link")).toContain('</v1/crossings/lukeville/status>; rel="original timegate"');
  const memento = await ask(gate.headers.get("location") ?? "");
  expect(memento.status).toBe(200);
  expect(memento.headers.get("memento-datetime")).toBe(IN_DECEMBER);
  expect(memento.headers.get("link")).toContain('</v1/crossings/lukeville/status>; rel="original timegate"');
  expect(memento.body).toMatchObject({ at: "2023-12-20T19:00:00Z", open: false });
});

test("a cached answer about the present is never sent instead, and the answer says that the header matters", async () => {
  for (let i = 0; i < 3; i++) {
    const plain = await ask("/v1/crossings/lukeville/status");
    expect([plain.status, plain.headers.get("memento-datetime")]).toEqual([200, null]);
    expect(plain.headers.get("vary")).toMatch(/accept-datetime/i);
    expect((await ask("/v1/crossings/lukeville/status", IN_DECEMBER)).status).toBe(302);
    const memento = await ask((await ask("/v1/crossings/lukeville/status", IN_DECEMBER)).headers.get("location") ?? "");
    expect(memento.headers.get("memento-datetime")).toBe(IN_DECEMBER);
  }
});

test("what is recorded later does not change a memento", async () => {
  const asked = "/v1/crossings/presidio/status?mode=passenger&direction=northbound";
  const before = await ask(asked, await secondSince());
  const told = (await ask(before.headers.get("location") ?? "")).body;
  expect(told.open).not.toBe(false);
  const hour = machineClock().subtract({ hours: 1 }).round("second");
  const change = { crossing: "presidio", status: "suspended", effectiveAt: String(hour) };
  expect((await service.post("/v1/reports", soundReport(change), key)).status).toBe(201);
  expect((await ask(before.headers.get("location") ?? "")).body).toEqual(told);
  const after = await ask(asked, await secondSince());
  expect((await ask(after.headers.get("location") ?? "")).body).toMatchObject({ open: false });
}, 30_000);

test.each([
  ["/v1/crossings?state=AZ", {}],
  ["/v1/crossings?format=csv", {}],
  ["/v1/crossings/lukeville/alternatives?mode=passenger&direction=northbound", {}],
  ["/", { accept: "text/html" }],
  ["/lukeville?lang=es", { accept: "text/html" }],
  ["/lukeville", {}],
  ["/laredo", { accept: "application/json" }],
])("%s negotiates, too", async (path, headers) => {
  const gate = await ask(path, IN_DECEMBER, headers);
  expect(gate.status).toBe(302);
  const memento = await ask(gate.headers.get("location") ?? "", undefined, headers);
  expect(memento.status).toBe(200);
  expect(memento.headers.get("memento-datetime")).toBe(IN_DECEMBER);
  expect(memento.headers.get("link")).toContain(`<${path}>; rel="original timegate"`);
});

test("an alias leads to the slug first, and keeps the query", async () => {
  const alias = await ask("/v1/crossings/sonoyta/status?mode=passenger", IN_DECEMBER);
  expect([alias.status, alias.headers.get("location")]).toEqual([301, "/v1/crossings/lukeville/status?mode=passenger"]);
  const gate = await ask(alias.headers.get("location") ?? "", IN_DECEMBER);
  expect(gate.headers.get("location")).toContain("?mode=passenger&at=2023-12-20T19:00:00Z&");
});

test("the present second and a time to come get the present answer, with everything that was just recorded", async () => {
  const asked = "/v1/crossings/roma/status?mode=passenger&direction=northbound";
  const change = { crossing: "roma", effectiveAt: String(machineClock().subtract({ hours: 1 })) };
  expect((await service.post("/v1/reports", soundReport(change), key)).status).toBe(201);
  for (const datetime of ["Wed, 20 Dec 2090 19:00:00 GMT", httpDate(machineClock().add({ seconds: 1 }))]) {
    const present = await ask(asked, datetime);
    expect([present.status, present.headers.get("memento-datetime")]).toEqual([200, null]);
    expect(present.body.open).toBe(false);
  }
});

test("a time before all questions leads to the first one", async () => {
  const gate = await ask("/lukeville", "Mon, 01 Jan 0001 00:00:00 GMT");
  expect(gate.headers.get("location")).toBe("/lukeville?at=1900-01-01T00:00:00Z&publishedBefore=1900-01-01T00:00:00Z");
  expect((await ask(gate.headers.get("location") ?? "")).status).toBe(200);
});

test("while the seed was being recorded, a state is what had been published", async () => {
  const { changes } = (await ask("/v1/changes?limit=500")).body;
  const first = Temporal.Instant.from(changes[0].recordedAt).add({ seconds: 1 });
  const gate = await ask("/lukeville", httpDate(first));
  expect(gate.headers.get("location")).toMatch(/&publishedBefore=/);
  const complete = await ask("/lukeville", await secondSince());
  expect(complete.headers.get("location")).toMatch(/&knownAt=/);
});

test("an address that does not exist has no states, and odd addresses are no faults", async () => {
  expect((await ask("/v1/crossings/nosuch/status", IN_DECEMBER)).status).toBe(404);
  expect((await ask("/nosuch", IN_DECEMBER)).status).toBe(404);
  expect((await ask("//", IN_DECEMBER)).status).toBe(302);
  expect((await ask("//?at=X&knownAt=X")).status).toBe(400);
});

test("an address that names a time itself, or has no earlier state, is not negotiated", async () => {
  expect((await ask("/v1/crossings/lukeville/status?at=2024-02-01T00:00:00Z", IN_DECEMBER)).status).toBe(200);
  expect((await ask("/v1/ports", IN_DECEMBER)).status).toBe(200);
  expect((await ask("/about", IN_DECEMBER, { accept: "text/html" })).status).toBe(200);
});

test("another form of date is refused with the header, the rule and the value", async () => {
  const refused = await ask("/v1/crossings/lukeville/status", "2023-12-20");
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toEqual([
    {
      path: "Accept-Datetime",
      message: "must be a date as in HTTP, such as Wed, 20 Dec 2023 19:00:00 GMT; got 2023-12-20",
    },
  ]);
});
