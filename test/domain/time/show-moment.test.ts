import { Temporal } from "temporal-polyfill";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import {
  shortTime,
  showBrief,
  showClock,
  showMoment,
  showNear,
  showNearOnClocks,
  showOnClocks,
  showPublication,
} from "../../../src/domain/time/show-moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";

const DENVER = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);

describe("a moment is shown", () => {
  test.each([
    ["2023-12", "Dec 2023", "dic 2023"],
    ["2023-12-04", "4 Dec 2023", "4 dic 2023"],
    ["2024-01-04T13:05:00Z", "4 Jan 2024 06:05 MST", "4 ene 2024 06:05 MST"],
    ["2024-07-04T06:00:00Z", "4 Jul 2024 00:00 MDT", "4 jul 2024 00:00 MDT"],
  ])("with its own precision: %s", (given, english, spanish) => {
    expect(showMoment(parseMoment(given), DENVER, ENGLISH)).toBe(english);
    expect(showMoment(parseMoment(given), DENVER, SPANISH)).toBe(spanish);
  });

  test.each([
    ["2024-03-10T08:59:00Z", "01:59 MST"],
    ["2024-03-10T09:00:00Z", "03:00 MDT"],
    ["2024-11-03T07:30:00Z", "01:30 MDT"],
    ["2024-11-03T08:30:00Z", "01:30 MST"],
    ["2024-11-04T06:59:59Z", "23:59 MST"],
  ])("with the time that the clocks showed, on nights in which they change: %s", (given, clock) => {
    expect(showClock(at(given), DENVER)).toBe(clock);
  });

  test("in several zones, with the day only where it differs, and equal texts once", () => {
    const moment = parseMoment("2026-11-24T21:03:00Z");
    const zones = ["America/Chicago", DENVER, "America/Ciudad_Juarez"];
    expect(showOnClocks(moment, zones, ENGLISH)).toBe("24 Nov 2026 15:03 CST · 14:03 MST");
    expect(showOnClocks(parseMoment("2026-11-25T06:30:00Z"), zones, ENGLISH)).toBe(
      "25 Nov 2026 00:30 CST · 24 Nov 2026 23:30 MST",
    );
    expect(showOnClocks(parseMoment("2026-11-24"), zones, ENGLISH)).toBe("24 Nov 2026");
    expect(showOnClocks(moment, [], ENGLISH)).toBe("24 Nov 2026 21:03 UTC");
  });

  test("as a publication, of which only the year may be known", () => {
    expect(showPublication(2023, [DENVER], ENGLISH)).toBe("2023");
    expect(showPublication(Temporal.PlainYearMonth.from("2023-12"), [DENVER], ENGLISH)).toBe("Dec 2023");
  });
});

describe("near the present, a moment is shown", () => {
  const now = at("2024-01-05T06:30:00Z");

  test.each([
    ["2024-01-04T13:00:00Z", "06:00", "06:00 MST"],
    ["2024-01-05T06:59:00Z", "23:59", "23:59 MST"],
    ["2024-01-05T07:00:00Z", "5 Jan 00:00", "5 Jan 2024 00:00 MST"],
    ["2023-12-31T13:00:00Z", "31 Dec 2023 06:00", "31 Dec 2023 06:00 MST"],
  ])(
    "with its day only if that is another local day, and briefly with the year only if that differs: %s",
    (given, brief, near) => {
      expect(showBrief(parseMoment(given), now, DENVER, ENGLISH)).toBe(brief);
      expect(showNear(at(given), now, DENVER, ENGLISH)).toBe(near);
    },
  );

  test.each([
    ["2024-01-04", "4 Jan"],
    ["2023-12-04", "4 Dec 2023"],
    ["2024-06", "Jun 2024"],
  ])("without a time if it has none: %s", (given, brief) => {
    expect(showBrief(parseMoment(given), now, DENVER, ENGLISH)).toBe(brief);
  });

  test("in full on request", () => {
    expect(shortTime(parseMoment("2024-01-04T13:00:00Z"), now, DENVER, ENGLISH, true)).toEqual({
      month: null,
      day: "4 Jan 2024",
      time: "06:00",
    });
  });

  test("in several zones, each with its day if that differs there, or in UTC", () => {
    const moment = at("2024-01-04T13:00:00Z");
    expect(showNearOnClocks(moment, now, [DENVER, "America/Chicago", DENVER], ENGLISH)).toBe(
      "06:00 MST · 4 Jan 2024 07:00 CST",
    );
    expect(showNearOnClocks(moment, now, [], ENGLISH)).toBe("4 Jan 2024 13:00 UTC");
  });
});
