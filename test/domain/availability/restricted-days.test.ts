import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { daysOfAll, type RestrictedTime, restrictedTimesOf } from "../../../src/domain/availability/restricted-days.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { mergeIntervals } from "../../../src/domain/time/interval.ts";
import { endOf, parseMoment, startOf } from "../../../src/domain/time/moment.ts";
import { localDays } from "../../../src/domain/time/months.ts";
import { instantsOf, SERVICES, scenes } from "../arbitrary.ts";
import { thresholdsOf } from "../arbitrary-feed.ts";
import { logsOf, viewsOf } from "../arbitrary-log.ts";
import { naiveAvailability } from "../naive-availability.ts";
import { holds } from "../replay.ts";
import { timelineOf } from "../shown.ts";
import { change, hoursChange, LIMITS, report, timeline } from "../telling.ts";

const HOUR = 3_600_000;
const ZONE = "America/Phoenix";

/** Returns the restricted times from the start of one day or month to the end of another. */
const timesOf = (line: Timeline, from: string, to = from): RestrictedTime[] =>
  restrictedTimesOf(
    line,
    localDays({ from: startOf(parseMoment(from), line.zone), to: endOf(parseMoment(to), line.zone) }, line.zone),
    LIMITS,
  );
const texts = (days: readonly Temporal.PlainDate[]) => days.map(String);

const questions = scenes.chain((scene) =>
  fc.record({
    zone: fc.constant(scene.zone),
    reports: logsOf(scene),
    view: viewsOf(scene),
    thresholds: thresholdsOf,
    from: instantsOf(scene, true),
    ago: fc.array(
      fc.nat(80).map((hours) => hours - 4),
      { maxLength: 20 },
    ),
    length: fc.constantFrom(1, HOUR / 2, 26 * HOUR, 50 * HOUR, 75 * HOUR),
  }),
);

