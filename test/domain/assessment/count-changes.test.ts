import { Temporal } from "temporal-polyfill";
import { changeByCount } from "../../../src/domain/assessment/count-changes.ts";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { periodOf } from "../../../src/domain/time/moment.ts";
import { change, report, timeline } from "../telling.ts";

const ZONE = "America/Chicago";
const by = (reports: readonly Report[], month: string, number = 5000) =>
  changeByCount(timeline(ZONE, reports), periodOf(Temporal.PlainYearMonth.from(month), ZONE), number);

const worksInMay = report(1, "IBWC", {
  statusChanges: [change("closed", "2024-05-20", { expectedUntil: "2024-05-25" })],
});

describe("a monthly count", () => {
  test("is a baseline if there is no report by the end of the month", () => {
    expect(by([], "2008-01")).toEqual({ says: "baseline", ...NO_LIMITS });
    expect(by([report(1, "CBP", { statusChanges: [change("closed", "2008-02-01")] })], "2008-01")).toEqual({
      says: "baseline",
      ...NO_LIMITS,
    });
    expect(by([report(1, "CBP", { statusChanges: [change("closed", "2008-01-31")] })], "2008-01")).toBeNull();
  });

  test("proves no traffic if it is below 20", () => {
    expect(by([], "2008-01", 19)).toBeNull();
    expect(by([], "2008-01", 20)).not.toBeNull();
    expect(by([worksInMay], "2024-06", 19)).toBeNull();
    expect(by([worksInMay], "2024-06", 0)).toBeNull();
  });

  test("lifts a closure that was expected to end before the month", () => {
    expect(by([worksInMay], "2024-05")).toBeNull();
    expect(by([worksInMay], "2024-06")).toEqual({ says: "lift", lifts: ["r1"], ...NO_LIMITS });
    const untilTheFirst = report(1, "IBWC", {
      statusChanges: [change("closed", "2024-05-20", { expectedUntil: "2024-06-01" })],
    });
    expect(by([untilTheFirst], "2024-06")).toBeNull();
    expect(by([untilTheFirst], "2024-07")).toEqual({ says: "lift", lifts: ["r1"], ...NO_LIMITS });
  });

  test("opens the service with the limits that it had before the closure", () => {
    const limits = { limited: true, programmes: ["empties" as const] };
    const trucks = report(0, "IBWC", { statusChanges: [change("open", "2024-01-01", limits)] });
    expect(by([trucks, worksInMay], "2024-06")).toEqual({ says: "lift", lifts: ["r1"], ...limits });
    const lanes = report(0, "IBWC", { statusChanges: [change("open", "2024-01-01", { limited: true })] });
    expect(by([lanes, worksInMay], "2024-06")).toEqual({ says: "lift", lifts: ["r1"], limited: true, programmes: [] });
  });

  test("lifts nothing if the closure had no expected end, or if the service reopened within the month", () => {
    expect(by([report(1, "IBWC", { statusChanges: [change("closed", "2024-05-20")] })], "2024-06")).toBeNull();
    const reopened = report(2, "IBWC", { statusChanges: [change("open", "2024-06-29")] });
    expect(by([worksInMay, reopened], "2024-06")).toBeNull();
    expect(by([reopened], "2024-07")).toBeNull();
  });
});
