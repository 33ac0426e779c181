import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { LOCALES } from "../../../src/locales/index.ts";
import {
  addressOfSpan,
  besideSpan,
  daysOfSpan,
  nameOfSpan,
  readSpan,
  type StorySpan,
} from "../../../src/web/story/span.ts";

const [ENGLISH, SPANISH] = LOCALES;
const month = (text: string): StorySpan => ({ kind: "month", month: Temporal.PlainYearMonth.from(text) });

describe("a period in an address", () => {
  test("can be read again in every language, for every month and year", () => {
    for (const messages of LOCALES)
      fc.assert(
        fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
          for (const span of [{ kind: "year", year } as const, month(`${year}-${String(number).padStart(2, "0")}`)]) {
            const { path } = addressOfSpan(span, messages);
            expect(path).toMatch(/^\/history\/[a-z0-9-]+$/);
            const read = readSpan(path.slice("/history/".length));
            expect(JSON.stringify(read)).toBe(JSON.stringify(span));
          }
        }),
      );
  });

  test("is not read from other texts", () => {
    for (const text of [
      "december",
      "12-2023",
      "2023-13",
      "decembre-2023",
      "1899",
      "2200",
      "december-23",
      "december-2023-",
      "",
    ])
      expect([text, readSpan(text)]).toEqual([text, undefined]);
  });
});

describe("a period", () => {
  test("has a name in the language of the reader", () => {
    expect(nameOfSpan(month("2023-12"), ENGLISH)).toBe("December 2023");
    expect(SPANISH && nameOfSpan(month("2023-12"), SPANISH)).toBe("diciembre de 2023");
  });

  test("lasts until the last day of its month or year", () => {
    expect(String(daysOfSpan(month("2024-02")).to)).toBe("2024-02-29");
    expect(String(daysOfSpan({ kind: "year", year: 2023 }).to)).toBe("2023-12-31");
  });

  test("is followed by the period of the same length that begins on the next day", () => {
    const [from, to] = ["2023-12-04", "2023-12-10"].map((text) => Temporal.PlainDate.from(text));
    if (from === undefined || to === undefined) throw new Error("no days");
    for (const span of [month("2023-12"), { kind: "year", year: 2023 } as const, { kind: "days", from, to } as const]) {
      const next = besideSpan(span, 1);
      expect(String(daysOfSpan(next).from)).toBe(String(daysOfSpan(span).to.add({ days: 1 })));
      expect(JSON.stringify(besideSpan(next, -1))).toBe(JSON.stringify(span));
    }
  });
});
