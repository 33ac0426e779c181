import { Temporal } from "temporal-polyfill";
import type { ReadCount } from "../../../../src/actions/record/counts/plan-counts.ts";
import { recordCounts } from "../../../../src/actions/record/counts/record-counts.ts";
import type { Role } from "../../../../src/store/access/api-keys.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";

const NOW = "2026-11-20T14:00:00Z";
const BRIDGES = ["laredo-gateway", "laredo-juarez-lincoln"] as const;
const [GATEWAY, JUAREZ] = BRIDGES;

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** Most tests use their own publisher and months, so that they do not affect each other. */
const sourceOf = (publisher: string) => ({ kind: "operator" as const, publisher, title: "Crossings", url: null });

const count = (crossing: string, month: string, number: number): ReadCount => ({
  crossing,
  mode: "passenger",
  direction: "northbound",
  month: Temporal.PlainYearMonth.from(month),
  number,
});

/** Records counts under the name of a key holder, as `npm run import` does. */
const record = (publisher: string, counts: readonly ReadCount[], name = "desk", role: Role = "admin") =>
  recordCounts(
    { ...service.ctx, now: Temporal.Instant.from(NOW), actor: { id: name, name, role } },
    publisher.toLowerCase().replaceAll(" ", "-"),
    sourceOf(publisher),
    counts,
    { evenIfCounted: true },
  );

/** Returns the counts of one month, each with the id of its report. */
async function numbersOf(crossing: string, month: string) {
  const { body } = await service.ask(`/v1/crossings/${crossing}/counts?mode=passenger&from=${month}&to=${month}`);
  return body.counts.map(({ number, report }: Record<string, unknown>) => [number, report]);
}

const reportOf = async (id: string) => (await service.ask(`/v1/reports/${id}`)).body;
const wasWithdrawn = async (id: string) => (await reportOf(id)).retractedAt !== null;
const statusAt = async (crossing: string, at: string) =>
  (await service.ask(`/v1/crossings/${crossing}/status?mode=passenger&direction=northbound&at=${at}`)).body.services[0];

const claim = (crossing: string, month: string, number: number) => ({
  crossing,
  modes: ["passenger"],
  directions: ["northbound"],
  status: "open",
  effectiveAt: month,
  count: number,
});

/** Posts a report under a publisher's name, as an operator does, and returns its id. */
async function post(publisher: string, lines: { changes?: object[]; claims?: object[] }, by = "operator") {
  const key = keys.get(by) ?? (await service.keyFor(by, "recorder"));
  keys.set(by, key);
  const source = { ...sourceOf(publisher), publishedAt: "2026-11-01" };
  const { status, body } = await service.post("/v1/reports", { source, changes: [], claims: [], ...lines }, key);
  expect([status, body.errors]).toEqual([201, undefined]);
  return body.id as string;
}
const keys = new Map<string, string>();

describe("a revised month", () => {
  test("does not change the counts of other crossings", async () => {
    await record("Two Bridges", [count(GATEWAY, "2026-01", 61_204), count(JUAREZ, "2026-01", 310_000)]);
    await record("Two Bridges", [count(GATEWAY, "2026-01", 61_300)]);
    expect(await wasWithdrawn("counts-two-bridges-2026-01")).toBe(true);
    for (const [crossing, number] of [
      [GATEWAY, 61_300],
      [JUAREZ, 310_000],
    ] as const)
      expect(await numbersOf(crossing, "2026-01")).toEqual([[number, "counts-two-bridges-2026-01-r1"]]);
  });

  test("has the last of two numbers for one service", async () => {
    await record("Counted Twice", [count(GATEWAY, "2026-02", 100)]);
    await post("Counted Twice", { claims: [claim(JUAREZ, "2026-02", 200)] });
    await post("Counted Twice", { claims: [claim(JUAREZ, "2026-02", 300), claim(GATEWAY, "2026-02", 100)] });
    expect(await record("Counted Twice", [count(GATEWAY, "2026-02", 101)])).toEqual({ months: 0, revised: 1 });
    expect(await numbersOf(JUAREZ, "2026-02")).toEqual([[300, "counts-counted-twice-2026-02-r1"]]);
    expect(await record("Counted Twice", [count(GATEWAY, "2026-02", 101)])).toEqual({ months: 0, revised: 0 });
  });

  test("does not withdraw a report that has lines other than counts", async () => {
    const suspension = {
      crossing: GATEWAY,
      modes: ["passenger"],
      directions: ["northbound"],
      status: "suspended",
      effectiveAt: "2026-10-05",
    };
    const mixed = await post("Bridge System", { changes: [suspension], claims: [claim(GATEWAY, "2026-03", 500)] });
    const march = [count(GATEWAY, "2026-03", 501)];
    expect(await record("Bridge System", march)).toEqual({ months: 0, revised: 1 });
    expect(await wasWithdrawn(mixed)).toBe(false);
    expect(await statusAt(GATEWAY, "2026-10-10T18:00:00Z")).toMatchObject({ status: "suspended" });
    expect(await numbersOf(GATEWAY, "2026-03")).toEqual([[501, "counts-bridge-system-2026-03"]]);
    expect(await record("Bridge System", march)).toEqual({ months: 0, revised: 0 });
  });

  test("does not withdraw a report that also has counts of another month", async () => {
    const quarter = [claim(GATEWAY, "2026-04", 1), claim(GATEWAY, "2026-05", 2)];
    const posted = await post("Quarterly", { claims: quarter });
    await record("Quarterly", [count(GATEWAY, "2026-04", 3)]);
    expect(await wasWithdrawn(posted)).toBe(false);
    expect(await numbersOf(GATEWAY, "2026-05")).toEqual([[2, posted]]);
    expect(await numbersOf(GATEWAY, "2026-04")).toEqual([[3, "counts-quarterly-2026-04"]]);
  });

  test("does not restore a number that a later report has replaced", async () => {
    await record("Mixed Later", [count(GATEWAY, "2026-06", 10), count(JUAREZ, "2026-06", 20)]);
    const later = await post("Mixed Later", { claims: [claim(JUAREZ, "2026-06", 21), claim(JUAREZ, "2026-05", 7)] });
    await record("Mixed Later", [count(GATEWAY, "2026-06", 11)]);
    expect(await numbersOf(JUAREZ, "2026-06")).toEqual([[21, later]]);
  });
});

