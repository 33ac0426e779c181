import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { readStamp, resolveStamp } from "../../../src/feeds/cbp-wait-times/stamp.ts";

const CHICAGO = "America/Chicago";

/** Returns the instant of a timestamp, as text, in a document generated at `madeAt`. */
function stamped(text: string, zone: string, madeAt: string): string | undefined {
  const wallTime = readStamp(text);
  return wallTime === null ? undefined : resolveStamp(wallTime, zone, Temporal.Instant.from(madeAt)).toString();
}

describe("the time of day of a timestamp", () => {
  test.each([
    ["At 3:00 pm CDT", "15:00:00"],
    ["At 11:37 pm EDT", "23:37:00"],
    ["At 12:05 am CST", "00:05:00"],
    ["At 12:00 pm CST", "12:00:00"],
    ["At Noon CDT", "12:00:00"],
    ["At Midnight PDT", "00:00:00"],
    ["En 3:00 pm CDT", "15:00:00"],
    ["En Mediodía CDT", "12:00:00"],
    ["En Medianoche PDT", "00:00:00"],
    ["  at  NOON  ", "12:00:00"],
    ["En 3:00 p. m. CDT", "15:00:00"],
  ])("%j is %s", (text, time) => expect(readStamp(text)?.toString()).toBe(time));

  test.each(["", "3:00 pm", "At", "At 13:00 pm CDT", "At 0:30 am CDT", "At 3:60 pm CDT", "At 3 pm", "At Noonish CDT"])(
    "%j is invalid",
    (text) => expect(readStamp(text)).toBeNull(),
  );
});

describe("the day of a timestamp", () => {
  test.each([
    ["today's", "At 1:00 pm CDT", "2026-08-12T18:20:00Z", "2026-08-12T18:00:00Z"],
    ["at noon", "At Noon CDT", "2026-08-12T18:20:00Z", "2026-08-12T17:00:00Z"],
    ["noon in winter", "At Noon CST", "2026-01-12T18:20:00Z", "2026-01-12T18:00:00Z"],
    ["yesterday's", "At 9:00 pm CDT", "2026-08-12T10:39:07Z", "2026-08-12T02:00:00Z"],
    ["the last midnight", "At Midnight CDT", "2026-08-12T05:30:00Z", "2026-08-12T05:00:00Z"],
    ["the coming midnight", "At Midnight CDT", "2026-08-12T04:40:00Z", "2026-08-12T05:00:00Z"],
    ["the coming hour", "At 10:00 pm CDT", "2026-08-12T02:40:00Z", "2026-08-12T03:00:00Z"],
    ["just under two hours ahead", "At 10:00 pm CDT", "2026-08-12T01:00:01Z", "2026-08-12T03:00:00Z"],
    ["two hours ahead: yesterday's", "At 10:00 pm CDT", "2026-08-12T01:00:00Z", "2026-08-11T03:00:00Z"],
  ])("is the newest that is less than two hours ahead: %s", (_, text, madeAt, at) =>
    expect(stamped(text, CHICAGO, madeAt)).toBe(at),
  );

  test.each([
    ["in the first occurrence of the repeated hour", "At 1:00 am CDT", "2026-11-01T06:40:00Z", "2026-11-01T06:00:00Z"],
    ["in its second occurrence", "At 1:00 am CST", "2026-11-01T07:40:00Z", "2026-11-01T07:00:00Z"],
    [
      "from before the clocks go back, read afterwards",
      "At 11:00 pm CDT",
      "2026-11-01T12:00:00Z",
      "2026-11-01T04:00:00Z",
    ],
    [
      "on the day with 25 hours, 22 and a half hours old",
      "At 11:00 am CDT",
      "2026-11-01T14:30:00Z",
      "2026-10-31T16:00:00Z",
    ],
    ["in the skipped hour, by the old offset", "At 2:00 am CST", "2026-03-08T08:40:00Z", "2026-03-08T08:00:00Z"],
    [
      "from before the clocks go forward, read afterwards",
      "At 1:00 am CST",
      "2026-03-08T08:40:00Z",
      "2026-03-08T07:00:00Z",
    ],
  ])("is correct near a clock change: %s", (_, text, madeAt, at) => expect(stamped(text, CHICAGO, madeAt)).toBe(at));

  test("is the newest that is less than two hours ahead, in any time zone and on any night", () => {
    const zones = ["America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"];
    const seconds = fc.integer({ min: 1_750_000_000, max: 1_830_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), seconds, fc.integer({ min: 0, max: 95 }), (zone, second, quarter) => {
        const madeAt = Temporal.Instant.fromEpochMilliseconds(second * 1000);
        const at = resolveStamp(new Temporal.PlainTime(Math.floor(quarter / 4), (quarter % 4) * 15), zone, madeAt);
        const age = at.until(madeAt).total("hours");
        expect(age).toBeGreaterThan(-2);
        expect(age).toBeLessThanOrEqual(23);
      }),
      { numRuns: 500 },
    );
  });
});

// Each case has the zone of its stamps, and a document for summer and one for winter, generated at 10:25 in Arizona.
describe("In Arizona, at 10:25 local time in summer and in winter,", () => {
  const SUMMER = "2026-07-10T17:25:00Z";
  const WINTER = "2027-01-10T17:25:00Z";

  test("Nogales, San Luis and Lukeville print MST, which is correct", () => {
    expect(stamped("At 10:00 am MST", "America/Phoenix", SUMMER)).toBe("2026-07-10T17:00:00Z");
    expect(stamped("At 10:00 am MST", "America/Phoenix", WINTER)).toBe("2027-01-10T17:00:00Z");
  });

  // In summer, PST read literally would be an hour later than the officers mean. In winter the officers' zone is
  // unknown, because the rows' own times are an hour behind the clock. The parser assumes Arizona time all year:
  // officers at Nogales use local time whatever they print. If officers used Pacific time, traffic would look an hour
  // too old, but never too new.
  test("Douglas and Naco print PST, but use Arizona time", () => {
    expect(stamped("At 10:00 am PST", "America/Phoenix", SUMMER)).toBe("2026-07-10T17:00:00Z");
    expect(stamped("At 10:00 am PST", "America/Phoenix", WINTER)).toBe("2027-01-10T17:00:00Z");
  });
});
