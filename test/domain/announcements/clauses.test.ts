import { clausesOf } from "../../../src/domain/announcements/clauses.ts";
import { GAZETTEER } from "./made-gazetteer.ts";

const clauses = (sentence: string) => clausesOf(sentence, GAZETTEER);

describe("a sentence is one clause", () => {
  test.each([
    "",
    "cbp will suspend operations at lukeville on monday",
    "lukeville, naco and eagle pass bridge i will close on monday",
    "lukeville will close, officials said",
    "lukeville will close on monday, and officials will meet on tuesday",
    "the closure and the suspension, and the closing",
    "lukeville and naco will close on monday and tuesday",
    "cars will wait at 6 a.m. and trucks at naco at 10 a.m.",
  ])("if its parts do not stand alone: “%s”", (sentence) => expect(clauses(sentence)).toEqual([sentence]));
});

describe("a sentence is divided", () => {
  test("at every semicolon", () => {
    expect(clauses("officials met; nothing happened; lukeville")).toEqual([
      ...["officials met", " nothing happened", " lukeville"],
    ]);
  });

  test.each([
    ["lukeville will close,", " naco will reopen"],
    ["lukeville will close,", " and naco will reopen"],
    ["lukeville will close", " while naco reopens"],
    ["lukeville will close", " but naco reopens"],
    ["lukeville will close", " whereas naco reopens"],
    ["lukeville will close", " and naco reopens"],
    ["lukeville will close:", " naco reopens"],
    ["lukeville cierra", " mientras que naco reabre"],
    ["lukeville cierra", " mientras naco reabre"],
    ["lukeville cierra", " pero naco reabre"],
    ["lukeville cierra", " en tanto que naco reabre"],
    ["lukeville cierra", " y naco reabre"],
    ["lukeville cierra", " e inicia la reapertura de naco"],
  ])("where both sides have news: “%s|%s”", (left, right) => {
    const [first, ...others] = clauses(left + right);
    expect([first, others.length]).toEqual([left.replace(/[,:]$/, ""), 1]);
    expect(right.endsWith((others[0] ?? "").trim())).toBe(true);
  });

  test("only if the left side also has a place, a mode or a time", () => {
    expect(clauses("operations will close and lukeville reopens")).toHaveLength(1);
    expect(clauses("pedestrian lanes will close and lukeville reopens")).toHaveLength(2);
    expect(clauses("it will close on monday and lukeville reopens")).toHaveLength(2);
    expect(clauses("lukeville will close and it reopens")).toHaveLength(2);
  });

  test("where both sides have a time and a place", () => {
    expect(clauses("lukeville closes at 6 a.m. and naco at 10 a.m.")).toEqual([
      "lukeville closes at 6 a.m.",
      " naco at 10 a.m.",
    ]);
    expect(clauses("lukeville closes at 6 a.m. and trucks at 10 a.m.")).toHaveLength(2);
    expect(clauses("cars stop at 6 a.m. and naco at 10 a.m.")).toHaveLength(1);
    expect(clauses("passenger operations close at 6 a.m. and naco at 10 a.m.")).toHaveLength(2);
    expect(clauses("lukeville closes at 6 a.m. and naco")).toHaveLength(1);
    expect(clauses("lukeville closes and naco at 10 a.m.")).toHaveLength(1);
    expect(clauses("lukeville closes at 6 a.m. and at 10 a.m.")).toHaveLength(1);
  });

  test("before a time that comes first in its part", () => {
    expect(
      clauses("lukeville will close on monday, at 2 p.m. local time, cbp will suspend operations at naco"),
    ).toEqual([
      "lukeville will close on monday",
      "at 2 p.m. local time, cbp will suspend operations at naco".replace(/^/, " "),
    ]);
  });

  test("at each such place, and the rest of the sentence counts from there", () => {
    expect(clauses("lukeville will close, naco will reopen, and eagle pass bridge i will suspend operations")).toEqual([
      "lukeville will close",
      " naco will reopen",
      " eagle pass bridge i will suspend operations",
    ]);
  });

  test("not at a colon within a time", () => {
    expect(clauses("lukeville will close at 6:00 a.m.")).toHaveLength(1);
  });
});
