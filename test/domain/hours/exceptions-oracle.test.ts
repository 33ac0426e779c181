import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { isHoliday } from "../../../src/domain/hours/holidays.ts";
import { timetableState } from "../../../src/domain/record/timetable.ts";
import { ZONES } from "../arbitrary.ts";
import { dateText, oracleStates, type Rule, type Times, timelineOf, write } from "./oracle.ts";
import { holidaysOf, same, someDays, someTimes } from "./oracle-days.ts";

const WEEKS: Record<string, Rule[]> = {
  "24/7": [{ ...same("Mo-Su", -1), times: [[0, 1440]] }],
  "06:00-22:00": [{ ...same("Mo-Su", -1), times: [[360, 1320]] }],
  "22:00-02:00": [{ ...same("Mo-Su", -1), times: [[1320, 1560]] }],
  "Mo-Fr 07:00-24:00; Sa-Su unknown": [
    { ...same("Mo-Fr", -1), times: [[420, 1440]] },
    { ...same("Sa-Su", -1), times: "unknown" },
  ],
  "Mo-Su off": [{ ...same("Mo-Su", -1), times: "off" }],
};

/**
 * Days on which the library's holidays differ from Garita's. The library often adds the working day on which offices
 * observe a U.S. holiday, and it lacks the day on which Mexico's president takes office.
 */
const OBSERVED = ["2022-06-20", "2022-12-26", "2023-01-02", "2026-07-03", "2027-06-18", "2027-07-05", "2027-12-24"];
const DIFFERENT: Record<string, string[]> = { US: OBSERVED, MX: ["2024-10-01", "2030-10-01"] };

const cases = fc.constantFrom("US", "MX").chain((country) =>
  fc.record({
    country: fc.constant(country),
    zone: fc.constantFrom(...ZONES),
    week: fc.constantFrom(...Object.keys(WEEKS)),
    rules: fc.array(
      fc.tuple(someDays(country), someTimes).map(([days, times]) => ({ ...days, times })),
      { minLength: 1, maxLength: 3 },
    ),
    minutes: fc.array(fc.integer({ min: 0, max: 3 * 365 * 48 }), { minLength: 12, maxLength: 12 }),
  }),
);

/** Returns true for a time in a night with a clock change, which the library ignores. */
const isChangeOfClocks = (time: Temporal.PlainDateTime, zone: string): boolean => {
  const day = time.toPlainDate().toZonedDateTime(zone);
  return day.hoursInDay !== 24 && time.hour < 5;
};