describe("The restricted days of a service", () => {
  test("are the same in the naive model, which looks at every quarter of an hour", () => {
    holds(
      questions,
      ({ from, length, ago, ...given }) => {
        const first = Math.floor(from.epochMilliseconds / HOUR) * HOUR;
        const waits = ago.map((hours) => first + hours * HOUR);
        const known = { ...given, waits, service: SERVICES[0] };
        const days = localDays({ from, to: from.add({ milliseconds: length }) }, given.zone);
        const hours = mergeIntervals(waits.map((at) => ({ from: at, to: at + HOUR })));
        const times = restrictedTimesOf(timelineOf(known), days, given.thresholds, hours);
        const wanted = { suspended: [] as string[], closed: [] as string[] };
        const time = { suspended: 0, closed: 0 };
        const doubted: string[] = [];
        const overdue: string[] = [];
        for (const day of days) {
          for (const month of naiveAvailability(known, day.from, day.to))
            for (const [cause, [, within, unknown]] of Object.entries(month.causes)) {
              if (within + unknown === 0) continue;
              const [share, because] = cause.split(" ");
              if (share === "suspended" || share === "closed") wanted[share].push(String(day.day));
              if (because === "overdue" || because === "day_of_change") doubted.push(String(day.day));
              if (because === "overdue") overdue.push(String(day.day));
            }
          for (const month of naiveAvailability(known, day.from, day.to))
            for (const kind of ["suspended", "closed"] as const) time[kind] += month.time[kind];
        }
        for (const kind of ["suspended", "closed"] as const) {
          expect(texts(daysOfAll(times, [kind]))).toEqual([...new Set(wanted[kind])]);
          const counted = times.filter((each) => each.kind === kind && each.days.length > 0);
          expect(counted.reduce((sum, each) => sum + each.time, 0)).toBeLessThanOrEqual(time[kind]);
        }
        const inDoubt = times.flatMap((each) => texts(each.daysInDoubt));
        expect(inDoubt.filter((day) => !doubted.includes(day))).toEqual([]);
        const told = times.flatMap((each) => [...texts(each.days), ...texts(each.daysInDoubt)]);
        expect(overdue.filter((day) => !told.includes(day))).toEqual([]);
      },
      200,
    );
  });

  const suspended = (hours: string | null, effectiveAt: string, opens: string, zone = ZONE) =>
    timeline(zone, [
      report(1, "CBP", {
        statusChanges: [change("open", "2023-11-01")],
        hoursChanges: hours === null ? [] : [hoursChange(hours, "2023-11-01")],
      }),
      { ...report(2, "CBP", { statusChanges: [change("suspended", effectiveAt)] }), reason: "staffing" },
      report(3, "CBP", { statusChanges: [change("open", opens)] }),
    ]);

  test("do not include the day on which a service opened at its usual hour", () => {
    const line = suspended("06:00-20:00", "2023-12-04", "2024-01-04T13:00:00Z");
    const [december] = timesOf(line, "2023-12");
    expect(december?.days).toHaveLength(28);
    expect(december).toMatchObject({ time: 28 * 24 * HOUR, withinHours: 28 * 14 * HOUR, hoursUnknown: 0 });
    expect(december?.reasons).toEqual(["staffing"]);
    expect(december?.reports.map(({ id }) => id)).toEqual(["r2"]);
    expect(`${december?.interval.from} ${december?.interval.to}`).toBe("2023-12-04 2024-01-04T13:00:00Z");
    expect(texts(timesOf(line, "2024-01")[0]?.days ?? [])).toEqual(["2024-01-01", "2024-01-02", "2024-01-03"]);
    expect(timesOf(line, "2024-01-04")).toEqual([]);
  });

  test("include every day that the restriction touches if no hours are on record", () => {
    const line = suspended(null, "2023-12-18T15:00:00Z", "2023-12-22T19:00:00Z");
    const [time] = timesOf(line, "2023-12");
    expect(texts(time?.days ?? [])).toEqual(["2023-12-18", "2023-12-19", "2023-12-20", "2023-12-21", "2023-12-22"]);
    expect(time).toMatchObject({ time: 100 * HOUR, withinHours: 0, hoursUnknown: 100 * HOUR });
  });

  test("are counted by the hours of another service if the service itself has none", () => {
    const south = suspended(null, "2023-12-04", "2024-01-04T13:00:00Z");
    const north = {
      ...suspended("06:00-20:00", "2023-12-04", "2023-12-05"),
      service: { ...SERVICES[0], mode: "rail" },
    };
    const days = localDays(
      { from: startOf(parseMoment("2024-01"), ZONE), to: endOf(parseMoment("2024-01"), ZONE) },
      ZONE,
    );
    const [alone] = restrictedTimesOf(south, days, LIMITS);
    expect(alone?.days).toHaveLength(4);
    const [time] = restrictedTimesOf(south, days, LIMITS, [], [south, north as Timeline]);
    expect(time?.days).toHaveLength(3);
    expect(time).toMatchObject({ time: 78 * HOUR, withinHours: 0, hoursUnknown: 78 * HOUR });
    // The service's own hours count from the day on which they are on record.
    const later = { ...south, hoursChanges: suspended("00:00-02:00", "2024-02-01", "2024-02-02").hoursChanges };
    const own = later.hoursChanges.map((line) => ({ ...line, startsAt: startOf(parseMoment("2024-01-04"), ZONE) }));
    const [both] = restrictedTimesOf({ ...later, hoursChanges: own }, days, LIMITS, [], [south, north as Timeline]);
    expect(both?.days).toHaveLength(4);
  });

  test("do not include days on which the service is shut anyway", () => {
    const [time] = timesOf(suspended("Mo-Fr 06:00-20:00", "2023-12-08", "2023-12-12"), "2023-12");
    expect(texts(time?.days ?? [])).toEqual(["2023-12-08", "2023-12-11"]);
  });

  test("include as doubtful the day on which the service opened at an unreported hour", () => {
    const [time] = timesOf(suspended("06:00-20:00", "2023-12-08", "2023-12-12"), "2023-12");
    expect(time?.days).toHaveLength(4);
    expect(texts(time?.daysInDoubt ?? [])).toEqual(["2023-12-12"]);
  });

  test("include as doubtful the days long after an expected end", () => {
    const line = timeline(ZONE, [
      report(1, "CBP", { statusChanges: [change("suspended", "2023-12-04", { expectedUntil: "2023-12-05" })] }),
    ]);
    const [time] = timesOf(line, "2023-12-01", "2023-12-10");
    expect(texts(time?.days ?? [])).toEqual(["2023-12-04", "2023-12-05", "2023-12-06"]);
    expect(texts(time?.daysInDoubt ?? [])).toEqual(["2023-12-07", "2023-12-08", "2023-12-09", "2023-12-10"]);
  });

  test("include a day of 23 or of 25 hours once", () => {
    for (const day of ["2024-03-10", "2024-11-03"]) {
      const [time] = timesOf(suspended(null, "2024-01-01", "2024-12-01", "America/Chicago"), day);
      expect(texts(time?.days ?? [])).toEqual([day]);
      expect(time?.time).toBe((day === "2024-03-10" ? 23 : 25) * HOUR);
    }
  });

  test("are separate for a suspension, a closure and limited service", () => {
    const line = timeline(ZONE, [
      report(1, "CBP", { statusChanges: [change("open", "2023-12-01T07:00:00Z", { limited: true })] }),
      report(2, "CBP", { statusChanges: [change("suspended", "2023-12-03T07:00:00Z")] }),
      report(3, "CBP", { statusChanges: [change("closed", "2023-12-05T07:00:00Z")] }),
      report(4, "CBP", { statusChanges: [change("open", "2023-12-06T07:00:00Z")] }),
    ]);
    const times = timesOf(line, "2023-12");
    expect(times.map(({ kind, days }) => [kind, days.length])).toEqual([
      ["limited", 2],
      ["suspended", 2],
      ["closed", 1],
    ]);
    expect(daysOfAll(times, ["suspended", "closed"])).toHaveLength(3);
  });
});
