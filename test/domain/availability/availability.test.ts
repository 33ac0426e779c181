import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { availabilityOf, type MonthAccount, SHARES } from "../../../src/domain/availability/availability.ts";
import { OPEN_EVIDENCE } from "../../../src/domain/availability/open-evidence.ts";
import type { AccountLimits } from "../../../src/domain/availability/status-intervals.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { mergeIntervals } from "../../../src/domain/time/interval.ts";
import type { Period } from "../../../src/domain/time/moment.ts";
import { localMonths } from "../../../src/domain/time/months.ts";
import { REASONS, type Reason } from "../../../src/domain/vocabulary.ts";
import { HOURS, instantsOf, SERVICES, scenes, ZONES } from "../arbitrary.ts";
import { thresholdsOf } from "../arbitrary-feed.ts";
import { logsOf, viewsOf } from "../arbitrary-log.ts";
import { type NaiveMonth, naiveAvailability } from "../naive-availability.ts";
import { midnight } from "../naive-clock.ts";
import { holds } from "../replay.ts";
import { same, timelineOf } from "../shown.ts";
import { change, claim, hoursChange, LIMITS, report, timeline } from "../telling.ts";

const HOUR = 3_600_000;
const accountOf = (line: Timeline, period: Period, limits: AccountLimits, waits: readonly number[] = []) =>
  availabilityOf(
    line,
    localMonths(period, line.zone),
    limits,
    mergeIntervals(waits.map((from) => ({ from, to: from + HOUR }))),
  );
const at = (epoch: number) => Temporal.Instant.fromEpochMilliseconds(epoch);
const periodOf = (from: string, to: string) => ({ from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) });
const total = ({ time }: MonthAccount) => SHARES.reduce((sum, share) => sum + time[share], 0);

/** Converts a month's availability to the format of the naive model. */
function told(account: MonthAccount): NaiveMonth {
  const { month, time, evidence, causes, reports } = account;
  return {
    month: month.toString(),
    time,
    evidence,
    causes: Object.fromEntries(
      causes.map(({ share, because, reason, time, withinHours, hoursUnknown }) => [
        `${share} ${because} ${reason}`,
        [time, withinHours, hoursUnknown],
      ]),
    ),
    others: Object.fromEntries(
      causes.flatMap(({ share, because, reason, others }) =>
        others.map((other) => [`${share} ${because} ${reason}: ${other.status} ${other.reason}`, other.time]),
      ),
    ),
    reports: reports.map(({ id }) => id).sort(),
  };
}

const inOrder = (month: NaiveMonth): NaiveMonth => ({
  ...month,
  causes: Object.fromEntries(Object.entries(month.causes).sort()),
});

const withReasons = (reports: readonly Report[], reasons: readonly (Reason | null)[]): Report[] =>
  reports.map((each, i) => ({ ...each, reason: reasons[i % reasons.length] ?? null }));

const accounts = scenes.chain((scene) =>
  fc.record({
    zone: fc.constant(scene.zone),
    reports: logsOf(scene),
    reasons: fc.array(fc.constantFrom(null, null, ...REASONS.slice(0, 2)), { minLength: 9, maxLength: 9 }),
    view: viewsOf(scene),
    thresholds: thresholdsOf,
    from: instantsOf(scene, true),
    ago: fc.array(
      fc.nat(80).map((hours) => hours - 4),
      { maxLength: 20 },
    ),
    old: fc.array(fc.constantFrom(24, 25, 49, 24 * 89, 24 * 90, 24 * 91), { maxLength: 2 }),
    length: fc.constantFrom(1, HOUR / 2, 26 * HOUR, 26 * HOUR, 50 * HOUR, 75 * HOUR),
  }),
);

