import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  dayCountsOf,
  monthlyDayCountsOf,
  type ServiceRestriction,
} from "../../../src/domain/availability/restricted-crossing.ts";
import { RESTRICTED_KINDS, type RestrictedKind } from "../../../src/domain/availability/restricted-days.ts";
import { holds } from "../replay.ts";

/** A restricted time of a service with these days, of which only the kind and the days count. */
const time = (kind: RestrictedKind, days: readonly string[], inDoubt: readonly string[] = []): ServiceRestriction =>
  ({
    kind,
    days: days.map((day) => Temporal.PlainDate.from(day)),
    daysInDoubt: inDoubt.map((day) => Temporal.PlainDate.from(day)),
  }) as unknown as ServiceRestriction;

/** Returns the counts of each month as text, such as `2023-12: 1 restricted, 0 limited, 2 in doubt`. */
const months = (...times: ServiceRestriction[]) =>
  monthlyDayCountsOf({ times }).map(
    ({ month, days, daysLimited, daysInDoubt }) =>
      `${month}: ${days} restricted, ${daysLimited} limited, ${daysInDoubt} in doubt`,
  );

describe("the restricted days of a crossing", () => {
  test("are none if no service was restricted", () => {
    expect(dayCountsOf({ times: [] })).toEqual({ days: 0, daysLimited: 0, daysInDoubt: 0 });
    expect(months()).toEqual([]);
  });

  test("count a day once, however many services were suspended or closed on it", () => {
    const times = [time("suspended", ["2023-12-04", "2023-12-05"]), time("closed", ["2023-12-05", "2023-12-06"])];
    expect(dayCountsOf({ times })).toEqual({ days: 3, daysLimited: 0, daysInDoubt: 0 });
  });

  test("do not include days with limits, but a day may be restricted for one service and limited for another", () => {
    const times = [time("limited", ["2023-11-27", "2023-12-04"]), time("suspended", ["2023-12-04"])];
    expect(dayCountsOf({ times })).toEqual({ days: 1, daysLimited: 2, daysInDoubt: 0 });
  });

  test("are in doubt only if no service was certainly restricted on the day", () => {
    const times = [time("closed", ["2024-01-01"], ["2024-01-02", "2024-01-03"]), time("suspended", ["2024-01-03"])];
    expect(dayCountsOf({ times })).toEqual({ days: 2, daysLimited: 0, daysInDoubt: 1 });
  });

  test("are also in doubt if limits were certain, but not if only the limits are in doubt", () => {
    expect(dayCountsOf({ times: [time("limited", ["2024-01-01"]), time("closed", [], ["2024-01-01"])] })).toEqual({
      days: 0,
      daysLimited: 1,
      daysInDoubt: 1,
    });
    expect(dayCountsOf({ times: [time("limited", [], ["2024-01-01"])] }).daysInDoubt).toBe(0);
  });

  test("are counted by month, in order, without the months that have none", () => {
    const closed = time("closed", ["2024-02-01", "2023-12-31", "2024-02-29"], ["2024-04-30"]);
    expect(months(closed, time("limited", ["2023-10-01", "2023-12-31"]))).toEqual([
      "2023-10: 0 restricted, 1 limited, 0 in doubt",
      "2023-12: 1 restricted, 1 limited, 0 in doubt",
      "2024-02: 2 restricted, 0 limited, 0 in doubt",
      "2024-04: 0 restricted, 0 limited, 1 in doubt",
    ]);
  });

  const dayTexts = fc.uniqueArray(
    fc.nat(90).map((days) => Temporal.PlainDate.from("2023-11-15").add({ days }).toString()),
    { maxLength: 12 },
  );
  const times = fc.array(fc.record({ kind: fc.constantFrom(...RESTRICTED_KINDS), days: dayTexts, inDoubt: dayTexts }), {
    maxLength: 5,
  });

  test("are the same in a model that looks at each day, and the months add up to the whole", () => {
    holds(
      times,
      (given) => {
        const all = given.map(({ kind, days, inDoubt }) => time(kind, days, inDoubt));
        const wanted = { days: 0, daysLimited: 0, daysInDoubt: 0 };
        const first = Temporal.PlainDate.from("2023-11-15");
        for (let i = 0; i <= 90; i++) {
          const day = first.add({ days: i }).toString();
          const isShut = given.some(({ kind, days }) => kind !== "limited" && days.includes(day));
          if (isShut) wanted.days++;
          else if (given.some(({ kind, inDoubt }) => kind !== "limited" && inDoubt.includes(day))) wanted.daysInDoubt++;
          if (given.some(({ kind, days }) => kind === "limited" && days.includes(day))) wanted.daysLimited++;
        }
        expect(dayCountsOf({ times: all })).toEqual(wanted);
        const byMonth = monthlyDayCountsOf({ times: all });
        for (const count of ["days", "daysLimited", "daysInDoubt"] as const)
          expect(byMonth.reduce((sum, month) => sum + month[count], 0)).toBe(wanted[count]);
        for (const { days, daysLimited, daysInDoubt } of byMonth)
          expect(days + daysLimited + daysInDoubt).toBeGreaterThan(0);
      },
      300,
    );
  });
});
