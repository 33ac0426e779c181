import { Temporal } from "temporal-polyfill";
import type { Report } from "../../../src/domain/record/report.ts";
import {
  ATTESTING_NUMBER,
  attestingCount,
  countConflict,
  countOfMonth,
  isByCount,
  newestCount,
} from "../../../src/domain/status/counted.ts";
import { change, report, SERVICE, timeline } from "../telling.ts";

const ZONE = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);
const month = (text: string) => Temporal.PlainYearMonth.from(text);
let seq = 0;
const counted = (effectiveAt: string, number: number): Report =>
  report(++seq, "BTS", { counts: [{ service: SERVICE, effectiveAt: month(effectiveAt), number }] });
const line = (...reports: Report[]) => timeline(ZONE, reports);
const shown = (count: ReturnType<typeof newestCount>) => count && `${count.effectiveAt} ${count.number}`;

const LINE = line(counted("2023-11", 500), counted("2023-12", 20), counted("2024-01", 19), counted("2024-02", 0));

describe("the newest count", () => {
  test("is that of the last month that has begun", () => {
    expect(shown(newestCount(LINE, at("2023-11-01T05:59:59Z")))).toBeUndefined();
    expect(shown(newestCount(LINE, at("2023-11-01T06:00:00Z")))).toBe("2023-11 500");
    expect(shown(newestCount(LINE, at("2024-02-01T06:59:59Z")))).toBe("2024-01 19");
    expect(shown(newestCount(LINE, at("2025-01-01T00:00:00Z")))).toBe("2024-02 0");
  });

  test("that proves traffic is of at least 20", () => {
    expect(ATTESTING_NUMBER).toBe(20);
    expect(shown(attestingCount(LINE, at("2025-01-01T00:00:00Z")))).toBe("2023-12 20");
    expect(shown(attestingCount(LINE, at("2023-12-01T07:00:00Z")))).toBe("2023-12 20");
    expect(shown(attestingCount(LINE, at("2023-12-01T06:59:59Z")))).toBe("2023-11 500");
    expect(shown(attestingCount(line(counted("2024-01", 19)), at("2024-01-05T00:00:00Z")))).toBeUndefined();
  });

  test("of a month proves traffic only in that month", () => {
    const of = (instant: string, timeline = LINE) => shown(countOfMonth(timeline, at(instant)));
    expect(of("2023-12-01T07:00:00Z")).toBe("2023-12 20");
    expect(of("2024-01-01T06:59:59Z")).toBe("2023-12 20");
    expect(of("2024-01-01T07:00:00Z")).toBeUndefined();
    const alone = line(counted("2023-12", 20));
    expect(of("2024-01-01T06:59:59Z", alone)).toBe("2023-12 20");
    expect(of("2024-01-01T07:00:00Z", alone)).toBeUndefined();
    expect(of("2023-11-30T00:00:00Z", alone)).toBeUndefined();
  });
});

test("an opening is derived from a count if it is dated to a month with an unknown onset", () => {
  const by = (status: "open" | "closed", effectiveAt: string, onset: "unknown" | "exact") =>
    isByCount(change(status, effectiveAt, { onset }));
  expect(by("open", "2024-01", "unknown")).toBe(true);
  expect(by("closed", "2024-01", "unknown")).toBe(false);
  expect(by("open", "2024-01", "exact")).toBe(false);
  expect(by("open", "2024-01-01", "unknown")).toBe(false);
});

describe("a count contradicts", () => {
  const conflict = (
    reports: readonly Report[],
    status: "open" | "suspended" | "closed",
    startsAt: string,
    asked = "2024-03-15T00:00:00Z",
  ) => countConflict(line(...reports), { status, startsAt: at(startsAt) }, at(asked));
  const none = counted("2024-02", 0);
  const many = counted("2024-02", 20);
  const before = counted("2023-06", 20);
  const START = "2024-02-01T07:00:00Z";

  test("an open status if nobody was counted, and others were before", () => {
    expect(conflict([before, none], "open", START)).toEqual({
      ...{ limited: false, programmes: [], status: "closed", at: month("2024-02"), source: none.source, count: 0 },
    });
    expect(conflict([none], "open", START)).toBeNull();
    expect(conflict([counted("2023-06", 19), none], "open", START)).toBeNull();
    expect(conflict([before, counted("2024-02", 1)], "open", START)).toBeNull();
    expect(conflict([], "open", START)).toBeNull();
  });

  test("an open status only if it took effect before the end of the month", () => {
    expect(conflict([before, none], "open", "2024-03-01T07:00:00Z")).toBeNull();
    expect(conflict([before, none], "open", "2024-03-01T06:59:59Z", "2024-03-01T06:59:59Z")).not.toBeNull();
  });

  test("no status that was open for only part of a month that is over", () => {
    const later = "2024-02-01T07:00:00.001Z";
    expect(conflict([before, none], "open", later)).toBeNull();
    expect(conflict([before, none], "open", later, "2024-03-01T07:00:00Z")).toBeNull();
    expect(conflict([before, none], "open", later, "2024-03-01T06:59:59Z")).not.toBeNull();
  });

  test("a restriction if there was traffic, and the service was not open in the month", () => {
    const suspended = report(++seq, "CBP", { statusChanges: [change("suspended", "2024-01-04")] });
    const start = "2024-01-04T07:00:00Z";
    expect(conflict([suspended, many], "suspended", start)).toEqual({
      ...{ limited: false, programmes: [], status: "open", at: month("2024-02"), source: many.source, count: 20 },
    });
    expect(conflict([suspended, counted("2024-02", 19)], "suspended", start)).toBeNull();
    const opened = report(++seq, "CBP", { statusChanges: [change("open", "2023-01-04")] });
    const late = report(++seq, "CBP", { statusChanges: [change("closed", "2024-02-10")] });
    expect(conflict([opened, late, many], "closed", "2024-02-10T07:00:00Z")).toBeNull();
    expect(conflict([suspended, many], "suspended", "2024-03-01T07:00:00Z")).toBeNull();
  });
});
