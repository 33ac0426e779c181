import { Temporal } from "temporal-polyfill";
import type { Report, StatusChange } from "../../../src/domain/record/report.ts";
import { lastOpenLimits, stateAt } from "../../../src/domain/record/restrictions.ts";
import type { Reason, SourceKind, Status } from "../../../src/domain/vocabulary.ts";
import { change, report, standing, timeline } from "../telling.ts";

interface Said {
  publisher: string;
  status: Status;
  reason?: Reason;
  kind?: SourceKind;
  lifts?: StatusChange["lifts"];
  expectedUntil?: string;
}

/** Creates one report a day from 1 January 2024. The ids of the reports are `r1`, `r2` and so on. */
const log = (...all: Said[]): Report[] =>
  all.map(({ publisher, status, reason, kind = "announcement", lifts = null, expectedUntil }, i) => {
    const more = expectedUntil === undefined ? {} : { expectedUntil };
    const made = report(i + 1, publisher, {
      statusChanges: [change(status, `2024-01-${String(i + 1).padStart(2, "0")}T12:00:00Z`, { lifts, ...more })],
    });
    return { ...made, reason: reason ?? null, source: { ...made.source, kind } };
  });

/**
 * Returns the restrictions in force after all reports, newest first, each as its reason and the ids of its reports,
 * such as `weather r1 r2`.
 */
const standingAfter = (...all: Said[]) =>
  stateAt(timeline("America/Denver", log(...all)), Temporal.Instant.from("2024-03-01T00:00:00Z"))?.restrictions.map(
    ({ reason, changes }) => `${reason} ${changes.map(({ report: { id } }) => id).join(" ")}`,
  );

const weather: Said = { publisher: "Weather", status: "suspended", reason: "weather" };
const works: Said = { publisher: "Roads", status: "suspended", reason: "construction" };
const open = (publisher: string, more: Partial<Said> = {}): Said => ({ publisher, status: "open", ...more });

describe("A restriction", () => {
  test("is separate from one by another publisher and from one for another reason", () => {
    expect(standingAfter(weather, works)).toEqual(["construction r2", "weather r1"]);
    expect(standingAfter(weather, { ...works, publisher: "Weather" })).toEqual(["construction r2", "weather r1"]);
  });

  test("is continued by its publisher's next restriction if their reasons are equal or one has no reason", () => {
    expect(standingAfter(weather, { ...weather, status: "closed" })).toEqual(["weather r1 r2"]);
    expect(standingAfter(weather, { publisher: "Weather", status: "suspended" })).toEqual(["weather r1 r2"]);
    expect(standingAfter({ publisher: "Weather", status: "suspended" }, weather)).toEqual(["weather r1 r2"]);
  });

  test("makes the service closed if it is a closure, and has its own expected end", () => {
    const works9 = { ...works, status: "closed", expectedUntil: "2024-01-09" } as const;
    expect(standing(log(works9, weather), "2024-01-05T00:00:00Z")).toMatchObject({
      status: "closed",
      because: "closed",
      expectedUntil: null,
      restrictions: [
        { reason: "weather", expectedUntil: null },
        { reason: "construction", overdue: false },
      ],
    });
  });
});

describe("An open change", () => {
  test("ends its publisher's restrictions with the same reason, and no others", () => {
    expect(standingAfter(weather, works, open("Weather", { reason: "weather" }))).toEqual(["construction r2"]);
    expect(standingAfter(weather, works, open("Weather"))).toEqual(["construction r2"]);
    expect(standingAfter(weather, works, open("Weather", { reason: "staffing" }))).toEqual([
      "construction r2",
      "weather r1",
    ]);
  });

  test("ends restrictions from weaker sources: the feed is weaker than news, and news than announcements and operators", () => {
    const news = { ...works, publisher: "News", kind: "news" } as const;
    expect(standingAfter(news, weather, open("County"))).toEqual(["weather r2"]);
    expect(standingAfter(news, { ...weather, kind: "operator" }, open("County"))).toEqual(["weather r2"]);
    expect(standingAfter(news, weather, open("Paper", { kind: "news" }))).toEqual(["weather r2", "construction r1"]);
  });

  test("ends the only restriction, regardless of its publisher", () => {
    expect(standingAfter(weather, open("Paper", { kind: "feed" }))).toEqual([]);
  });

  test("with `lifts` ends exactly the named restrictions, or all", () => {
    expect(standingAfter(weather, works, open("Weather", { lifts: ["r2"] }))).toEqual(["weather r1"]);
    expect(standingAfter(weather, works, open("Paper", { kind: "feed", lifts: "all" }))).toEqual([]);
    const again = { ...works, expectedUntil: "2024-02-01" };
    expect(standingAfter(works, weather, again, open("County", { lifts: ["r1"] }))).toEqual(["weather r2"]);
  });
});

