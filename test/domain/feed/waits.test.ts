import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Lane } from "../../../src/domain/feed/observation.ts";
import { nearestRank, samplesOf, typicalWaits, type WaitSample } from "../../../src/domain/feed/waits.ts";
import { typicalPeriod, waitsPeriod } from "../../../src/domain/feed/waits-period.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import type { LaneKind, Mode } from "../../../src/domain/vocabulary.ts";
import { ZONES } from "../arbitrary.ts";
import { holds } from "../replay.ts";
import { countTypical, type Day, dice, type Filed, hoursOfDay, inOneOrder } from "../waits-naive.ts";

const instant = Temporal.Instant.from;
const passenger: Service = { crossing: "puente", mode: "passenger", direction: "northbound" };

const sampleOf = ({ mode, lane, utc, minutes }: Filed): WaitSample => {
  const hour = Temporal.Instant.fromEpochMilliseconds(utc);
  const service: Service = { ...passenger, mode: mode as Mode };
  return { service, lane: lane as LaneKind, hour, minutes, filedAt: hour };
};

/** Generates waits for `days` days. Single hours are missing, and so are the nights of a lane that closes. */
function madeUp(zone: string, [year, month, day]: Day, days: number, seed: number, gaps: number): Filed[] {
  const throws = dice(seed);
  const lanes = [
    ["passenger", "standard", 240],
    ["passenger", "sentri", 12],
    ["pedestrian", "standard", 60],
  ] as const;
  const filed: Filed[] = [];
  for (let i = 0; i < days; i++)
    for (const { utc, shows } of hoursOfDay(zone, [year, month, day + i]))
      for (const [mode, lane, longest] of lanes)
        if (throws(100) >= gaps && (lane !== "sentri" || shows >= 4))
          filed.push({ mode, lane, utc, minutes: throws(longest) });
  return filed;
}

describe("The typical waits of twelve generated weeks", () => {
  test("equal an independent count in every time zone, across both clock changes", () => {
    holds(
      fc.record({
        zone: fc.constantFrom(...ZONES),
        first: fc.constantFrom<Day>([2024, 1, 15], [2024, 9, 2], [2026, 8, 31], [2026, 5, 1]),
        seed: fc.nat(),
        gaps: fc.constantFrom(0, 5, 20, 33, 60),
      }),
      ({ zone, first, seed, gaps }) => {
        const filed = madeUp(zone, first, 84, seed, gaps);
        const expected = inOneOrder(countTypical(filed, zone, first, 84));
        expect(inOneOrder(typicalWaits(filed.map(sampleOf), zone))).toEqual(expected);
      },
      6,
    );
  }, 60_000);

  test("count both occurrences of a repeated hour, and nothing for a skipped hour", () => {
    const sundays = (first: Day) =>
      typicalWaits(madeUp("America/Chicago", first, 84, 1, 0).map(sampleOf), "America/Chicago")
        .filter(({ weekday, lane, mode }) => weekday === "Su" && lane === "standard" && mode === "passenger")
        .map(({ hour, samples }) => [hour, samples]);
    const all = Array.from({ length: 24 }, (_, hour) => [hour, 12]);
    expect(sundays([2024, 9, 2])).toEqual(all.with(1, [1, 13]));
    expect(sundays([2024, 1, 15])).toEqual(all.with(2, [2, 11]));
    expect(sundays([2024, 6, 3])).toEqual(all);
  });

  test("follow the local hour across a clock change, not the UTC hour", () => {
    // Eight in the morning in El Paso is 14:00Z in summer and 15:00Z in winter.
    const mornings = [7, 14, 21, 28, 35, 42, 49, 56].map((days) => {
      const day = new Temporal.PlainDate(2024, 9, 30).add({ days });
      const utc = day.toZonedDateTime({ timeZone: "America/Denver", plainTime: "08:00" }).epochMilliseconds;
      return sampleOf({ mode: "passenger", lane: "ready", utc, minutes: 10 });
    });
    expect(new Set(mornings.map(({ hour }) => String(hour).slice(11)))).toEqual(new Set(["14:00:00Z", "15:00:00Z"]));
    expect(typicalWaits(mornings, "America/Denver")).toEqual([
      { mode: "passenger", lane: "ready", weekday: "Mo", hour: 8, samples: 8, median: 10, p90: 10 },
    ]);
  });

  test("need eight samples: the fourth is the median, and the longest the 90th percentile", () => {
    const waits = [50, 10, 80, 20, 40, 70, 30, 60].map((minutes, i) =>
      sampleOf({ mode: "commercial", lane: "fast", utc: Date.UTC(2026, 5, 1 + 7 * i, 18), minutes }),
    );
    expect(typicalWaits(waits.slice(1), "America/Phoenix")).toEqual([]);
    expect(typicalWaits(waits, "America/Phoenix")).toEqual([
      { mode: "commercial", lane: "fast", weekday: "Mo", hour: 11, samples: 8, median: 40, p90: 80 },
    ]);
    expect(typicalWaits([], "America/Phoenix")).toEqual([]);
  });

  test("use nearest ranks: of ten samples, the fifth is the median and the ninth the 90th percentile", () => {
    const tens = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect([nearestRank(tens, 50), nearestRank(tens, 90), nearestRank(tens, 91), nearestRank(tens, 0)]).toEqual([
      50, 90, 100, 10,
    ]);
  });
});

