import { gazetteerOf, townsOf } from "../../../src/domain/announcements/names.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { GAZETTEER, made } from "./made-gazetteer.ts";

/** Returns the names that a gazetteer of some crossings finds, with the crossings that each may mean. */
const found = (crossings: readonly Crossing[], sentence: string) =>
  gazetteerOf(crossings)
    .find(sentence)
    .map(({ text, candidates }) => `${text}: ${candidates.map(({ slug }) => slug).join(", ")}`);

/** Returns true if the only crossing of a pair of towns is found by a name. */
const isFound = (crossing: Crossing, name: string) =>
  found([crossing], `at ${name} today`).includes(`${name}: ${crossing.slug}`);

const TOWNS = ["Roma", "Miguel Aleman"] as const;

describe("a crossing is found by", () => {
  test.each<[string, string, string[]]>([
    ["its full name", "Anzalduas International Bridge", ["anzalduas international bridge"]],
    [
      "the short forms of its name",
      "Anzalduas International Bridge",
      ["anzalduas", "anzalduas bridge", "anzalduas port of entry"],
    ],
    ["its name with a kind added", "Falfurrias", ["falfurrias", "falfurrias port of entry"]],
    ["its name without accents", "Málaga", ["malaga"]],
    ["its name without a part in brackets", "Malaga (Old)", ["malaga"]],
    [
      "the first part of its name",
      "Malaga to the Americas",
      ["malaga", "malaga bridge", "malaga international bridge"],
    ],
    ["the first part of its name before “at”", "Malaga at the River", ["malaga"]],
    ["a bridge as the first part of its name", "Malaga Bridge at the River", ["malaga bridge"]],
    ["its name without an article", "Puente de la Malaga", ["puente malaga"]],
    [
      "another way to write its number",
      "Malaga Bridge II",
      ["malaga bridge 2", "malaga bridge two", "malaga bridge dos", "malaga bridge no. 2", "malaga bridge #2"],
    ],
    ["a number that is not after “bridge”", "Malaga III", ["malaga 3", "malaga three", "malaga tres"]],
    [
      "its town, with or without a kind",
      "Roma Crossing",
      ["roma", "roma port of entry", "roma bridge", "roma international bridge", "roma crossing"],
    ],
  ])("%s: %s", (_, name, forms) => {
    for (const form of forms) expect([form, isFound(made("one", name, TOWNS), form)]).toEqual([form, true]);
  });

  test("a part in brackets if that is a bridge or gate", () => {
    const two = made("two", "Malaga (Puente Rojo)", TOWNS);
    expect([isFound(two, "puente rojo"), isFound(two, "malaga")]).toEqual([true, true]);
    expect(isFound(made("two", "Malaga (Old)", TOWNS), "old")).toBe(false);
    expect(isFound(made("two", "Malaga (Garita Roja)", TOWNS), "garita roja")).toBe(true);
  });

  test("an alias, and its name in Spanish", () => {
    const crossing = made("one", "Malaga", TOWNS, { name: { en: "Malaga", es: "Granada" }, aliases: ["Cordoba"] });
    expect(["malaga", "granada", "cordoba"].map((name) => isFound(crossing, name))).toEqual([true, true, true]);
  });

  test("the rest of a name that begins with its town", () => {
    const crossing = made("one", "Roma Bridge III", TOWNS);
    expect(
      ["roma bridge iii", "bridge iii", "bridge 3", "international bridge three"].map((name) =>
        isFound(crossing, name),
      ),
    ).toEqual([...[true, true, true, true]]);
    expect(isFound(made("one", "Malaga Bridge III", TOWNS), "bridge iii")).toBe(false);
  });

  test("its town alone only if its name contains the town", () => {
    const crossing = made("one", "Malaga", TOWNS);
    expect([isFound(crossing, "roma bridge"), isFound(crossing, "roma")]).toEqual([true, false]);
  });
});

