import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { formatWallClock, readWallClock } from "../../../src/domain/time/wall-clock.ts";
import { instantsOf, scenes, ZONES } from "../arbitrary.ts";

const read = (text: string, zone: string) => {
  const { shown, readings } = readWallClock(Temporal.PlainDateTime.from(text), zone);
  return [shown, ...readings.map(({ offset, at }) => `${at} ${offset}`)];
};

describe("a local time", () => {
  test.each([
    ["2026-11-24T18:00", "America/Phoenix", ["once", "2026-11-25T01:00:00Z -07:00"]],
    ["2026-11-01T01:30", "America/Chicago", ["twice", "2026-11-01T06:30:00Z -05:00", "2026-11-01T07:30:00Z -06:00"]],
    ["2026-11-01T01:00", "America/Denver", ["twice", "2026-11-01T07:00:00Z -06:00", "2026-11-01T08:00:00Z -07:00"]],
    ["2026-11-01T02:00", "America/Los_Angeles", ["once", "2026-11-01T10:00:00Z -08:00"]],
    ["2026-11-01T00:59:59.999", "America/Los_Angeles", ["once", "2026-11-01T07:59:59.999Z -07:00"]],
    // Arizona has no clock changes.
    ["2026-11-01T01:30", "America/Phoenix", ["once", "2026-11-01T08:30:00Z -07:00"]],
    ["2026-03-08T02:00", "America/Chicago", ["never", "2026-03-08T07:00:00Z -06:00", "2026-03-08T08:00:00Z -05:00"]],
    [
      "2026-03-08T02:59",
      "America/Los_Angeles",
      ["never", "2026-03-08T09:59:00Z -08:00", "2026-03-08T10:59:00Z -07:00"],
    ],
    ["2026-03-08T03:00", "America/Chicago", ["once", "2026-03-08T08:00:00Z -05:00"]],
  ])("%s in %s means %j", (text, zone, expected) => {
    expect(read(text, zone)).toEqual(expected);
  });

  test("written from an instant means that instant, even if it occurs twice", () => {
    fc.assert(
      fc.property(
        scenes.chain((scene) => fc.tuple(fc.constant(scene), instantsOf(scene, true))),
        ([{ zone }, at]) => {
          const { day, time, offset } = formatWallClock(at, zone);
          const { shown, readings } = readWallClock(day.toPlainDateTime(time), zone);
          expect(shown).not.toBe("never");
          const own = readings.length === 1 ? readings : readings.filter((each) => each.offset === offset);
          expect(own.map((each) => String(each.at))).toEqual([String(at)]);
        },
      ),
    );
  });

  test("has as many meanings as there are instants with this local time", () => {
    const halves = fc.integer({ min: 0, max: 95 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.constantFrom("2026-03-07", "2026-10-31"), halves, (zone, day, half) => {
        const local = Temporal.PlainDateTime.from(day).add({ minutes: 30 * half });
        // The half hours within three days at which a clock shows this local time.
        const from = Temporal.Instant.from(`${day}T00:00:00Z`);
        const shows = Array.from({ length: 6 * 24 }, (_, i) => from.add({ minutes: 30 * i })).filter((at) =>
          at.toZonedDateTimeISO(zone).toPlainDateTime().equals(local),
        );
        const { shown, readings } = readWallClock(local, zone);
        expect({ once: 1, twice: 2, never: 0 }[shown]).toBe(shows.length);
        if (shows.length > 0) expect(readings.map(({ at }) => String(at))).toEqual(shows.map(String));
      }),
    );
  });
});
