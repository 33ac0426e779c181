import { Temporal } from "temporal-polyfill";
import type { Report } from "../../../src/domain/record/report.ts";
import { statusStatesOf } from "../../../src/domain/record/restrictions.ts";
import {
  doubtedFrom,
  expectedEndOf,
  restrictionsKey,
  shownRestrictions,
} from "../../../src/domain/status/restrictions.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import type { Reason } from "../../../src/domain/vocabulary.ts";
import { change, report, timeline } from "../telling.ts";

const ZONE = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);

/** A report that restricts the test service for a reason. */
const restricted = (
  seq: number,
  publisher: string,
  from: string,
  reason: Reason | null = null,
  more: Parameters<typeof change>[2] & { status?: "suspended" | "closed" } = {},
): Report => {
  const { status = "suspended", ...rest } = more;
  return { ...report(seq, publisher, { statusChanges: [change(status, from, rest)] }), reason };
};
/** Returns the restrictions after some reports, as shown at an instant. */
const shown = (reports: readonly Report[], now = "2024-01-20T00:00:00Z") =>
  shownRestrictions(statusStatesOf(timeline(ZONE, reports)).at(-1)?.restrictions ?? [], ZONE, at(now));
const ids = (reports: readonly Report[]) =>
  shown(reports).map((each) => [each.report, ...each.otherReports].map(({ id }) => id).join("+"));

describe("a restriction as shown", () => {
  test("has its start, reason and newest report", () => {
    const one = restricted(1, "CBP", "2024-01-04", "weather");
    expect(shown([one])).toEqual([
      {
        status: "suspended",
        reason: "weather",
        since: parseMoment("2024-01-04"),
        expectedUntil: null,
        overdue: false,
        endsAt: null,
        expectedBy: null,
        report: one,
        otherReports: [],
      },
    ]);
    expect(ids([one, restricted(2, "CBP", "2024-01-06", "weather")])).toEqual(["r2"]);
    expect(shown([])).toEqual([]);
  });

  test("has no start if that is not known", () => {
    expect(shown([restricted(1, "CBP", "2024-01-04", null, { onset: "unknown" })])[0]?.since).toBeNull();
    expect(shown([restricted(1, "CBP", "2024-01-04", null, { onset: "approximate" })])[0]?.since).not.toBeNull();
  });

  test("is overdue from its expected end on", () => {
    const one = restricted(1, "CBP", "2024-01-04", null, { expectedUntil: "2024-01-10" });
    const overdueAt = (now: string) => shown([one], now)[0]?.overdue;
    expect([overdueAt("2024-01-11T06:59:59Z"), overdueAt("2024-01-11T07:00:00Z")]).toEqual([false, true]);
    expect(shown([one])[0]).toMatchObject({ endsAt: at("2024-01-11T07:00:00Z"), expectedBy: "CBP" });
  });
});

describe("restrictions of two publishers are shown as one", () => {
  test("if they have the same reason and begin within a day of each other", () => {
    const first = restricted(1, "CBP", "2024-01-04T12:00:00Z", "weather");
    const second = (from: string, reason: Reason | null = "weather") => restricted(2, "County", from, reason);
    expect(ids([first, second("2024-01-05T12:00:00Z")])).toEqual(["r2+r1"]);
    expect(ids([first, second("2024-01-05T12:00:00.001Z")])).toEqual(["r2", "r1"]);
    expect(ids([first, second("2024-01-05T12:00:00Z", "staffing")])).toEqual(["r2", "r1"]);
    expect(ids([first, second("2024-01-05T12:00:00Z", null)])).toEqual(["r2", "r1"]);
    expect(ids([second("2024-01-04T12:00:00Z", null), restricted(3, "AP", "2024-01-04T12:00:00Z")])).toEqual(["r3+r2"]);
  });

  test("with the earliest start, the latest expected end and the stronger status", () => {
    const [one] = shown([
      restricted(1, "CBP", "2024-01-04", "weather", { status: "closed", expectedUntil: "2024-01-30" }),
      restricted(2, "County", "2024-01-05", "weather", { expectedUntil: "2024-01-25" }),
    ]);
    expect(one).toMatchObject({
      ...{ status: "closed", since: parseMoment("2024-01-04"), overdue: false },
      ...{ expectedUntil: parseMoment("2024-01-30"), expectedBy: "CBP" },
    });
    const [other] = shown([
      restricted(1, "CBP", "2024-01-04", "weather"),
      restricted(2, "County", "2024-01-05", "weather", { expectedUntil: "2024-01-25" }),
    ]);
    expect(other).toMatchObject({
      status: "suspended",
      expectedUntil: parseMoment("2024-01-25"),
      expectedBy: "County",
    });
  });

  test("of equal expected ends, with that of the newest", () => {
    const [one] = shown([
      restricted(1, "CBP", "2024-01-04", "weather", { expectedUntil: "2024-01-30" }),
      restricted(2, "County", "2024-01-05", "weather", { expectedUntil: "2024-01-30" }),
    ]);
    expect(one?.expectedBy).toBe("County");
  });
});