describe("Restrictions by two publishers", () => {
  const also = { ...works, publisher: "County" };

  test("are shown as one if they have the same reason and begin within a day, but each ends separately", () => {
    const two = log(works, also);
    expect(standing(two, "2024-01-03T00:00:00Z").restrictions).toMatchObject([
      { reason: "construction", report: { id: "r2" }, otherReports: [{ id: "r1" }] },
    ]);
    expect(standingAfter(works, also, open("County"))).toEqual(["construction r1"]);
  });

  test("have the latest of their expected ends if they are shown as one, regardless of the order of recording", () => {
    const first = { ...works, expectedUntil: "2024-01-20" };
    const sooner = { ...also, expectedUntil: "2024-01-05" };
    expect(standing(log(first, sooner), "2024-01-10T19:00:00Z")).toMatchObject({
      open: false,
      because: "suspended",
      overdue: false,
      restrictions: [{ overdue: false, expectedBy: "Roads", report: { id: "r2" } }],
    });
    expect(standing(log(first, sooner), "2024-01-22T19:00:00Z")).toMatchObject({ open: null, because: "overdue" });
    const later = standing(
      log({ ...works, expectedUntil: "2024-01-05" }, { ...also, expectedUntil: "2024-01-20" }),
      "2024-01-10T19:00:00Z",
    );
    expect([String(later.expectedUntil), later.credits.expectedUntil]).toEqual(["2024-01-20", "County"]);
  });

  test("are shown separately if they begin more than a day apart or have different reasons", () => {
    expect(standing(log(works, weather), "2024-01-03T00:00:00Z").restrictions).toHaveLength(2);
    expect(
      standing(log(works, open("X", { kind: "feed", lifts: ["r9"] }), also), "2024-01-09T00:00:00Z").restrictions,
    ).toHaveLength(2);
  });
});

describe("An overdue restriction", () => {
  const days = { ...works, expectedUntil: "2024-01-05" };

  test("remains in force for a day, and is then in doubt", () => {
    const at = (instant: string) => standing(log(days), instant);
    expect(at("2024-01-06T06:59:59.999Z")).toMatchObject({ open: false, overdue: false, certainty: "announced" });
    expect(at("2024-01-06T07:00:00Z")).toMatchObject({ open: false, overdue: true, certainty: "unconfirmed" });
    expect(at("2024-01-07T06:59:59.999Z")).toMatchObject({ open: false, because: "suspended" });
    expect(at("2024-01-07T07:00:00Z")).toMatchObject({ open: null, status: "suspended", because: "overdue" });
  });

  test("causes no doubt while another restriction that is not overdue is in force", () => {
    expect(standing(log(days, weather), "2024-01-20T00:00:00Z")).toMatchObject({
      open: false,
      overdue: false,
      restrictions: [{ overdue: false }, { overdue: true }],
    });
  });
});

test("A lift ignores the limits of a change that was replaced at the same instant", () => {
  const at = "2024-01-05T12:00:00Z";
  const reports = [
    report(1, "CBP", { statusChanges: [change("open", at, { limited: true, programmes: ["fast"] })] }),
    report(2, "CBP", { statusChanges: [change("suspended", at)] }),
  ];
  expect(lastOpenLimits(timeline("America/Denver", reports), Temporal.Instant.from("2024-02-01T00:00:00Z"))).toEqual({
    limited: false,
    programmes: [],
  });
});
