import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { dayAfter, dayBefore, limitsOfDay, localDay, startOfDay } from "../../../src/domain/time/local-day.ts";

describe("a local day", () => {
  // The days of London and Lagos start close to those of UTC, Apia skipped a day, and Cairo skips midnight in spring.
  const ZONES = ["America/Chicago", "Europe/London", "Africa/Lagos", "Pacific/Apia", "Africa/Cairo", "Asia/Kolkata"];

  test("is the same as computed by Temporal, and so is its start, in whatever order days are requested", () => {
    const zone = fc.constantFrom(...ZONES);
    const ms = fc.oneof(
      fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }),
      fc.integer({ min: Date.UTC(2011, 11, 28), max: Date.UTC(2012, 0, 2) }),
      fc.integer({ min: Date.UTC(2024, 2, 9), max: Date.UTC(2024, 3, 27) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(ms, zone), { minLength: 1, maxLength: 40 }), (asked) => {
        for (const [epochMs, timeZone] of asked) {
          const at = Temporal.Instant.fromEpochMilliseconds(epochMs);
          const local = at.toZonedDateTimeISO(timeZone);
          expect(localDay(at, timeZone)).toEqual(local.toPlainDate());
          expect(startOfDay(local.toPlainDate(), timeZone)).toEqual(local.startOfDay().toInstant());
          const limits = limitsOfDay(local.toPlainDate(), timeZone);
          expect(limits.weekday).toBe(local.dayOfWeek);
          expect([dayBefore(limits).to, dayAfter(limits).from]).toEqual([limits.from, limits.to]);
          // On a day without a clock change, the minutes since its start are the time of day.
          const { hour, minute } = local;
          if (limits.isRegular) expect(Math.floor((epochMs - limits.from) / 60_000)).toBe(60 * hour + minute);
          else expect(local.hoursInDay).not.toBe(24);
        }
      }),
    );
  });

  test("follows the clock and the zone", () => {
    const at = Temporal.Instant.from("2024-01-01T06:30:00Z");
    const zones = ["America/Chicago", "America/Denver", "America/Chicago"];
    expect(zones.map((zone) => String(localDay(at, zone)))).toEqual(["2024-01-01", "2023-12-31", "2024-01-01"]);
    expect(String(localDay(at.add({ hours: 24 }), "America/Chicago"))).toBe("2024-01-02");
  });

  test("lasts until its last nanosecond", () => {
    const start = startOfDay(Temporal.PlainDate.from("2024-01-11"), "America/Denver");
    expect(String(localDay(start, "America/Denver"))).toBe("2024-01-11");
    expect(String(localDay(start.subtract({ nanoseconds: 1 }), "America/Denver"))).toBe("2024-01-10");
  });
});
