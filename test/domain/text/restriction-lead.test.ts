import type { Standing } from "../../../src/domain/status/standing.ts";
import { leadOf } from "../../../src/domain/text/answer-lead.ts";
import type { Omittable, ShortContext } from "../../../src/domain/text/answer-parts.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { contexts, madeConflict, madeSuspended, PAST, TRAFFIC } from "./made-standing.ts";
import { without } from "./shown-parts.ts";

/** Returns the lead of an answer in English and Spanish. */
const leads = (standing: Standing, more: Partial<ShortContext> = {}) =>
  contexts(more).map((context) => leadOf(standing, context));
/** Returns the parts of the lead as one text in each language: the status, what it rests on, and what follows. */
const texts = (standing: Standing, more: Partial<ShortContext> = {}) =>
  leads(standing, more).map(({ head, aside, tail }) => `${head}${aside === null ? "" : ` [${aside}]`}${tail}`);

describe("the lead of a restriction", () => {
  test("gives its start and its reason", () => {
    expect(leads(madeSuspended(["staffing"]))).toEqual([
      { head: "suspended", aside: null, tail: " since 4 Jan: staffing", form: "restricted" },
      { head: "suspendido", aside: null, tail: " desde el 4 ene: falta de personal", form: "restricted" },
    ]);
    expect(leads(madeSuspended([null], { status: "closed", because: "closed" }))).toEqual([
      { head: "closed", aside: null, tail: " since 4 Jan", form: "closed" },
      { head: "cerrado", aside: null, tail: " desde el 4 ene", form: "closed" },
    ]);
  });

  test("is in the past if the question is", () => {
    expect(texts(madeSuspended(["staffing"]), PAST)).toEqual([
      "was suspended (since 4 Jan): staffing",
      "estaba suspendido desde el 4 ene: falta de personal",
    ]);
  });

  test("gives every reason once, except for those that say nothing", () => {
    expect(texts(madeSuspended(["weather", null, "staffing", "other", "weather"]))).toEqual([
      "suspended since 4 Jan: weather and staffing",
      "suspendido desde el 4 ene: mal tiempo y falta de personal",
    ]);
    expect(texts(madeSuspended(["counterpart"]))).toEqual([
      "suspended since 4 Jan: decision by Mexico",
      "suspendido desde el 4 ene: decisión de México",
    ]);
    expect(texts(madeSuspended(["other"]))[0]).toBe("suspended since 4 Jan");
  });

  test("gives an approximate start as such, and no start that is not known", () => {
    expect(texts(madeSuspended([null], { onset: "approximate" }))).toEqual([
      "suspended since about 4 Jan",
      "suspendido desde alrededor del 4 ene",
    ]);
    expect(texts(madeSuspended([null], { onset: "approximate" }), PAST)[0]).toBe("was suspended (since about 4 Jan)");
    expect(texts(madeSuspended([null], { since: null, onset: "unknown" }))[0]).toBe("suspended");
  });

  test("gives the expected end until it has passed", () => {
    const expected = { expectedUntil: parseMoment("2024-02-01") };
    expect(texts(madeSuspended(["staffing"], expected))).toEqual([
      "suspended since 4 Jan: staffing, expected until 1 Feb",
      "suspendido desde el 4 ene: falta de personal, hasta el 1 feb según lo previsto",
    ]);
    expect(texts(madeSuspended(["staffing"], { ...expected, overdue: true }))[0]).toBe(
      "suspended since 4 Jan: staffing",
    );
  });

  test("says that traffic is moving, but not what a publisher says", () => {
    expect(texts(madeSuspended([null], { conflict: TRAFFIC }))).toEqual([
      "suspended since 4 Jan, though traffic is still reported",
      "suspendido desde el 4 ene, aunque se siguen registrando cruces",
    ]);
    expect(texts(madeSuspended([null], { conflict: TRAFFIC }), PAST)[0]).toBe(
      "was suspended (since 4 Jan), though traffic was still reported",
    );
    expect(texts(madeSuspended([null], { conflict: madeConflict() }))[0]).toBe("suspended since 4 Jan");
  });

  test("leaves out what is to be omitted, and nothing else", () => {
    const all = madeSuspended(["staffing"], { expectedUntil: parseMoment("2024-02-01"), conflict: TRAFFIC });
    const shown = (...parts: Omittable[]) => texts(all, without(...parts))[0];
    expect(shown()).toBe("suspended since 4 Jan: staffing, expected until 1 Feb, though traffic is still reported");
    expect(shown("starts")).toBe("suspended: staffing, expected until 1 Feb, though traffic is still reported");
    expect(shown("reasons")).toBe("suspended since 4 Jan, expected until 1 Feb, though traffic is still reported");
    expect(shown("ends")).toBe("suspended since 4 Jan: staffing, though traffic is still reported");
    expect(shown("conflicts")).toBe("suspended since 4 Jan: staffing, expected until 1 Feb");
    expect(shown("starts", "reasons", "ends", "conflicts")).toBe("suspended");
  });
});

