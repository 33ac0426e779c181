import { Temporal } from "temporal-polyfill";
import { assess, hoursDiffer } from "../../../src/domain/assessment/assessment.ts";
import { liftDraft, trafficProposal } from "../../../src/domain/assessment/proposals.ts";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { change, hoursChange, LIMITS, observation, place, report, SERVICE, timeline } from "../telling.ts";

const LIFTS = { ...LIMITS, liftFilings: 3, silentHours: 6, hoursDays: 7 };
const AT = Temporal.Instant.from("2024-01-10T18:00:00Z");

const shut = (seq: number, publisher: string, kind: "news" | "announcement", expectedUntil?: string): Report => {
  const made = report(seq, publisher, {
    statusChanges: [change("suspended", "2024-01-02T12:00:00Z", expectedUntil === undefined ? {} : { expectedUntil })],
  });
  return { ...made, source: { ...made.source, kind } };
};
/** Traffic filed three times in the last hour. */
const traffic = {
  ...observation("moving", "2024-01-10T17:50:00Z"),
  filings: ["17:10", "17:30", "17:50"].map((time) => Temporal.Instant.from(`2024-01-10T${time}:00Z`)),
};
const assessed = (...reports: Report[]) => assess(timeline("America/Denver", reports), traffic, [], AT, LIFTS);

describe("Traffic under several restrictions", () => {
  test("lifts only restrictions that are overdue or come from news alone", () => {
    const found = assessed(
      shut(1, "AP", "news"),
      shut(2, "Roads", "announcement", "2024-01-05"),
      shut(3, "CBP", "announcement"),
    );
    expect(found).toMatchObject({ kind: "lifts", reports: [{ id: "r2" }, { id: "r1" }], filings: 3 });
    if (found.kind !== "lifts") return;
    const draft = liftDraft(CBP_WAIT_TIMES, place([SERVICE]), "pedestrian", found);
    expect(draft.changes[0]?.lifts).toEqual(["r2", "r1"]);
    expect(draft.note).toBe(
      "Traffic was filed 3 times in a row, despite the restriction stated by Roads in report r2 and the restriction stated by AP in report r1.",
    );
  });

  test("counts only filings after the restriction began", () => {
    const filedAt = (...times: string[]) => ({
      ...traffic,
      filings: times.map((time) => Temporal.Instant.from(`2024-01-${time}:00Z`)),
    });
    const news = timeline("America/Denver", [shut(1, "AP", "news")]);
    const kinds = [
      filedAt("02T11:59", "02T12:00", "10T17:50"),
      filedAt("02T12:00", "10T17:30", "10T17:50"),
      filedAt("02T12:01", "10T17:30", "10T17:50"),
    ].map((observed) => assess(news, observed, [], AT, LIFTS).kind);
    expect(kinds).toEqual(["nothing", "nothing", "lifts"]);
  });

  test("opens the service with its earlier limits", () => {
    const limits = { limited: true, programmes: ["fast" as const] };
    const fast = report(0, "CBP", { statusChanges: [change("open", "2023-12-01", limits)] });
    const found = assessed(fast, shut(1, "AP", "news"));
    if (found.kind !== "lifts") throw new Error(found.kind);
    expect(liftDraft(CBP_WAIT_TIMES, place([SERVICE]), "pedestrian", found).changes).toMatchObject([limits]);
  });

  test("proposes each service's earlier limits", () => {
    const limits = { limited: true, programmes: ["fast" as const] };
    const fast = report(0, "CBP", { statusChanges: [change("open", "2023-12-01", limits)] });
    const found = assessed(fast, shut(3, "CBP", "announcement"));
    const other = assessed(shut(3, "CBP", "announcement"));
    if (found.kind !== "contradicts" || other.kind !== "contradicts") throw new Error(found.kind);
    const moving = [
      { mode: "commercial", limits: found.limits },
      { mode: "pedestrian", limits: other.limits },
      { mode: "passenger", limits: other.limits },
    ] as const;
    const { draft } = trafficProposal(CBP_WAIT_TIMES, place([SERVICE]), moving, found.movingAt, found.report);
    expect(draft.changes).toMatchObject([
      { modes: ["commercial"], ...limits },
      { modes: ["pedestrian", "passenger"], limited: false, programmes: [] },
    ]);
  });

  test("contradicts the restrictions that it may not lift", () => {
    expect(assessed(shut(3, "CBP", "announcement"))).toMatchObject({ kind: "contradicts", report: { id: "r3" } });
    expect(assessed(shut(1, "Roads", "announcement", "2024-02-01"), shut(3, "CBP", "announcement"))).toMatchObject({
      kind: "contradicts",
      report: { id: "r3" },
    });
  });
});

describe("The hours that the feed lists", () => {
  const WEEK = report(1, "CBP", { hoursChanges: [hoursChange("06:00-20:00", "2020-01-01")] });
  const special = (seq: number, text: string, effectiveAt: string, until?: string): Report =>
    report(seq, "CBP", {
      hoursExceptions: [
        {
          service: SERVICE,
          exception: parseException(text),
          effectiveAt: parseMoment(effectiveAt),
          until: until === undefined ? null : parseMoment(until),
        },
      ],
    });
  const SUMMER = special(2, "Apr-Oct 09:00-18:00", "2022-01-01");
  /** Returns true if, at noon on a day, the hours that the feed has listed for weeks differ from the record. */
  const differ = (listed: string, day: string, ...reports: Report[]) => {
    const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: "America/Denver", plainTime: "12:00" });
    const seen = { ...observation("moving", null), hoursSince: Temporal.Instant.from("2022-06-01T00:00:00Z") };
    return hoursDiffer(timeline("America/Denver", [WEEK, ...reports]), seen, parseHours(listed), at.toInstant(), 7);
  };

  test("do not differ if they are the weekly hours or those of a season", () => {
    expect(differ("09:00-18:00", "2023-07-10")).toBe(true);
    expect(differ("09:00-18:00", "2023-07-10", SUMMER)).toBe(false);
    expect(differ("08:00-18:00", "2023-07-10", SUMMER)).toBe(true);
    expect(differ("06:00-20:00", "2023-07-10", SUMMER)).toBe(false);
  });

  test("differ once the season has been over for more than a week, but not in the week before it begins", () => {
    expect([3, 7, 8].map((day) => differ("09:00-18:00", `2023-11-0${day}`, SUMMER))).toEqual([false, false, true]);
    const ended = special(2, "2023 Apr 01-2023 Oct 31 09:00-18:00", "2023-04-01");
    expect([3, 7, 8].map((day) => differ("09:00-18:00", `2023-11-0${day}`, ended))).toEqual([false, false, true]);
    expect([24, 25].map((day) => differ("09:00-18:00", `2023-03-${day}`, SUMMER))).toEqual([true, false]);
  });

  test("do not count as different just because one day has other hours on record", () => {
    const evening = special(2, "2023 Jul 07 06:00-22:00", "2023-07-07");
    expect(differ("06:00-20:00", "2023-07-10", evening)).toBe(false);
    expect(differ("06:00-22:00", "2023-07-10", evening)).toBe(true);
    expect(differ("Mo-Fr 06:00-20:00", "2023-07-10", special(2, "Sa-Su off", "2023-01-01"))).toBe(false);
    expect(differ("Mo-Fr 06:00-20:00", "2023-07-30", special(2, "Sa-Su off", "2023-01-01", "2023-07-10"))).toBe(true);
  });
});