describe("The availability of a service", () => {
  test("agrees with the naive model", () => {
    holds(
      accounts,
      ({ from, length, reasons, ago, old, ...given }) => {
        const first = Math.floor(from.epochMilliseconds / HOUR) * HOUR;
        const waits = [...ago, ...old.map((hours) => -hours)].map((hours) => first + hours * HOUR);
        const known = { ...given, waits, service: SERVICES[0], reports: withReasons(given.reports, reasons) };
        const period = { from, to: from.add({ milliseconds: length }) };
        const account = accountOf(timelineOf(known), period, known.thresholds, waits);
        expect(account.reduce((sum, month) => sum + total(month), 0)).toBe(length);
        for (const { time, evidence } of account)
          expect(OPEN_EVIDENCE.reduce((sum, each) => sum + evidence[each], 0)).toBe(time.open + time.limited);
        const naive = naiveAvailability(known, from.epochMilliseconds, from.epochMilliseconds + length);
        same({ from, ...account.map(told).map(inOrder) }, { from, ...naive.map(inOrder) });
      },
      200,
    );
  });

  test("adds up to the length of every month in each time zone, including nights with clock changes", () => {
    const days = { "2024-03": 31, "2024-11": 30, "2024-02": 29 };
    for (const zone of ZONES)
      for (const [month, length] of Object.entries(days)) {
        const [year = 0, number = 0] = month.split("-").map(Number);
        const period = { from: at(midnight(zone, year, number, 1)), to: at(midnight(zone, year, number + 1, 1)) };
        const line = timeline(zone, [
          report(1, "CBP", {
            statusChanges: [change("open", "2024-01-01")],
            hoursChanges: [hoursChange("06:00-22:00", "2024-01-01")],
          }),
        ]);
        const [account, ...others] = accountOf(line, period, { ...LIMITS, openEvidenceDays: 9999 });
        expect(others).toEqual([]);
        const jump = zone === "America/Phoenix" ? 0 : month === "2024-03" ? -1 : month === "2024-11" ? 1 : 0;
        expect(account?.time).toEqual({
          open: length * 16 * HOUR,
          limited: 0,
          suspended: 0,
          closed: 0,
          outsideHours: (length * 8 + jump) * HOUR,
          unknown: 0,
        });
      }
  });

  test("counts a suspension even outside the hours, under its newest stated reason", () => {
    const line = timeline("America/Phoenix", [
      report(1, "CBP", {
        statusChanges: [change("open", "2023-11-01")],
        hoursChanges: [hoursChange("06:00-20:00", "2023-11-01")],
      }),
      { ...report(2, "CBP", { statusChanges: [change("suspended", "2023-12-04")] }), reason: "staffing" },
      report(3, "AP", { statusChanges: [change("suspended", "2023-12-06")] }),
      { ...report(4, "Pima", { statusChanges: [change("suspended", "2023-12-10")] }), reason: "weather" },
      report(5, "CBP", { statusChanges: [change("open", "2023-12-11T13:00:00Z", { lifts: "all" })] }),
    ]);
    const period = periodOf("2023-12-01T07:00:00Z", "2023-12-12T07:00:00Z");
    const [account] = accountOf(line, period, LIMITS);
    expect(account?.time).toMatchObject({
      suspended: (7 * 24 + 6) * HOUR,
      open: (4 * 14 + 0) * HOUR,
      outsideHours: 34 * HOUR,
    });
    expect(account?.causes).toEqual([
      {
        share: "suspended",
        because: "suspended",
        reason: "staffing",
        time: 6 * 24 * HOUR,
        withinHours: 6 * 14 * HOUR,
        hoursUnknown: 0,
        others: [{ status: "suspended", reason: null, time: 4 * 24 * HOUR }],
      },
      {
        share: "suspended",
        because: "suspended",
        reason: "weather",
        time: 30 * HOUR,
        withinHours: 14 * HOUR,
        hoursUnknown: 0,
        others: [
          { status: "suspended", reason: "staffing", time: 30 * HOUR },
          { status: "suspended", reason: null, time: 30 * HOUR },
        ],
      },
    ]);
    expect(account?.reports.map(({ id }) => id)).toEqual(["r1", "r2", "r3", "r4", "r5"]);
  });

  test("never counts doubtful time as open, and shows how much open time has no recent evidence", () => {
    const claims = [claim("open", "2024-01-05", { until: "2024-12-31" })];
    const line = timeline("America/Chicago", [
      report(1, "AP", { claims }),
      report(2, "CBP", {
        statusChanges: [change("open", "2024-01-10")],
        hoursChanges: [hoursChange("24/7", "2024-01-10")],
      }),
    ]);
    const period = periodOf("2024-01-09T06:00:00Z", "2024-04-12T05:00:00Z");
    const months = accountOf(line, period, LIMITS);
    const doubt = { share: "unknown", reason: null, time: 24 * HOUR, others: [] };
    expect(months[0]?.causes).toEqual([
      { ...doubt, because: "no_report", withinHours: 0, hoursUnknown: 24 * HOUR },
      { ...doubt, because: "day_of_change", withinHours: 24 * HOUR, hoursUnknown: 0 },
    ]);
    // 90 days after 10 January 00:00 CST is 9 April 01:00 CDT. A millisecond later the evidence is too old. The claim
    // began before this opening, and so does not support it.
    expect(months.map(({ evidence }) => evidence.unconfirmed)).toEqual([0, 0, 0, 71 * HOUR - 1]);
    expect(months[3]?.time.open).toBe(11 * 24 * HOUR);
  });

  test("uses a day's known hours and counts its other hours as unknown, even on nights with clock changes", () => {
    for (const zone of ZONES)
      for (const [year, month, day] of [
        [2024, 3, 9],
        [2024, 11, 2],
        [2023, 12, 30],
      ] as const)
        for (const hours of HOURS) {
          const reports = [
            report(1, "CBP", {
              statusChanges: [change("open", "2023-12-01")],
              hoursChanges: [hoursChange(hours, "2023-12-01")],
            }),
          ];
          const [from, length] = [midnight(zone, year, month, day) + 18 * HOUR, 36 * HOUR];
          const known = { zone, reports, view: {}, thresholds: LIMITS, service: SERVICES[0] };
          const period = { from: at(from), to: at(from + length) };
          const account = accountOf(timelineOf(known), period, LIMITS);
          const naive = naiveAvailability(known, from, from + length);
          same({ hours, ...account.map(told).map(inOrder) }, { hours, ...naive.map(inOrder) });
        }
  });
});
