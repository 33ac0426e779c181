import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { hoursChange, report, SERVICE } from "../telling.ts";
import { BARE, eventsAt, KEY, TOUCHED } from "./bare-event.ts";

const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

describe("the event of new hours", () => {
  test("is at the start of the hours, and is revised with the record", () => {
    const kept = report(1, "CBP", { hoursChanges: [hoursChange("06:00-22:00", "2024-01-01")] });
    expect(eventsAt([kept], "2024-03-01T00:00:00Z")).toEqual([
      {
        ...BARE,
        kind: "hours",
        key: `hours/${KEY}/2024-01-01T07:00:00Z`,
        hours: parseHours("06:00-22:00"),
        effectiveAt: day("2024-01-01"),
        slot: { from: day("2024-01-01"), to: day("2024-01-02") },
        reports: [kept],
        revisedAt: TOUCHED,
      },
    ]);
  });

  test("exists only for hours that differ from those before", () => {
    const hours = [
      ["06:00-22:00", "2024-01-01"],
      ["06:00-22:00", "2024-01-02"],
      ["24/7", "2024-01-03"],
      [null, "2024-01-04"],
      [null, "2024-01-05"],
      ["24/7", "2024-01-06"],
      ["08:00-10:00", "2024-01-07"],
      ["24/7", "2024-01-07"],
    ] as const;
    const reports = hours.map(([text, from], i) => report(i + 1, "CBP", { hoursChanges: [hoursChange(text, from)] }));
    expect(
      eventsAt(reports, "2024-03-01T00:00:00Z").map(({ hours, reports: [{ id } = {}] }) => [id, hours?.text]),
    ).toEqual([
      ["r1", "06:00-22:00"],
      ["r3", "24/7"],
      ["r4", undefined],
      ["r6", "24/7"],
    ]);
  });
});

describe("the event of an exception", () => {
  const special = (text: string | null, from: string, until: string | null = null) =>
    report(1, "CBP", {
      hoursExceptions: [
        {
          service: SERVICE,
          exception: text === null ? null : parseException(text),
          effectiveAt: parseMoment(from),
          until: until === null ? null : parseMoment(until),
        },
      ],
    });
  const keys = (reports: readonly Report[], now: string) => eventsAt(reports, now).map(({ key }) => key);
  const KEY_IN_2025 = `exception/${KEY}/2025-01-01T07:00:00Z/r1`;

  test("with a last day has the days on which it applies, and is revised with the record", () => {
    const works = special("2026 Dec 20-2026 Dec 22 off", "2026-12-01", "2026-12-31");
    expect(eventsAt([works], "2026-12-01T12:00:00Z")).toEqual([
      {
        ...BARE,
        kind: "exception",
        key: `exception/${KEY}/2026-12-01T07:00:00Z/r1`,
        exception: parseException("2026 Dec 20-2026 Dec 22 off"),
        effectiveAt: day("2026-12-01"),
        expectedUntil: day("2026-12-31"),
        slot: { from: day("2026-12-20"), to: day("2026-12-23") },
        reports: [works],
        revisedAt: TOUCHED,
      },
    ]);
  });

  test("without a last day is at its start", () => {
    const saturdays = special("Sa off", "2026-12-01");
    expect(eventsAt([saturdays], "2026-12-05T12:00:00Z")).toEqual([
      {
        ...BARE,
        kind: "exception",
        key: `exception/${KEY}/2026-12-01T07:00:00Z/r1`,
        exception: parseException("Sa off"),
        effectiveAt: day("2026-12-01"),
        slot: { from: day("2026-12-01"), to: day("2026-12-02") },
        reports: [saturdays],
        revisedAt: TOUCHED,
      },
    ]);
  });

  test("has a key with its day, unless it is the first of its exception", () => {
    const days = "2025 Jan 10,2025 Jan 20,2025 Jan 30 off";
    expect(keys([special(days, "2025-01-01")], "2026-12-01T12:00:00Z")).toEqual([
      KEY_IN_2025,
      `${KEY_IN_2025}/2025-01-20`,
      `${KEY_IN_2025}/2025-01-30`,
    ]);
  });

  test("has a key with its day, too, if the days before the last two years are left out", () => {
    const key = `exception/${KEY}/2024-12-31T07:00:00Z/r1`;
    const saturdays = special("2024 Dec 31-2025 Jan 12 Sa off", "2024-12-31");
    expect(keys([saturdays], "2026-12-01T12:00:00Z")).toEqual([`${key}/2025-01-04`, `${key}/2025-01-11`]);
    expect(keys([saturdays], "2025-12-01T12:00:00Z")).toEqual([key, `${key}/2025-01-11`]);
    // Its first run was cut off at the start of the year.
    expect(keys([special("2024 Dec 31-2025 Jan 12 off", "2024-12-31")], "2026-12-01T12:00:00Z")).toEqual([key]);
  });

  test("is revised at the new year if it touches one", () => {
    const revised = (days: string, touchedAt = TOUCHED) =>
      String(eventsAt([special(days, "2025-01-01")], "2026-06-01T12:00:00Z", touchedAt)[0]?.revisedAt);
    const newYear = "2026-01-01T07:00:00Z";
    expect(revised("2026 Jan 01 off")).toBe(newYear);
    expect(revised("2026 Jan 02-2026 Dec 30 off")).toBe(String(TOUCHED));
    expect(revised("2026 Dec 31 off")).toBe(newYear);
    expect(revised("2025 Dec 31-2026 Jan 03 off")).toBe(newYear);
    expect(revised("2026 Jan 01 off", at("2026-03-01T00:00:00Z"))).toBe("2026-03-01T00:00:00Z");
  });
});