describe("A poll stores a sample", () => {
  const now = instant("2026-11-10T19:40:00Z");
  const number = (minutes: number, at: string): Lane => ({
    kind: "standard",
    says: "number",
    minutes,
    lanesOpen: 2,
    at: instant(at),
  });
  const sampled = (...lanes: Lane[]) =>
    samplesOf([{ service: passenger, lanes }], now, 120).map(
      ({ hour, minutes, filedAt }) => `${hour} ${minutes} ${filedAt}`,
    );

  test("for a lane with traffic, in the hour of its timestamp", () => {
    expect(sampled(number(25, "2026-11-10T18:59:00Z"))).toEqual(["2026-11-10T18:00:00Z 25 2026-11-10T18:59:00Z"]);
    expect(sampled(number(0, "2026-11-10T19:00:00Z"))).toEqual(["2026-11-10T19:00:00Z 0 2026-11-10T19:00:00Z"]);
  });

  test("in the current hour if the timestamp is ahead of the clock", () => {
    expect(sampled(number(25, "2026-11-10T20:00:00Z"))).toEqual(["2026-11-10T19:00:00Z 25 2026-11-10T20:00:00Z"]);
  });

  test("only for a lane with a recent wait", () => {
    const silent = (says: Lane["says"]): Lane => ({ kind: "ready", says, minutes: null, lanesOpen: null, at: null });
    expect(sampled(silent("closed"), silent("pending"), silent("none"), silent("unknown"))).toEqual([]);
    expect(sampled(number(25, "2026-11-10T17:39:59Z"))).toEqual([]);
    expect(sampled(number(25, "2026-11-10T17:40:00Z"))).toHaveLength(1);
  });
});

describe("The requested period of waits", () => {
  const now = instant("2026-11-10T19:40:00Z");
  const zone = "America/Chicago";
  const asked = (from?: string, to?: string) => {
    const day = (text?: string) => (text === undefined ? undefined : Temporal.PlainDate.from(text));
    const period = waitsPeriod({ from: day(from), to: day(to) }, zone, now);
    return `${period.from} ${period.to}`;
  };

  test("defaults to the last seven days, or the seven days before its end, in local time", () => {
    expect(asked()).toBe("2026-11-03T19:40:00Z 2026-11-10T19:40:00Z");
    expect(asked(undefined, "2026-11-03")).toBe("2026-10-28T05:00:00Z 2026-11-04T06:00:00Z");
    expect(asked("2026-10-31", "2026-11-01")).toBe("2026-10-31T05:00:00Z 2026-11-02T06:00:00Z");
  });

  test("may be up to 366 calendar days long", () => {
    expect(asked("2023-11-05", "2024-11-04")).toBe("2023-11-05T05:00:00Z 2024-11-05T06:00:00Z");
    expect(() => asked("2023-11-04", "2024-11-04")).toThrow(/366 days/);
    expect(() => asked("2025-11-01")).toThrow(/366 days.*2025-11-01/);
  });

  test("must not be empty", () => {
    expect(() => asked("2026-11-12", "2026-11-11")).toThrow(/before the end of `to` \(2026-11-11\).*2026-11-12/);
    expect(() => asked("2026-11-11")).toThrow(/before now/);
  });

  test("uses typical waits from the twelve weeks before its end, or before the current time if that is earlier", () => {
    const typical = (to: string) => {
      const period = typicalPeriod({ from: instant("2026-01-01T00:00:00Z"), to: instant(to) }, zone, now);
      return `${period.from} ${period.to}`;
    };
    expect(typical("2026-11-04T06:00:00Z")).toBe("2026-08-12T05:00:00Z 2026-11-04T06:00:00Z");
    expect(typical("2026-12-01T06:00:00Z")).toBe("2026-08-18T18:40:00Z 2026-11-10T19:40:00Z");
  });
});