describe("a crossing is not found by", () => {
  test.each(["east", "west", "division"])("the word “%s”", (word) => {
    expect(isFound(made("one", word, TOWNS), word)).toBe(false);
  });

  test("a kind that its name names otherwise", () => {
    expect(isFound(made("one", "Malaga Gate", TOWNS), "malaga gate port of entry")).toBe(false);
    expect(isFound(made("one", "Malaga Port of Entry", TOWNS), "malaga")).toBe(true);
  });

  test("a single letter", () => {
    expect(isFound(made("one", "X", ["Y", "Z"]), "x")).toBe(false);
  });

  test.each(["county", "sheriff", "police", "street", "avenue", "sector", "high school", "obispo", "potosi"])(
    "its name before “%s”",
    (word) => {
      const crossings = [made("one", "Malaga", TOWNS)];
      expect(found(crossings, `the malaga ${word} today`)).toEqual([]);
      expect(found(crossings, `the malaga, ${word}`)).toEqual(["malaga: one"]);
    },
  );

  test("its name as part of another word", () => {
    const crossings = [made("one", "Malaga", TOWNS)];
    for (const text of ["malagan", "xmalaga", "neo-malaga", "malaga-based"]) expect(found(crossings, text)).toEqual([]);
    for (const text of ["malaga", "(malaga)", "malaga- ", "malaga."]) expect(found(crossings, text)).toHaveLength(1);
  });

  test("a name with a character of a pattern in place of another", () => {
    const crossings = [made("one", "St. Malaga", TOWNS)];
    expect(found(crossings, "st. malaga")).toEqual(["st. malaga: one"]);
    expect(found(crossings, "stx malaga")).toEqual([]);
  });

  test("its town if that is the town of another crossing, too, but a rail bridge does not count", () => {
    const one = made("one", "Roma Bridge", TOWNS);
    const two = made("two", "Malaga Bridge", TOWNS);
    const rail = made("rail", "Roma Railway Bridge", TOWNS, { kind: "rail_bridge" });
    expect(found([one], "in roma")).toEqual(["roma: one"]);
    expect(found([one, two], "in roma")).toEqual([]);
    expect(found([one, rail], "in roma")).toEqual(["roma: one"]);
    expect(found([rail], "in roma")).toEqual([]);
    // A full name counts in any case.
    expect(found([made("one", "Roma", TOWNS), two], "in roma")).toEqual(["roma: one"]);
  });

  test("a name that is the town of another crossing", () => {
    const namesake = made("one", "Malaga (Old)", TOWNS);
    const there = made("two", "Granada", ["Malaga", "Sevilla"]);
    expect(found([namesake], "in malaga")).toEqual(["malaga: one"]);
    expect(found([namesake, there], "in malaga")).toEqual([]);
  });
});

describe("a found name", () => {
  test("is the longest that fits, with its place", () => {
    expect(gazetteerOf([made("one", "Malaga", TOWNS)]).find("at the malaga bridge and malaga")).toMatchObject([
      { text: "malaga", index: 7 },
      { text: "malaga", index: 25 },
    ]);
    expect(gazetteerOf([made("one", "Malaga", TOWNS)]).find("the malaga port of entry")).toMatchObject([
      { text: "malaga port of entry", index: 4 },
    ]);
    expect(GAZETTEER.find("on laredo bridge ii, lukeville").map(({ text, index }) => [text, index])).toEqual([
      ["laredo bridge ii", 3],
      ["lukeville", 21],
    ]);
  });

  test.each([
    "falcon",
    "gateway",
    "lindero",
    "alliance",
    "big bend",
    "old bridge",
    "free bridge",
    "friendship bridge",
    "express bridge",
    "puente nuevo",
    "puente viejo",
    "puente negro",
    "puente libre",
    "puente dos",
    "la linea",
    "desert line",
    "garita nueva",
    "garita centro",
    "garita 1",
    "bridge 1",
    "bridge ii",
    "bridge three",
    "puente uno",
    "puente internacional 2",
    "international bridge 4",
    "international bridge iv",
  ])("counts only with a town if it is an everyday word: %s", (name) => {
    expect(gazetteerOf([made("one", "Malaga", TOWNS, { aliases: [name] })]).find(name)).toMatchObject([
      { text: name, weak: true },
    ]);
  });

  test("counts alone if it is a rare word", () => {
    for (const name of [
      ...["malaga", "the gateway inn", "puente malaga", "garita malaga", "bridge of malaga", "new falcon"],
      ...["gateway heights", "new bridge 1", "bridge 12", "old puente dos", "garita 12", "eastern"],
    ])
      expect(gazetteerOf([made("one", name, TOWNS)]).find(name)).toMatchObject([{ text: name, weak: false }]);
  });

  test("counts only with a town if it belongs to several ports", () => {
    const [one, two] = [made("one", "Malaga", TOWNS), made("two", "Malaga", ["Laredo", "Nuevo Laredo"])];
    expect(gazetteerOf([one, two]).find("malaga")).toMatchObject([{ candidates: [one, two], weak: true }]);
    const same = { ...two, port: one.port };
    expect(gazetteerOf([one, same]).find("malaga")).toMatchObject([{ candidates: [one, same], weak: false }]);
  });
});

describe("the towns of crossings", () => {
  test("are on both sides, without parts in brackets, which count themselves", () => {
    expect(townsOf(made("one", "Malaga", ["San Ysidro (San Diego)", "Tijuana (Airport)"]))).toEqual([
      ...["san ysidro", "san diego", "tijuana"],
    ]);
    expect(townsOf(made("one", "Malaga", ["Cañón", "Ciudad Juárez"]))).toEqual(["canon", "ciudad juarez"]);
  });

  test("are found in a sentence as whole words, the longest first", () => {
    const towns = (text: string) => [...GAZETTEER.towns(text)];
    expect(towns("between eagle pass and piedras negras")).toEqual(["eagle pass", "piedras negras"]);
    expect(towns("in nuevo laredo")).toEqual(["nuevo laredo"]);
    expect(towns("laredo, laredo")).toEqual(["laredo"]);
    expect(towns("the laredos of xlaredo")).toEqual([]);
  });
});
