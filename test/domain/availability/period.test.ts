import { Temporal } from "temporal-polyfill";
import { availabilityPeriod, type MOST_YEARS } from "../../../src/domain/availability/period.ts";
import { Refusal } from "../../../src/domain/errors.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const ZONE = "America/Phoenix";
const NOW = Temporal.Instant.from("2026-11-30T12:34:56Z");

function period(from: string | undefined, to: string | undefined, asks: keyof typeof MOST_YEARS = "one") {
  const asked = {
    ...(from === undefined ? {} : { from: parseMoment(from) }),
    ...(to === undefined ? {} : { to: parseMoment(to) }),
  };
  const { from: start, to: end, clipped } = availabilityPeriod(asked, ZONE, NOW, asks);
  return [String(start), String(end), clipped];
}

/** Returns the fault of a refused period. */
function refusal(from: string, to: string | undefined, asks: keyof typeof MOST_YEARS): unknown {
  try {
    return period(from, to, asks);
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.issues] : error;
  }
}

test.each<[string, string | undefined, string | undefined, unknown[]]>([
  ["has whole local days", "2026-01", "2026-02", ["2026-01-01T07:00:00Z", "2026-03-01T07:00:00Z", false]],
  [
    "ends at the last full hour without an end",
    "2026-11-01",
    undefined,
    ["2026-11-01T07:00:00Z", "2026-11-30T12:00:00Z", true],
  ],
  ["ends there, too, with a later end", "2026-11-01", "2027", ["2026-11-01T07:00:00Z", "2026-11-30T12:00:00Z", true]],
  ["may end now", "2026-11-01", "2026-11-30T12:34:56Z", ["2026-11-01T07:00:00Z", "2026-11-30T12:34:56Z", false]],
  [
    "begins eleven months before its last month",
    undefined,
    "2026-04-30",
    ["2025-05-01T07:00:00Z", "2026-05-01T07:00:00Z", false],
  ],
  ["is empty in the future", "2027-02-01", "2027-03-01", ["2027-02-01T07:00:00Z", "2027-02-01T07:00:00Z", true]],
])("a period %s", (_, from, to, wanted) => {
  // The year is not a moment, so it is written as its last month.
  expect(period(from, to === "2027" ? "2027-12" : to)).toEqual(wanted);
});

describe("a period of too many years", () => {
  test("is refused, but one of exactly so many years is not", () => {
    expect(period("2016-02-01", "2026-01", "one")[0]).toBe("2016-02-01T07:00:00Z");
    expect(period("2023-02-01", "2026-01", "several")[0]).toBe("2023-02-01T07:00:00Z");
    expect(refusal("2016-01-31", "2026-01", "one")).toEqual([
      "invalid",
      [{ path: "from", rule: ["yearsBeforeEnd", 10, "2026-01"], value: "2016-01-31" }],
    ]);
    expect(refusal("2023-01-31", "2026-01", "several")).toEqual([
      "invalid",
      [{ path: "from", rule: ["yearsBeforeEndOfSeveral", 3, "2026-01", 10], value: "2023-01-31" }],
    ]);
  });

  test("names the last full hour if no end is given", () => {
    expect(refusal("2010-01", undefined, "one")).toEqual([
      "invalid",
      [{ path: "from", rule: ["yearsBeforeEnd", 10, "2026-11-30T12:00:00Z"], value: "2010-01" }],
    ]);
  });
});

test("a period that ends before it begins is refused", () => {
  expect(refusal("2026-02", "2026-01", "one")).toMatchObject(["invalid", [{ path: expect.any(String) }]]);
});
