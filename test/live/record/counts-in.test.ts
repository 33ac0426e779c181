import { Temporal } from "temporal-polyfill";
import type { Report } from "../../../src/domain/record/report.ts";
import { countsIn } from "../../../src/live/record/counts-in.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { place, report } from "../../domain/telling.ts";
import { memoryOf } from "./memory-of.ts";

const [WALKERS, CARS] = SERVICES;
const CROSSING = place(SERVICES);
const counted = (seq: number, service: (typeof SERVICES)[number], months: readonly string[]): Report =>
  report(
    seq,
    "BTS",
    {
      counts: months.map((month, i) => ({
        service,
        effectiveAt: Temporal.PlainYearMonth.from(month),
        number: 100 * seq + i,
      })),
    },
    "2024-03-01",
  );

const REPORTS = [counted(1, CARS, ["2023-12", "2024-01"]), counted(2, WALKERS, ["2024-01"])];
const MEMORY = memoryOf(CROSSING, REPORTS);
const at = (text: string) => Temporal.Instant.from(text);

/** Returns the counts as text, given the bounds of their months. */
const shown = (period: Parameters<typeof countsIn>[2], view: Parameters<typeof countsIn>[3] = {}) =>
  countsIn(MEMORY, CROSSING, period, view).map(
    ({ service, effectiveAt, number, report: { id } }) => `${id} ${service.mode} ${effectiveAt} ${number}`,
  );

describe("the counts of a crossing in memory", () => {
  test("are those of all its services, in the order of their months and reports", () => {
    expect(shown({})).toEqual(["r1 passenger 2023-12 100", "r1 passenger 2024-01 101", "r2 pedestrian 2024-01 200"]);
  });

  test("begin at the start of a period, and end before its end", () => {
    const january = at("2024-01-01T07:00:00Z");
    const before = january.subtract({ seconds: 1 });
    expect(shown({ from: january })).toEqual(["r1 passenger 2024-01 101", "r2 pedestrian 2024-01 200"]);
    expect(shown({ from: before })).toHaveLength(2);
    expect(shown({ from: january.add({ seconds: 1 }) })).toEqual([]);
    expect(shown({ to: january })).toEqual(["r1 passenger 2023-12 100"]);
    expect(shown({ to: january.add({ seconds: 1 }) })).toHaveLength(3);
    expect(shown({ from: at("2023-12-01T07:00:00Z"), to: january })).toEqual(["r1 passenger 2023-12 100"]);
  });

  test("are those that a view includes", () => {
    expect(shown({}, { knownAt: REPORTS[0]?.recordedAt })).toEqual([
      "r1 passenger 2023-12 100",
      "r1 passenger 2024-01 101",
    ]);
    expect(shown({}, { publishedBefore: at("2024-03-01T00:00:00Z") })).toEqual([]);
    // The day of publication ends last in California.
    expect(shown({}, { publishedBefore: at("2024-03-02T08:00:00Z") })).toHaveLength(3);
  });

  test("are none for services that the memory does not have", () => {
    const wider = place([...SERVICES, { ...CARS, mode: "rail" }]);
    expect(countsIn(MEMORY, wider, {}, {})).toHaveLength(3);
    expect(countsIn(memoryOf(CROSSING, []), CROSSING, {}, {})).toEqual([]);
  });
});