describe("a revised number that is too low to open the service", () => {
  const EAGLE_PASS = "eagle-pass-bridge-1";
  const closing = {
    crossing: EAGLE_PASS,
    modes: ["passenger"],
    directions: ["northbound"],
    status: "closed",
    effectiveAt: "2026-02-02",
    expectedUntil: "2026-02-20",
  };
  const inMonths = (april: number) => [
    count(EAGLE_PASS, "2026-04", april),
    count(EAGLE_PASS, "2026-05", 6000),
    count(EAGLE_PASS, "2026-06", 7000),
  ];

  test("leaves the opening to the next month with traffic", async () => {
    await post("Works Agency", { changes: [closing] });
    await record("Later Opening", [...inMonths(5000), count(JUAREZ, "2026-05", 123)]);
    expect(await statusAt(EAGLE_PASS, "2026-04-15T18:00:00Z")).toMatchObject({ status: "open" });
    expect(await record("Later Opening", inMonths(0))).toEqual({ months: 0, revised: 2 });
    expect(await statusAt(EAGLE_PASS, "2026-04-15T18:00:00Z")).toMatchObject({ status: "closed" });
    expect(await statusAt(EAGLE_PASS, "2026-05-15T18:00:00Z")).toMatchObject({ status: "open" });
    expect(await statusAt(EAGLE_PASS, "2026-11-01T18:00:00Z")).toMatchObject({ status: "open" });
    expect(await numbersOf(JUAREZ, "2026-05")).toEqual([[123, "counts-later-opening-2026-05-r1"]]);
    expect(await wasWithdrawn("counts-later-opening-2026-06")).toBe(false);
    expect(await record("Later Opening", inMonths(0))).toEqual({ months: 0, revised: 0 });
  });
});

describe("a revision that was interrupted", () => {
  const closing = {
    crossing: JUAREZ,
    modes: ["passenger"],
    directions: ["northbound"],
    status: "closed",
    effectiveAt: "2026-07-02",
    expectedUntil: "2026-07-20",
  };

  test("is completed by the next run, which withdraws the earlier report and its opening", async () => {
    await post("Works Agency", { changes: [closing] });
    await record("Stopped Halfway", [count(JUAREZ, "2026-08", 5000)]);
    expect(await statusAt(JUAREZ, "2026-08-15T18:00:00Z")).toMatchObject({ status: "open" });
    // As after a crash: the new number is on record, and the report with the old one is not withdrawn yet.
    await post("Stopped Halfway", { claims: [claim(JUAREZ, "2026-08", 0)] });
    await record("Stopped Halfway", [count(JUAREZ, "2026-08", 0)]);
    expect(await wasWithdrawn("counts-stopped-halfway-2026-08")).toBe(true);
    expect(await statusAt(JUAREZ, "2026-08-15T18:00:00Z")).toMatchObject({ status: "closed", conflict: null });
    expect((await numbersOf(JUAREZ, "2026-08")).map(([number]: [number]) => number)).toEqual([0]);
    expect(await record("Stopped Halfway", [count(JUAREZ, "2026-08", 0)])).toEqual({ months: 0, revised: 0 });
  });
});

describe("a recorder who may not withdraw the earlier report", () => {
  const both = [count(GATEWAY, "2026-09", 1), count(GATEWAY, "2026-10", 2)];

  test("is refused before anything is recorded", async () => {
    await record("Of Another", both, "desk");
    const revised = [...both.map((each) => ({ ...each, number: each.number + 5 })), count(GATEWAY, "2026-07", 9)];
    await expect(record("Of Another", revised, "colleague", "recorder")).rejects.toMatchObject({ code: "forbidden" });
    expect(await numbersOf(GATEWAY, "2026-07")).toEqual([]);
    expect(await numbersOf(GATEWAY, "2026-09")).toEqual([[1, "counts-of-another-2026-09"]]);
    expect(await numbersOf(GATEWAY, "2026-10")).toEqual([[2, "counts-of-another-2026-10"]]);
  });

  test("may record the same numbers again", async () => {
    expect(await record("Of Another", both, "colleague", "recorder")).toEqual({ months: 0, revised: 0 });
  });
});