test("the hours with exceptions equal those of the library, for random expressions at random times", () => {
  const seed = Number(process.env.GARITA_SEED ?? Date.now());
  const asked = fc.sample(cases, { numRuns: 300, seed });
  const questions = asked.map(({ country, week, rules, minutes, zone }) => ({
    country,
    rules: [...(WEEKS[week] ?? []), ...rules],
    times: minutes
      .map((halves) => Temporal.PlainDateTime.from("2023-01-01T00:00").add({ minutes: 30 * halves }))
      .filter((time) => !isChangeOfClocks(time, zone)),
  }));
  const states = oracleStates(questions);
  const seen = { within: 0, outside: 0, unknown: 0 };
  let altered = 0;
  for (const [i, { zone, week, rules, country }] of asked.entries()) {
    const line = timelineOf(zone, week, rules);
    const plain = timelineOf(zone, week, []);
    for (const [j, time] of (questions[i]?.times ?? []).entries()) {
      const near = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((days) => time.toPlainDate().add({ days }).toString());
      if (near.some((day) => DIFFERENT[country]?.includes(day))) continue;
      const at = time.toZonedDateTime(zone).toInstant();
      const { state } = timetableState(line, at);
      const told = { GARITA_SEED: seed, zone, country, week, rules, time: String(time) };
      expect({ ...told, state }).toEqual({ ...told, state: states[i]?.[j] });
      seen[state]++;
      if (state !== timetableState(plain, at).state) altered++;
    }
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  expect(altered).toBeGreaterThan(300);
}, 120_000);

test("the holidays of nine years are those of the library, except on the listed days", () => {
  const first = Temporal.PlainDate.from("2022-01-01");
  const differing = holidaysOf(first, 9 * 365).map(([country, theirs]) => {
    const days = Array.from({ length: 9 * 365 }, (_, i) => first.add({ days: i }));
    const isTheirs = new Set(theirs.map(String));
    return days.filter((day) => isHoliday(day, country, null) !== isTheirs.has(String(day))).map(String);
  });
  expect(differing).toEqual([DIFFERENT.US, DIFFERENT.MX]);
});

describe.each(ZONES)("on the nights of a clock change in %s", (zone) => {
  const FROM = [60, 90, 120, 150, 180, 210, 1320, 1410];
  const changes = [Temporal.PlainDate.from("2024-03-10"), Temporal.PlainDate.from("2024-11-03")];
  const isShort = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).hoursInDay === 23;

  /** Adds an hour to a time that the clock change skips, because the library ignores clock changes. */
  const shown = (minutes: number, day: Temporal.PlainDate): number =>
    isShort(day) && minutes >= 120 && minutes < 180 ? minutes + 60 : minutes;
  const shownTimes = (times: Times, day: Temporal.PlainDate): Times => {
    if (typeof times === "string") return times;
    const moved = times.map(([start, end]): [number, number] => [
      shown(start, day),
      end > 1440 ? shown(end - 1440, day.add({ days: 1 })) + 1440 : shown(end, day),
    ]);
    const left = moved.filter(([start, end]) => start < end);
    return left.length === 0 ? "off" : left;
  };

  test.each(changes)("an exception for the night of %s begins and ends as in the library", (night) => {
    const nights = [night.subtract({ days: 1 }), night];
    const asked = nights.flatMap((day) =>
      FROM.flatMap((start) =>
        [30, 150].map((length) => ({ day, times: [[start, start + length]] as [number, number][] })),
      ),
    );
    // Every half hour from the evening before the clock change to the evening after it, in elapsed time.
    const first = nights[0]?.toZonedDateTime({ timeZone: zone, plainTime: "20:00" }).toInstant();
    if (first === undefined) throw new Error("there are two nights");
    const instants = Array.from({ length: 2 * 27 }, (_, i) => first.add({ minutes: 30 * i }));
    const repeated = night.toZonedDateTime({ timeZone: zone, plainTime: "02:00" }).toInstant().subtract({ hours: 1 });
    const isLong = night.toZonedDateTime(zone).hoursInDay === 25;
    const walls = instants.map((at) => {
      // Throughout the second occurrence of an hour, the state is that of the last minute of the first occurrence.
      const isAgain = isLong && at.since(repeated).sign >= 0 && at.since(repeated.add({ hours: 1 })).sign < 0;
      return isAgain ? night.toPlainDateTime("01:59") : at.toZonedDateTimeISO(zone).toPlainDateTime();
    });
    const rulesOf = (day: Temporal.PlainDate, times: Times) => {
      const days = dateText(day);
      return [...(WEEKS["Mo-Su off"] ?? []), { ...same(days, 2), times: shownTimes(times, day) }];
    };
    const states = oracleStates(
      asked.map(({ day, times }) => ({ rules: rulesOf(day, times), country: "US", times: walls })),
    );
    let boundaries = 0;
    for (const [i, { day, times }] of asked.entries()) {
      const line = timelineOf(zone, "Mo-Su off", [{ days: dateText(day), times }]);
      for (const [j, at] of instants.entries()) {
        const { state, until } = timetableState(line, at);
        expect([write(times), String(day), String(at), state]).toEqual([
          write(times),
          String(day),
          String(at),
          states[i]?.[j],
        ]);
        const next = states[i]?.findIndex((each, k) => k > j && each !== state) ?? -1;
        const isNear = next >= 0;
        if (isNear)
          expect([write(times), String(at), String(until)]).toEqual([write(times), String(at), String(instants[next])]);
        if (isNear && next === j + 1) boundaries++;
      }
    }
    expect(boundaries).toBeGreaterThan(30);
  });
});
