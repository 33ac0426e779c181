import { Temporal } from "temporal-polyfill";
import { readMailDate } from "../../../src/domain/time/printed-date.ts";
import { agreedInstant, datedUntil, easternInstant } from "../../../src/feeds/cbp-wait-times/document-clock.ts";

const at = (local: string, zone: string) => ({ local: Temporal.PlainDateTime.from(local), zone });

describe("the last instant of a row's date", () => {
  test.each([
    ["11/28/2026", "13:20:00", "2026-11-28T19:20:00Z"],
    ["11/28/2026", "", "2026-11-29T06:00:00Z"],
    ["11/1/2026", "1:30:0", "2026-11-01T07:30:00Z"],
  ])('"%s %s" is %s', (date, time, until) => {
    expect(datedUntil(date, time, "America/Chicago")?.toString()).toBe(until);
  });

  test("is null without a date", () => expect(datedUntil("", "13:20:00", "America/Chicago")).toBeNull());
});

describe("a channel's date", () => {
  test.each([
    ["in summer, when EST means EDT", "Sat, 15 Aug 2026 09:48:52 EST", "2026-08-15T13:48:52Z"],
    ["in winter", "Fri, 15 Jan 2027 09:48:52 EST", "2027-01-15T14:48:52Z"],
    ["in the hour that occurs twice, without a current time", "Sun, 01 Nov 2026 01:30:00 EST", "2026-11-01T05:30:00Z"],
  ])("is in Eastern local time: %s", (_, text, instant) =>
    expect(easternInstant(readMailDate(text))?.toString()).toBe(instant),
  );

  test.each([
    ["its second occurrence, if it is now that occurrence", "2026-11-01T06:31:00Z", "2026-11-01T06:30:00Z"],
    ["its first occurrence, if it is now that occurrence", "2026-11-01T05:31:00Z", "2026-11-01T05:30:00Z"],
    ["its second occurrence, if it is now later", "2026-11-01T09:00:00Z", "2026-11-01T06:30:00Z"],
  ])("in the hour that occurs twice means %s", (_, now, instant) => {
    const local = readMailDate("Sun, 01 Nov 2026 01:30:00 EST");
    expect(easternInstant(local, [], Temporal.Instant.from(now))?.toString()).toBe(instant);
  });

  test.each([
    [
      "a day behind the rows",
      "27 Nov 2026 09:05:00",
      ["2026-11-28", "2026-11-28", "2026-11-27"],
      "2026-11-28T14:05:00Z",
    ],
    ["a day ahead of the rows", "28 Nov 2026 09:05:00", ["2026-11-27", "2026-11-27"], "2026-11-27T14:05:00Z"],
    ["on a day that no row has", "28 Nov 2026 09:05:00", ["2026-11-20"], "2026-11-28T14:05:00Z"],
    ["after midnight only in the East", "28 Nov 2026 00:30:00", ["2026-11-27"], "2026-11-28T05:30:00Z"],
  ])("has the day of most rows if possible, with a header that is %s", (_, text, dates, instant) => {
    const rows = dates.map((date) => ({ date: Temporal.PlainDate.from(date), zone: "America/Chicago" }));
    expect(easternInstant(readMailDate(`${text} EST`), rows)?.toString()).toBe(instant);
  });

  test.each(["", "yesterday", "Sat, 15 Foo 2026 09:48:52 EST", "Sat, 31 Feb 2026 09:48:52 EST"])(
    "is null for %j",
    (text) => expect(easternInstant(readMailDate(text))).toBeNull(),
  );
});

describe("the instant on which the rows agree", () => {
  test("is that of most rows, even if a row has a newer one", () => {
    const rows = [
      at("2026-08-12T13:20:00", "America/Chicago"),
      at("2026-08-12T11:20:00", "America/Los_Angeles"),
      at("2026-08-12T13:20:00", "America/Phoenix"),
    ];
    expect(agreedInstant(rows)?.toString()).toBe("2026-08-12T18:20:00Z");
  });

  test("is the earlier of two instants with the same number of rows", () => {
    const rows = [at("2026-08-12T13:20:00", "America/Chicago"), at("2026-08-11T13:20:00", "America/Chicago")];
    expect(agreedInstant(rows)?.toString()).toBe("2026-08-11T18:20:00Z");
    expect(agreedInstant(rows.toReversed())?.toString()).toBe("2026-08-11T18:20:00Z");
  });

  test.each([
    ["first", "2026-11-01T00:30:00", "2026-11-01T07:30:00Z"],
    ["second", "2026-11-01T01:30:00", "2026-11-01T08:30:00Z"],
  ])("in the %s occurrence of the repeated hour is determined by rows in other time zones", (_, pacific, instant) => {
    const rows = [
      at("2026-11-01T01:30:00", "America/Denver"),
      at("2026-11-01T01:30:00", "America/Denver"),
      at(pacific, "America/Los_Angeles"),
    ];
    expect(agreedInstant(rows)?.toString()).toBe(instant);
  });

  test.each([
    ["2026-11-01T06:31:00Z", "2026-11-01T06:30:00Z"],
    ["2026-11-01T07:31:00Z", "2026-11-01T07:30:00Z"],
  ])("of rows in one time zone is the occurrence nearest to the current time, %s", (now, instant) => {
    const rows = [at("2026-11-01T01:30:00", "America/Chicago"), at("2026-11-01T01:30:00", "America/Chicago")];
    expect(agreedInstant(rows, Temporal.Instant.from(now))?.toString()).toBe(instant);
  });

  test("is the earlier of two instants with the same number of rows, regardless of the current time", () => {
    const rows = [at("2026-08-12T13:20:00", "America/Chicago"), at("2026-08-11T13:20:00", "America/Chicago")];
    expect(agreedInstant(rows, Temporal.Instant.from("2026-08-12T18:21:00Z"))?.toString()).toBe("2026-08-11T18:20:00Z");
  });

  test("is null without rows", () => expect(agreedInstant([])).toBeNull());
});
