import { serviceKey } from "../../src/domain/places/crossing.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { linesOf, listings } from "./seed-files.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
const asked = async ({ crossing, mode }: { crossing: string; mode: string }, at: string): Promise<any> =>
  (await service.ask(`/v1/crossings/${crossing}/status?mode=${mode}&direction=northbound&at=${at}`)).body.services[0];

test("a service with a wait in a listing is open on record at the time of the listing, except at DeConcini", async () => {
  const others: string[] = [];
  for (const { id, claims } of listings.map((report) => ({ id: report.id, ...linesOf(report) })))
    for (const { service: of, effectiveAt } of claims) {
      const at = String(effectiveAt).length === 10 ? `${effectiveAt}T21:00:00Z` : String(effectiveAt);
      const { status, conflict, certainty } = await asked(of, at);
      if (status === "open") expect([id, serviceKey(of), certainty]).not.toContain("unconfirmed");
      else others.push(`${serviceKey(of)} ${status} ${conflict?.status ?? null}`);
    }
  // Nothing was reported about DeConcini before, and a claim does not make a service open.
  expect(others).toEqual([
    "nogales-deconcini/pedestrian/northbound unknown null",
    "nogales-deconcini/passenger/northbound unknown null",
  ]);
}, 120_000);

test("a listing with a wait contradicts a suspension by its own publisher, but does not end it", async () => {
  const key = await service.keyFor("desk", "recorder");
  const publisher = "U.S. Customs and Border Protection";
  const line = { crossing: "progreso", modes: ["passenger"], directions: ["northbound"] };
  const closure = soundReport({ ...line, status: "suspended", effectiveAt: "2026-08-20T12:00:00Z" });
  const closing = { ...closure, source: { ...closure.source, kind: "announcement", publisher } };
  expect((await service.post("/v1/reports", closing, key)).status).toBe(201);
  const shown = {
    source: { kind: "feed", publisher, title: "Border Wait Times" },
    changes: [],
    claims: [{ ...line, status: "open", effectiveAt: "2026-08-21T12:00:00Z" }],
  };
  expect((await service.post("/v1/reports", shown, key)).status).toBe(201);
  const cars = { crossing: "progreso", mode: "passenger" };
  expect(await asked(cars, "2026-08-21T11:59:59Z")).toMatchObject({ status: "suspended", conflict: null });
  expect(await asked(cars, "2026-08-21T12:00:00Z")).toMatchObject({
    open: false,
    status: "suspended",
    conflict: { status: "open", at: "2026-08-21T12:00:00Z" },
  });
});
