import { Temporal } from "temporal-polyfill";
import { foldCounts, type MonthCount, withUsual } from "../../../src/domain/record/month-counts.ts";
import { foldedText } from "../../../src/domain/text/count-text.ts";
import { messagesIn } from "../../../src/locales/index.ts";
import { report, SERVICE } from "../telling.ts";

/** Generates counts for the months from January 2020; null for a month without a count. */
const counts = (...numbers: (number | null)[]): Omit<MonthCount, "usual">[] =>
  numbers.flatMap((number, i) => {
    const month = new Temporal.PlainYearMonth(2020, 1).add({ months: i });
    return number === null ? [] : [{ service: SERVICE, month, number, report: report(i, "BTS", {}) }];
  });

describe("the usual monthly number", () => {
  const usual = (...numbers: (number | null)[]) => withUsual(counts(...numbers)).at(-1)?.usual;

  test("is the median of the preceding months", () => {
    expect(usual(7)).toBeNull();
    expect(usual(10, 7)).toBe(10);
    expect(usual(10, 30, 7)).toBe(20);
    expect(usual(10, 30, 1000, 7)).toBe(30);
  });

  test("ignores all months without traffic or without a count", () => {
    expect(usual(10, null, 0, 0, null, 30, 0, 7)).toBe(20);
    expect(usual(10, ...Array.from({ length: 24 }, () => 0), 7)).toBe(10);
  });

  test("uses the last twelve months with traffic", () => {
    expect(usual(...Array.from({ length: 24 }, () => 1), ...Array.from({ length: 12 }, () => 50), 7)).toBe(50);
    expect(usual(...Array.from({ length: 24 }, () => 1), ...Array.from({ length: 11 }, () => 50), 7)).toBe(50);
    expect(usual(...Array.from({ length: 24 }, () => 1), ...Array.from({ length: 5 }, () => 50), 7)).toBe(1);
  });
});

describe("folded counts", () => {
  test("form one line per service that lists the months without traffic or without a count", () => {
    const [folded, ...more] = foldCounts(withUsual(counts(5, 0, 0, 4, null, 0, 3)));
    expect(more).toEqual([]);
    if (folded === undefined) throw new Error("nothing was folded");
    expect(folded.publishers).toEqual(["BTS"]);
    expect(foldedText(folded, messagesIn("en") ?? never())).toBe(
      "Traffic counted every month from Jan 2020 to Jul 2020, except for Feb 2020 to Mar 2020 and Jun 2020, when nobody was counted; no count for May 2020",
    );
    expect(foldedText(folded, messagesIn("es") ?? never())).toBe(
      "Cruces contados cada mes, de ene 2020 a jul 2020, salvo feb 2020 a mar 2020 y jun 2020, cuando no se contó ninguno; sin dato de may 2020",
    );
  });
});

function never(): never {
  throw new Error("there are no such messages");
}