describe("the lead of a restriction that may have ended", () => {
  const overdue = (reasons: Parameters<typeof madeSuspended>[0] = ["construction"], more: Partial<Standing> = {}) =>
    madeSuspended(reasons, {
      open: null,
      because: "overdue",
      overdue: true,
      expectedUntil: parseMoment("2024-01-06"),
      ...more,
    });

  test("doubts the restriction, and says that its expected end has passed", () => {
    expect(leads(overdue())).toEqual([
      {
        head: "not sure",
        aside: null,
        tail: ": suspended since 4 Jan for construction, but the expected end (6 Jan) has passed",
        form: "first",
      },
      {
        head: "en duda",
        aside: null,
        tail: ": suspendido desde el 4 ene por obras, pero el plazo previsto (6 ene) ya venció",
        form: "first",
      },
    ]);
    expect(texts(overdue(["construction"], { status: "closed" }), PAST)).toEqual([
      "not sure: was closed (since 4 Jan) for construction, but the expected end (6 Jan) had passed",
      "en duda: estaba cerrado desde el 4 ene por obras, pero el plazo previsto (6 ene) ya había vencido",
    ]);
  });

  test("words every reason once for the middle of a sentence", () => {
    expect(texts(overdue(["protest", "counterpart", null, "protest", "other"]))).toEqual([
      "not sure: suspended since 4 Jan because of a protest and by decision of Mexico, but the expected end (6 Jan) has passed",
      "en duda: suspendido desde el 4 ene por una protesta y por decisión de México, pero el plazo previsto (6 ene) ya venció",
    ]);
    expect(texts(overdue([null]))[0]).toBe("not sure: suspended since 4 Jan, but the expected end (6 Jan) has passed");
    expect(texts(overdue(), without("reasons"))[0]).toBe(
      "not sure: suspended since 4 Jan, but the expected end (6 Jan) has passed",
    );
    expect(texts(overdue(), without("starts"))[0]).toBe(
      "not sure: suspended for construction, but the expected end (6 Jan) has passed",
    );
  });

  test("without the expected end asks whether it still lasts", () => {
    expect(leads(overdue(), without("ends"))).toEqual([
      { head: "not sure if still suspended", aside: null, tail: " (since 4 Jan, construction)", form: "first" },
      { head: "en duda si sigue suspendido", aside: null, tail: " (desde el 4 ene, obras)", form: "first" },
    ]);
    expect(texts(overdue(["construction"], { status: "closed" }), { ...PAST, ...without("ends") })).toEqual([
      "not sure if it was still closed (since 4 Jan, construction)",
      "en duda si seguía cerrado (desde el 4 ene, obras)",
    ]);
    expect(texts(overdue(["construction"], { expectedUntil: null }))[0]).toBe(
      "not sure if still suspended (since 4 Jan, construction)",
    );
    expect(texts(overdue(), without("ends", "starts"))[0]).toBe("not sure if still suspended (construction)");
    expect(texts(overdue([null]), without("ends"))[0]).toBe("not sure if still suspended (since 4 Jan)");
    expect(texts(overdue(), without("ends", "starts", "reasons"))[0]).toBe("not sure if still suspended");
  });
});
