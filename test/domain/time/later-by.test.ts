import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { laterBy } from "../../../src/domain/time/later-by.ts";

test("an instant is moved by an exact length as Temporal moves it", () => {
  const part = fc.integer({ min: -100_000, max: 100_000 });
  const ms = fc.integer({ min: -2_208_988_800_000, max: 7_258_118_399_999 });
  fc.assert(
    fc.property(ms, part, part, part, (epochMs, hours, minutes, milliseconds) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(epochMs);
      const wanted = instant.add({ hours }).add({ minutes }).add({ milliseconds });
      expect(laterBy(instant, { hours, minutes, milliseconds }).equals(wanted)).toBe(true);
    }),
  );
});
