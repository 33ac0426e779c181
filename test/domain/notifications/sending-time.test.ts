import { Temporal } from "temporal-polyfill";
import { sendingTime } from "../../../src/domain/notifications/sending-time.ts";

const PHOENIX = "America/Phoenix";
const CHICAGO = "America/Chicago";
const at = (text: string) => Temporal.ZonedDateTime.from(text).toInstant();
const quiet = { from: 22 * 60, until: 6 * 60 };

const due = (zone: string, now: string, choices: { quiet?: typeof quiet; digestAt?: number } = {}, occurred = now) =>
  sendingTime({ timeZone: zone, quiet: null, digestAt: null, ...choices }, at(occurred), at(now))
    .toZonedDateTimeISO(zone)
    .toString();

test.each([
  [
    "at once without quiet hours",
    "2026-11-30T23:00[America/Phoenix]",
    {},
    "2026-11-30T23:00:00-07:00[America/Phoenix]",
  ],
  [
    "at once before quiet hours",
    "2026-11-30T21:59[America/Phoenix]",
    { quiet },
    "2026-11-30T21:59:00-07:00[America/Phoenix]",
  ],
  [
    "after quiet hours that run over midnight",
    "2026-11-30T22:00[America/Phoenix]",
    { quiet },
    "2026-12-01T06:00:00-07:00[America/Phoenix]",
  ],
  [
    "after quiet hours that began yesterday",
    "2026-12-01T05:59[America/Phoenix]",
    { quiet },
    "2026-12-01T06:00:00-07:00[America/Phoenix]",
  ],
  [
    "at once when quiet hours end",
    "2026-12-01T06:00[America/Phoenix]",
    { quiet },
    "2026-12-01T06:00:00-07:00[America/Phoenix]",
  ],
  [
    "after quiet hours within a day",
    "2026-12-01T13:30[America/Phoenix]",
    { quiet: { from: 13 * 60, until: 14 * 60 } },
    "2026-12-01T14:00:00-07:00[America/Phoenix]",
  ],
  [
    "at the next digest",
    "2026-12-01T07:00[America/Phoenix]",
    { digestAt: 7 * 60 },
    "2026-12-02T07:00:00-07:00[America/Phoenix]",
  ],
  [
    "at a digest after quiet hours",
    "2026-12-01T20:00[America/Phoenix]",
    { digestAt: 5 * 60, quiet },
    "2026-12-02T06:00:00-07:00[America/Phoenix]",
  ],
])("a change is sent %s", (_, now, choices, expected) => {
  expect(due(PHOENIX, now, choices)).toBe(expected);
});

test("a digest whose time has passed since the change is due now", () => {
  expect(
    due(PHOENIX, "2026-12-02T09:00[America/Phoenix]", { digestAt: 7 * 60 }, "2026-12-01T12:00[America/Phoenix]"),
  ).toBe("2026-12-02T09:00:00-07:00[America/Phoenix]");
});

test("quiet hours follow the local clock when it changes", () => {
  // At 02:00, clocks show 03:00.
  const until = { quiet: { from: 23 * 60, until: 2 * 60 + 30 } };
  expect(due(CHICAGO, "2026-03-08T01:30[America/Chicago]", until)).toBe("2026-03-08T03:30:00-05:00[America/Chicago]");
  expect(due(CHICAGO, "2026-11-01T00:30[America/Chicago]", { quiet })).toBe(
    "2026-11-01T06:00:00-06:00[America/Chicago]",
  );
});

test("quiet hours that end in the hour that clocks show twice end at the next of the two times", () => {
  const zone = "America/Los_Angeles";
  const until = { quiet: { from: 22 * 60, until: 90 } };
  // The first pass is on daylight time (-07:00), the second on standard time (-08:00).
  expect(due(zone, `2026-11-01T00:30-07:00[${zone}]`, until)).toBe(`2026-11-01T01:30:00-07:00[${zone}]`);
  expect(due(zone, `2026-11-01T01:10-08:00[${zone}]`, until)).toBe(`2026-11-01T01:30:00-08:00[${zone}]`);
  expect(due(zone, `2026-11-01T01:10-08:00[${zone}]`, { digestAt: 90 }, `2026-10-31T12:00-07:00[${zone}]`)).toBe(
    `2026-11-01T01:10:00-08:00[${zone}]`,
  );
});
