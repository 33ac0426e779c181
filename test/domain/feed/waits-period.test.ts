import { Temporal } from "temporal-polyfill";
import { Refusal } from "../../../src/domain/errors.ts";
import { typicalPeriod, waitsPeriod } from "../../../src/domain/feed/waits-period.ts";
import { type Period, parseMoment } from "../../../src/domain/time/moment.ts";

const ZONE = "America/Denver";
const NOW = Temporal.Instant.from("2024-03-13T18:00:00Z");
const shown = ({ from, to }: Period) => `${from} to ${to}`;
const period = (from?: string, to?: string) =>
  waitsPeriod(
    { from: from === undefined ? from : parseMoment(from), to: to === undefined ? to : parseMoment(to) },
    ZONE,
    NOW,
  );

/** Returns the rule that a period breaks, or undefined. */
function rule(from?: string, to?: string): unknown {
  try {
    period(from, to);
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.issues[0]?.rule : error;
  }
}

describe("the period of waits", () => {
  test("is the last seven local days by default, or those before its end", () => {
    // The clocks changed on 10 March.
    expect(shown(period())).toBe("2024-03-06T19:00:00Z to 2024-03-13T18:00:00Z");
    expect(shown(period(undefined, "2024-02-07"))).toBe("2024-02-01T07:00:00Z to 2024-02-08T07:00:00Z");
  });

  test("goes from the start of its first day to the end of its last, or to now", () => {
    expect(shown(period("2024-02-01", "2024-02-29"))).toBe("2024-02-01T07:00:00Z to 2024-03-01T07:00:00Z");
    expect(shown(period("2024-03"))).toBe("2024-03-01T07:00:00Z to 2024-03-13T18:00:00Z");
  });

  test("may be a leap year, and not longer", () => {
    expect(rule("2023-03-14", "2024-03-13")).toBeUndefined();
    expect(rule("2023-03-13", "2024-03-13")).toEqual(["daysBeforeEnd", 366, "2024-03-13"]);
    expect(rule("2023-03-13T18:00:00Z")).toBeUndefined();
    expect(rule("2023-03-13T17:59:59Z")).toEqual(["daysBeforeNow", 366, String(NOW)]);
  });

  test("must not be reversed or empty", () => {
    expect(rule("2024-02-02", "2024-02-01")).toEqual(["beforeEnd", "2024-02-01"]);
    expect(rule("2024-02-02T10:00:00Z", "2024-02-02T10:00:00Z")).toEqual(["beforeEnd", "2024-02-02T10:00:00Z"]);
    expect(rule(String(NOW))).toEqual(["beforeNow", String(NOW)]);
    expect(rule("2024-03-14")).toEqual(["beforeNow", String(NOW)]);
  });

  test("of typical waits is the twelve weeks before its end, but never ahead of now", () => {
    expect(shown(typicalPeriod(period("2024-02-01", "2024-02-07"), ZONE, NOW))).toBe(
      "2023-11-16T07:00:00Z to 2024-02-08T07:00:00Z",
    );
    expect(shown(typicalPeriod(period("2024-03-01", "2024-03-20"), ZONE, NOW))).toBe(
      "2023-12-20T19:00:00Z to 2024-03-13T18:00:00Z",
    );
  });
});
