import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Cause, MonthAccount } from "../../../src/domain/availability/availability.ts";
import { OPEN_EVIDENCE } from "../../../src/domain/availability/open-evidence.ts";
import { addAccounts, apportionHours, roundedAccount } from "../../../src/domain/availability/rounding.ts";
import { holds } from "../replay.ts";

const HUNDREDTH = 36_000;
const month = Temporal.PlainYearMonth.from("2023-12");
const some = fc.oneof(fc.constant(0), fc.nat(100), fc.nat(744 * 3_600_000));

/** Exact figures of a month. The causes of a share add up to that share. */
const accounts: fc.Arbitrary<MonthAccount> = fc
  .record({
    open: some,
    outsideHours: some,
    staffing: some,
    weather: some,
    limited: some,
    closed: some,
    silent: some,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ open, outsideHours, staffing, weather, limited, closed, silent, share }) => {
    const part = (time: number) => Math.floor(time * share);
    const causes: Cause[] = (
      [
        { share: "limited", because: "in_service", reason: null, time: limited },
        { share: "suspended", because: "suspended", reason: "staffing", time: staffing },
        { share: "suspended", because: "suspended", reason: "weather", time: weather },
        { share: "closed", because: "closed", reason: null, time: closed },
        { share: "unknown", because: "no_report", reason: null, time: silent },
      ] as const
    ).map((cause) => ({
      ...cause,
      others: [],
      withinHours: part(cause.time),
      hoursUnknown: part(cause.time - part(cause.time)),
    }));
    return {
      month,
      time: { open, limited, suspended: staffing + weather, closed, outsideHours, unknown: silent },
      evidence: {
        traffic: part(open),
        count: open - part(open),
        announced: part(limited),
        unconfirmed: part(limited - part(limited)),
        contradicted: limited - part(limited) - part(limited - part(limited)),
      },
      causes,
      reports: [],
    };
  });

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe("Rounded hours", () => {
  test("differ from the exact hours by less than 0.03, and shares, causes and evidence add up to their totals", () => {
    holds(
      accounts,
      (account) => {
        const { total, hours, evidence, causes } = roundedAccount(account);
        expect(sum(Object.values(hours))).toBe(total);
        for (const [share, whole] of Object.entries(hours)) {
          expect(Math.abs(whole - account.time[share as keyof typeof hours] / HUNDREDTH)).toBeLessThan(1);
          if (share === "open" || share === "outsideHours") continue;
          expect(sum(causes.filter((cause) => cause.share === share).map(({ time }) => time))).toBe(whole);
        }
        for (const [i, cause] of causes.entries()) {
          expect(Number.isInteger(cause.time) && Number.isInteger(cause.withinHours)).toBe(true);
          expect(cause.withinHours + cause.hoursUnknown).toBeLessThanOrEqual(cause.time);
          expect(Math.abs(cause.withinHours - (account.causes[i]?.withinHours ?? 0) / HUNDREDTH)).toBeLessThan(2);
        }
        expect(sum(Object.values(evidence))).toBe(hours.open + hours.limited);
        for (const each of OPEN_EVIDENCE) {
          expect(evidence[each]).toBeGreaterThanOrEqual(0);
          expect(Math.abs(evidence[each] - account.evidence[each] / HUNDREDTH)).toBeLessThan(3);
        }
      },
      300,
    );
  });

  test("of several months are added up after rounding", () => {
    holds(
      fc.array(accounts, { maxLength: 4 }),
      (several) => {
        const rounded = several.map(roundedAccount);
        const { total, hours, evidence, causes } = addAccounts(rounded);
        expect(sum(Object.values(evidence))).toBe(hours.open + hours.limited);
        expect(total).toBe(sum(rounded.map((each) => each.total)));
        expect(sum(Object.values(hours))).toBe(total);
        const staffing = (list: readonly Cause[]) => sum(list.filter(({ reason }) => reason).map(({ time }) => time));
        expect(staffing(causes)).toBe(staffing(rounded.flatMap((each) => each.causes)));
      },
      100,
    );
  });

  test("are an empty list if there are no parts, even if the total is large", () => {
    expect(apportionHours([], 1e12)).toEqual([]);
  });
});
