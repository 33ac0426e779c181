import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { localDay } from "../../src/domain/time/local-day.ts";
import type { Moment } from "../../src/domain/time/moment.ts";
import type { cases } from "./cases.ts";
import { change, hoursChange, LIMITS, report } from "./telling.ts";

const ZONE = "America/Denver";
/** Wednesday, 3:00. The hours of {@link WEEKS} begin at 6:00 on this day or on a later one. */
const NIGHT = Temporal.Instant.from("2024-01-10T10:00:00Z");
const WEEKS = ["06:00-22:00", "Fr 06:00-22:00", "06:00-08:00,10:00-22:00", "Mo-Fr 06:00-24:00; Sa-Su off"];

const shortly = fc.record({
  status: fc.constantFrom("open" as const, "open" as const, "closed" as const, "suspended" as const),
  hours: fc.integer({ min: -2, max: 60 }),
  isTimed: fc.constantFrom(true, true, true, false),
  lifts: fc.constantFrom("all" as const, null),
  programmes: fc.constantFrom([], [], [], ["fast" as const]),
  publisher: fc.constantFrom("CBP", "CBP", "County"),
});

/** Nights on which a service is shut by its hours, and restrictions begin and end around its next opening. */
export const shutNights: typeof cases = fc
  .record({ week: fc.constantFrom(...WEEKS), changes: fc.array(shortly, { minLength: 1, maxLength: 6 }) })
  .map(({ week, changes }) => {
    const base = [
      report(0, "CBP", { statusChanges: [change("open", "2024-01-02")] }),
      report(1, "CBP", { hoursChanges: [hoursChange(week, "2024-01-01")] }),
    ];
    const more = changes.map(({ status, hours, isTimed, lifts, programmes, publisher }, i) => {
      const instant = NIGHT.add({ hours });
      const moment: Moment = isTimed ? instant : localDay(instant, ZONE);
      const limits = status === "open" ? { lifts, programmes, limited: programmes.length > 0 } : {};
      return report(i + 2, publisher, { statusChanges: [change(status, moment, limits)] });
    });
    const asked = [0, 2, 26].map((hours) => ({ at: NIGHT.add({ hours }), observation: null, waits: [] }));
    return { zone: ZONE, reports: [...base, ...more], view: {}, thresholds: LIMITS, asked };
  });
