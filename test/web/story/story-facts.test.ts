import { Temporal } from "temporal-polyfill";
import { recordStart } from "../../../src/domain/availability/record-start.ts";
import type { CrossingRestrictions } from "../../../src/domain/availability/restricted-crossing.ts";
import { restrictedTimesOf } from "../../../src/domain/availability/restricted-days.ts";
import { localDays } from "../../../src/domain/time/months.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import type { StorySpan } from "../../../src/web/story/span.ts";
import { storyCrossings, storySentences } from "../../../src/web/story/story-facts.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { change, LIMITS, place, report, timeline } from "../../domain/telling.ts";

const ZONE = "America/Denver";
const SPAN: StorySpan = { kind: "month", month: Temporal.PlainYearMonth.from("2023-12") };
const BEGINS = recordStart([{ moment: Temporal.PlainYearMonth.from("2008-01"), zone: ZONE }]);
const PERIOD = {
  from: Temporal.Instant.from("2023-12-01T07:00:00Z"),
  to: Temporal.Instant.from("2024-01-01T07:00:00Z"),
  clipped: false,
};

/** Creates a crossing that is suspended from 00:00 on the first of December, for some days. */
function crossing(name: string, days: number, reason: "staffing" | null = null): CrossingRestrictions {
  const opens = PERIOD.from.add({ hours: 24 * days });
  const line = timeline(ZONE, [
    { ...report(1, "CBP", { statusChanges: days === 0 ? [] : [change("suspended", "2023-12-01")] }), reason },
    report(2, "CBP", { statusChanges: [change("open", opens)] }),
  ]);
  const times = restrictedTimesOf(line, localDays(PERIOD, ZONE), LIMITS);
  const own = { ...place(SERVICES, { timeZone: ZONE }), name: { en: name, es: name } };
  return { ...PERIOD, crossing: own, times: times.map((time) => ({ ...time, service: line.service })) };
}

const [ENGLISH, SPANISH] = LOCALES.map(
  (messages) =>
    async (...crossings: CrossingRestrictions[]) =>
      storySentences(await storyCrossings(crossings, messages), { span: SPAN, begins: BEGINS, asOf: 1 }, messages),
);
if (ENGLISH === undefined || SPANISH === undefined) throw new Error("there are two languages");

describe("the sentences about a period", () => {
  test("name the only crossing, with its days and the reason", async () => {
    expect(await ENGLISH(crossing("A", 1, "staffing"), crossing("B", 0))).toEqual([
      "In December 2023, 1 crossing was suspended or closed, in whole or in part: A, on 1 day.",
      "Reasons given: staffing (1 crossing).",
    ]);
    expect(await SPANISH(crossing("A", 2))).toEqual([
      "En diciembre de 2023 estuvo suspendido o cerrado, del todo o en parte, un solo cruce: A, 2 días.",
      "Motivos declarados: sin motivo declarado (1 cruce).",
    ]);
  });

  test("name the crossing with the most days, or those that share the most", async () => {
    expect((await ENGLISH(crossing("A", 3), crossing("B", 5)))[0]).toBe(
      "In December 2023, 2 crossings were suspended or closed, in whole or in part; the longest, B, on 5 days.",
    );
    expect((await ENGLISH(crossing("A", 5), crossing("C", 1), crossing("B", 5)))[0]).toMatch(
      /; the longest, A and B, on 5 days each\.$/,
    );
    expect((await SPANISH(crossing("A", 5), crossing("B", 5)))[0]).toMatch(
      /2 cruces; los que más, A y B, con 5 días cada uno\.$/,
    );
  });

  test("name none if more than three share the most days", async () => {
    const all = ["A", "B", "C", "D"].map((name) => crossing(name, 4));
    expect((await ENGLISH(...all, crossing("E", 2)))[0]).toMatch(
      /^In December 2023, 5 crossings .*; 4 of them on 4 days each\.$/,
    );
  });

  test("say that nothing is on record, and never that everything was open", async () => {
    expect(await ENGLISH(crossing("A", 0))).toEqual(["No suspension or closure is on record in December 2023."]);
    for (const messages of LOCALES)
      expect(storySentences([], { span: SPAN, begins: null, asOf: 0 }, messages).join()).toMatch(
        /^(Nothing was on record|En ese momento no había ningún reporte)/,
      );
  });

  test("say that nothing is known if no change of status is on record, or if the record begins later", async () => {
    const later = recordStart([{ moment: Temporal.PlainDate.from("2024-02-01"), zone: ZONE }]);
    const [messages] = LOCALES.filter(({ language }) => language === "en");
    if (messages === undefined) throw new Error("there is English");
    const told = async (crossings: CrossingRestrictions[], begins: typeof later) =>
      storySentences(await storyCrossings(crossings, messages), { span: SPAN, begins, asOf: 1 }, messages)[0];
    expect(await told([], null)).toMatch(/^Nothing was on record at that time/);
    expect(await told([], later)).toMatch(/^Nothing is known .* records begin on 1 Feb 2024\.$/);
    for (const begins of [null, later])
      expect(await told([crossing("A", 2)], begins)).toMatch(/^In December 2023, 1 crossing was .*: A, on 2 days\.$/);
  });
});