describe("the expected end of all restrictions", () => {
  const end = (...reports: Report[]) => {
    const found = expectedEndOf(shown(reports));
    return found && `${found.until} ${found.at} ${found.by}`;
  };
  const until = (seq: number, publisher: string, reason: Reason | null, expectedUntil?: string) =>
    restricted(seq, publisher, "2024-01-04", reason, expectedUntil === undefined ? {} : { expectedUntil });

  test("is the latest", () => {
    expect(end()).toBeNull();
    expect(end(until(1, "CBP", "weather", "2024-01-10"))).toBe("2024-01-10 2024-01-11T07:00:00Z CBP");
    const [first, second] = [until(1, "CBP", "weather", "2024-01-30"), until(2, "County", "staffing", "2024-01-20")];
    expect(end(first, second)).toBe("2024-01-30 2024-01-31T07:00:00Z CBP");
    expect(end(until(1, "CBP", "weather", "2024-01-20"), until(2, "County", "staffing", "2024-01-30"))).toMatch(
      /County$/,
    );
    // Of equal ends, that of the newest restriction.
    expect(end(until(1, "CBP", "weather", "2024-01-30"), until(2, "County", "staffing", "2024-01-30"))).toMatch(
      /County$/,
    );
  });

  test("is none if a restriction has none, unless another one with its reason has", () => {
    expect(end(until(1, "CBP", "weather"))).toBeNull();
    expect(end(until(1, "CBP", "weather", "2024-01-10"), until(2, "County", "staffing"))).toBeNull();
    expect(end(until(1, "CBP", "weather", "2024-01-10"), until(2, "County", null))).toMatch(/CBP$/);
  });
});

test("a service may be open once every restriction has been overdue for some hours", () => {
  const [early, late] = [
    restricted(1, "CBP", "2024-01-04", "weather", { expectedUntil: "2024-01-10T12:00:00Z" }),
    restricted(2, "County", "2024-01-05", "staffing", { expectedUntil: "2024-01-12T12:00:00Z" }),
  ];
  expect(String(doubtedFrom(shown([early, late]), 24))).toBe("2024-01-13T12:00:00Z");
  expect(String(doubtedFrom(shown([early]), 0))).toBe("2024-01-10T12:00:00Z");
  expect(doubtedFrom(shown([early, restricted(3, "AP", "2024-01-06", "staffing")]), 24)).toBeNull();
  expect(doubtedFrom([], 24)).toBeNull();
});

test("the key of restrictions changes if one begins, is continued or becomes overdue", () => {
  const first = restricted(1, "CBP", "2024-01-04", "weather", { expectedUntil: "2024-01-10" });
  const together = restricted(2, "County", "2024-01-04", "weather");
  const apart = restricted(3, "AP", "2024-01-06", "staffing");
  expect(restrictionsKey(shown([first], "2024-01-05T00:00:00Z"))).toBe("r1false");
  expect(restrictionsKey(shown([first]))).toBe("r1true");
  expect(restrictionsKey(shown([first, together, apart]))).toBe("r3false,r2+r1true");
  expect(restrictionsKey([])).toBe("");
});
