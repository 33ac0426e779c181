import { Temporal } from "temporal-polyfill";
import type { Issue } from "../../../src/domain/errors.ts";
import { acceptCount, LARGEST_COUNT, repeatedCounts } from "../../../src/domain/record/accept-count.ts";
import type { ClaimDraft } from "../../../src/domain/record/draft.ts";
import type { TrafficCount } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { SERVICES } from "../arbitrary.ts";

/** Accepts a count of December 2023 for two services. Returns the lines and the issues. */
function accepted(number: number, more: Partial<ClaimDraft> = {}) {
  const lines: { counts: TrafficCount[] } = { counts: [] };
  const issues: Issue[] = [];
  const claim: ClaimDraft = { crossing: "puente", status: "open", effectiveAt: parseMoment("2023-12"), ...more };
  acceptCount(claim, number, "claims.3", SERVICES, lines, issues);
  return { counts: lines.counts, issues };
}

describe("a count", () => {
  test.each([0, 1, 74_611, LARGEST_COUNT])("of %i is recorded for each service and the month", (number) => {
    const { counts, issues } = accepted(number);
    expect(issues).toEqual([]);
    expect(counts.map(({ service }) => service)).toEqual([...SERVICES]);
    for (const line of counts) expect([String(line.effectiveAt), line.number]).toEqual(["2023-12", number]);
  });

  test.each([-1, 0.5, LARGEST_COUNT + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    "of %d is refused, because it must be a whole number up to 100,000,000",
    (number) => {
      expect(accepted(number).issues).toEqual([
        { path: "claims.3.count", rule: ["wholeNumber", 0, 100_000_000], value: String(number) },
      ]);
    },
  );

  test.each(["2023-12-04", "2023-12-04T12:00:00Z"])("of %s is refused, because it must be of a month", (given) => {
    const { counts, issues } = accepted(5, { effectiveAt: parseMoment(given) });
    expect(issues).toEqual([{ path: "claims.3.effectiveAt", rule: ["monthOfCount"], value: given }]);
    expect(counts).toEqual([]);
  });

  test.each(["suspended", "closed", "unknown"] as const)("with the status %s is refused", (status) => {
    expect(accepted(0, { status } as Partial<ClaimDraft>).issues).toEqual([
      { path: "claims.3.status", rule: ["openWithCount"], value: status },
    ]);
  });

  test.each([
    ["limited", { limited: true }],
    ["programmes", { programmes: ["fast"] }],
    ["until", { until: parseMoment("2024-01") }],
    ["denied", { denied: true }],
    ["attributed", { attributed: true }],
  ] as [string, Partial<ClaimDraft>][])("with the field %s is refused", (field, more) => {
    expect(accepted(5, more).issues).toEqual([{ path: `claims.3.${field}`, rule: ["notWithCount"] }]);
  });

  test("may say of these fields that they do not apply", () => {
    expect(accepted(5, { limited: false, programmes: null, until: null, denied: false, attributed: false })).toEqual(
      accepted(5),
    );
  });

  test("with several errors is refused with all of them", () => {
    const { issues } = accepted(-1, { status: "closed", denied: true, effectiveAt: parseMoment("2023-12-04") });
    expect(issues.map(({ path }) => path)).toEqual([
      "claims.3.status",
      "claims.3.denied",
      "claims.3.count",
      "claims.3.effectiveAt",
    ]);
  });
});

describe("two counts in one report", () => {
  const [pedestrian, passenger] = SERVICES;
  const count = (service: TrafficCount["service"], month: string, number: number): TrafficCount => ({
    service,
    effectiveAt: Temporal.PlainYearMonth.from(month),
    number,
  });

  test("of one service and month are refused, even with the same number, and the error names both", () => {
    const issue = { path: "claims", rule: ["twoCounts", "puente pedestrian northbound", "2024-01"] };
    const january = count(pedestrian, "2024-01", 5);
    expect(repeatedCounts([january, january])).toEqual([issue]);
    expect(repeatedCounts([january, count(pedestrian, "2024-01", 6), january])).toEqual([issue, issue]);
  });

  test.each<[string, TrafficCount]>([
    ["month", count(pedestrian, "2024-02", 5)],
    ["year", count(pedestrian, "2023-01", 5)],
    ["mode", count(passenger, "2024-01", 5)],
    ["direction", count({ ...pedestrian, direction: "southbound" }, "2024-01", 5)],
    ["crossing", count({ ...pedestrian, crossing: "vado" }, "2024-01", 5)],
  ])("are accepted with another %s", (_, other) => {
    expect(repeatedCounts([count(pedestrian, "2024-01", 5), other])).toEqual([]);
  });
});
