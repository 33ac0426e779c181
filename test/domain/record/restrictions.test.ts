import { Temporal } from "temporal-polyfill";
import type { Report, StatusChange } from "../../../src/domain/record/report.ts";
import { stateAt } from "../../../src/domain/record/restrictions.ts";
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

/** Creates one report a day from 1 January 2024. Their ids are `r1`, `r2` and so on. */
const log = (...all: Said[]): Report[] =>
  all.map(({ publisher, status, reason, kind = "announcement", lifts = null, expectedUntil }, i) => {
    const more = expectedUntil === undefined ? {} : { expectedUntil };
    const made = report(i + 1, publisher, {
      statusChanges: [change(status, `2024-01-${String(i + 1).padStart(2, "0")}T12:00:00Z`, { lifts, ...more })],
    });
    return { ...made, reason: reason ?? null, source: { ...made.source, kind } };
  });

/** Returns the reasons for the restrictions in force after all reports, the newest first. */
const standingAfter = (...all: Said[]) =>
  stateAt(timeline("America/Denver", log(...all)), Temporal.Instant.from("2024-03-01T00:00:00Z"))?.restrictions.map(
    ({ reason, changes }) => `${reason} ${changes.map(({ report: { id } }) => id).join(" ")}`,
  );

const weather: Said = { publisher: "Weather", status: "suspended", reason: "weather" };
const works: Said = { publisher: "Roads", status: "suspended", reason: "construction" };
const open = (publisher: string, more: Partial<Said> = {}): Said => ({ publisher, status: "open", ...more });

describe("A restriction", () => {
  test("begins beside one of another publisher, or of another reason", () => {
    expect(standingAfter(weather, works)).toEqual(["construction r2", "weather r1"]);
    expect(standingAfter(weather, { ...works, publisher: "Weather" })).toEqual(["construction r2", "weather r1"]);
  });

  test("is continued by its publisher with the same reason, or with none stated on either side", () => {
    expect(standingAfter(weather, { ...weather, status: "closed" })).toEqual(["weather r1 r2"]);
    expect(standingAfter(weather, { publisher: "Weather", status: "suspended" })).toEqual(["weather r1 r2"]);
    expect(standingAfter({ publisher: "Weather", status: "suspended" }, weather)).toEqual(["weather r1 r2"]);
  });

  test("gives the status: closed if any is, and the newest expectation of its own", () => {
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
  test("ends what its publisher began with the same reason, and leaves the rest", () => {
    expect(standingAfter(weather, works, open("Weather", { reason: "weather" }))).toEqual(["construction r2"]);
    expect(standingAfter(weather, works, open("Weather"))).toEqual(["construction r2"]);
    expect(standingAfter(weather, works, open("Weather", { reason: "staffing" }))).toEqual([
      "construction r2",
      "weather r1",
    ]);
  });

  test("ends what weaker kinds of sources began: operators and announcements before news before the feed", () => {
    const news = { ...works, publisher: "News", kind: "news" } as const;
    expect(standingAfter(news, weather, open("County"))).toEqual(["weather r2"]);
    expect(standingAfter(news, { ...weather, kind: "operator" }, open("County"))).toEqual(["weather r2"]);
    expect(standingAfter(news, weather, open("Paper", { kind: "news" }))).toEqual(["weather r2", "construction r1"]);
  });

  test("ends the only one, whoever began it", () => {
    expect(standingAfter(weather, open("Paper", { kind: "feed" }))).toEqual([]);
  });

  test("ends what it names and nothing else, or all", () => {
    expect(standingAfter(weather, works, open("Weather", { lifts: ["r2"] }))).toEqual(["weather r1"]);
    expect(standingAfter(weather, works, open("Paper", { kind: "feed", lifts: "all" }))).toEqual([]);
    const again = { ...works, expectedUntil: "2024-02-01" };
    expect(standingAfter(works, weather, again, open("County", { lifts: ["r1"] }))).toEqual(["weather r2"]);
  });
});

describe("What two publishers say within a day of each other with the same reason", () => {
  const also = { ...works, publisher: "County" };

  test("is shown as one restriction with both sources, and each ends by itself", () => {
    const two = log(works, also);
    expect(standing(two, "2024-01-03T00:00:00Z").restrictions).toMatchObject([
      { reason: "construction", report: { id: "r2" }, otherReports: [{ id: "r1" }] },
    ]);
    expect(standingAfter(works, also, open("County"))).toEqual(["construction r1"]);
  });

  test("is shown apart a day later, or with another reason", () => {
    expect(standing(log(works, weather), "2024-01-03T00:00:00Z").restrictions).toHaveLength(2);
    expect(
      standing(log(works, open("X", { kind: "feed", lifts: ["r9"] }), also), "2024-01-09T00:00:00Z").restrictions,
    ).toHaveLength(2);
  });
});

describe("An overdue restriction", () => {
  const days = { ...works, expectedUntil: "2024-01-05" };

  test("holds for a day, and is then in doubt until something is heard", () => {
    const at = (instant: string) => standing(log(days), instant);
    expect(at("2024-01-06T06:59:59.999Z")).toMatchObject({ open: false, overdue: false, certainty: "announced" });
    expect(at("2024-01-06T07:00:00Z")).toMatchObject({ open: false, overdue: true, certainty: "unconfirmed" });
    expect(at("2024-01-07T06:59:59.999Z")).toMatchObject({ open: false, because: "suspended" });
    expect(at("2024-01-07T07:00:00Z")).toMatchObject({ open: null, status: "suspended", because: "overdue" });
  });

  test("leaves no doubt while another stands that is not overdue", () => {
    expect(standing(log(days, weather), "2024-01-20T00:00:00Z")).toMatchObject({
      open: false,
      overdue: false,
      restrictions: [{ overdue: false }, { overdue: true }],
    });
  });
});
