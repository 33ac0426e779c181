import { Temporal } from "temporal-polyfill";
import type { FoldedCounts, MonthRange } from "../../../src/domain/record/month-counts.ts";
import { foldedText, formatCountsByStatus, showNumber } from "../../../src/domain/text/count-text.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const range = (from: string, to = from): MonthRange => ({ from: month(from), to: month(to) });

test("a number has separators", () => {
  expect([ENGLISH, SPANISH].map((messages) => showNumber(74_611, messages))).toEqual(["74,611", "74,611"]);
  expect(showNumber(999, ENGLISH)).toBe("999");
});

describe("the summary of monthly counts", () => {
  const told = (more: Partial<FoldedCounts>) =>
    [ENGLISH, SPANISH].map((messages) =>
      foldedText(
        { from: month("2008-01"), to: month("2025-12"), nobody: [], missing: [], ...more } as FoldedCounts,
        messages,
      ),
    );

  test("names its first and last month", () => {
    expect(told({})).toEqual([
      "Traffic counted every month from Jan 2008 to Dec 2025",
      "Cruces contados cada mes, de ene 2008 a dic 2025",
    ]);
  });

  test("names the months in which nobody was counted, and those without a count", () => {
    expect(told({ nobody: [range("2020-04"), range("2020-06", "2020-08")] })).toEqual([
      "Traffic counted every month from Jan 2008 to Dec 2025, except for Apr 2020 and Jun 2020 to Aug 2020, when nobody was counted",
      "Cruces contados cada mes, de ene 2008 a dic 2025, salvo abr 2020 y jun 2020 a ago 2020, cuando no se contó ninguno",
    ]);
    expect(told({ missing: [range("2020-04")] })).toEqual([
      "Traffic counted every month from Jan 2008 to Dec 2025; no count for Apr 2020",
      "Cruces contados cada mes, de ene 2008 a dic 2025; sin dato de abr 2020",
    ]);
  });
});

describe("the line of counts by status", () => {
  const line = (...icons: Parameters<typeof formatCountsByStatus>[0]) =>
    [ENGLISH, SPANISH].map((messages) => formatCountsByStatus(icons, messages));

  test("begins with what is shut and ends with what is open", () => {
    expect(
      line(
        ...([
          "open",
          "unknown",
          "doubtful",
          "limited_to_others",
          "outside_hours",
          "limited",
          "closed",
          "suspended",
        ] as const),
      ),
    ).toEqual([
      "8 crossings: 1 suspended, 1 closed, 1 open in part, 1 outside hours, 1 for other travellers, 1 not sure, 1 not known, 1 open",
      "8 cruces: 1 suspendido, 1 cerrado, 1 abierto en parte, 1 fuera de horario, 1 para otros viajeros, 1 en duda, 1 sin reportes, 1 abierto",
    ]);
  });

  test("leaves out a status without crossings, but always says how many are open", () => {
    expect(line("closed", "closed", "open")).toEqual([
      "3 crossings: 2 closed, 1 open",
      "3 cruces: 2 cerrados, 1 abierto",
    ]);
    expect(line("closed")).toEqual(["1 crossing: 1 closed, 0 open", "1 cruce: 1 cerrado, 0 abiertos"]);
    expect(line()).toEqual(["0 crossings: 0 open", "0 cruces: 0 abiertos"]);
  });
});
