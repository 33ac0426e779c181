import type { Standing } from "../../../src/domain/status/standing.ts";
import { creditsOf, type Piece, sentencePiecesOf, withCredits } from "../../../src/domain/text/clauses.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import {
  contexts,
  credited,
  FAST,
  madeChange,
  madeConflict,
  madeRestriction,
  madeStanding,
  madeSuspended,
  NOON,
  TRAFFIC,
  today,
} from "./made-standing.ts";
import { shownPiece } from "./shown-piece.ts";

const mores = (standing: Standing) =>
  contexts().map((context) => sentencePiecesOf(standing, context).more.map(shownPiece));

describe("the further pieces of a sentence", () => {
  test("are none for a plain status", () => {
    expect(mores(madeStanding())).toEqual([
      ["traffic was counted in 10 Jan 2024 13:00 MST"],
      ["se contaron cruces en 10 ene 2024 13:00 MST"],
    ]);
    expect(mores(madeStanding({ certainty: "confirmed" }))).toEqual([[], []]);
    expect(mores(madeSuspended())).toEqual([[], []]);
  });

  test("count the other restrictions, and name their publishers once", () => {
    const restrictions = [
      madeRestriction(),
      madeRestriction(null, 2, "City"),
      madeRestriction(null, 3, "County"),
      madeRestriction(null, 4, "City"),
    ];
    expect(mores(madeSuspended([], { restrictions }))).toEqual([
      ["3 more restrictions <City, County>"],
      ["3 restricciones más <City, County>"],
    ]);
    expect(mores(madeSuspended([], { restrictions: restrictions.slice(0, 2) }))).toEqual([
      ["1 more restriction <City>"],
      ["1 restricción más <City>"],
    ]);
  });

  test("name the next opening with its travellers", () => {
    const shut = { because: "outside_hours", opensAt: today("18:00"), ...credited({ turn: "City" }) } as const;
    expect(mores(madeStanding(shut))).toEqual([["opens 18:00 MST <City>"], ["abre 18:00 MST <City>"]]);
    expect(mores(madeStanding({ ...shut, ...FAST }))).toEqual([
      ["opens 18:00 MST for FAST only <City>"],
      ["abre 18:00 MST solo para FAST <City>"],
    ]);
    expect(mores(madeStanding({ ...shut, opensAt: today("06:00").add({ hours: 24 }) }))[0]).toEqual([
      "opens 11 Jan 2024 06:00 MST <City>",
    ]);
  });

  test("name the travellers alone if there is no opening, unless the status names them", () => {
    expect(mores(madeStanding({ because: "outside_hours", ...FAST }))).toEqual([
      ["for FAST only <CBP>"],
      ["solo para FAST <CBP>"],
    ]);
    for (const because of ["in_service", "limited_to_others"] as const)
      expect(mores(madeStanding({ because, ...FAST, certainty: "confirmed" }))[0]).toEqual([]);
  });

  test("name the next closing and the expected end", () => {
    const open = { certainty: "confirmed", closesAt: today("20:00"), ...credited({ turn: "City" }) } as const;
    expect(mores(madeStanding(open))).toEqual([["closes 20:00 MST <City>"], ["cierra 20:00 MST <City>"]]);
    const expected = { expectedUntil: parseMoment("2024-02-01"), ...credited({ expectedUntil: "County" }) };
    expect(mores(madeSuspended([null], expected))).toEqual([
      ["expected until 1 Feb 2024 <County>"],
      ["previsto hasta 1 feb 2024 <County>"],
    ]);
    expect(mores(madeSuspended([null], { ...expected, overdue: true }))).toEqual([
      ["expected until 1 Feb 2024, overdue <County>"],
      ["estaba previsto hasta 1 feb 2024 y ya venció <County>"],
    ]);
  });

  test("announce a later change last, and a change that is soon at the front", () => {
    const expected = { expectedUntil: parseMoment("2024-02-01") };
    const later = madeSuspended([null], { ...expected, next: madeChange("open", "2024-02-01") });
    expect(mores(later)[0]).toEqual(["expected until 1 Feb 2024", "announced open from 1 Feb 2024 <County>"]);
    const soon = madeSuspended([null], { ...expected, next: madeChange("open", String(today("18:00"))) });
    expect(mores(soon)[0]).toEqual(["announced open from 18:00 MST <County>", "expected until 1 Feb 2024"]);
    // A change to an open service that is soon has a clause of its own, before this sentence.
    const warned = madeStanding({ certainty: "confirmed", next: madeChange("suspended", String(today("18:00"))) });
    expect(mores(warned)[0]).toEqual([]);
    expect(mores({ ...warned, next: madeChange("suspended", "2024-02-01") })[0]).toEqual([
      "announced suspended from 1 Feb 2024 <County>",
    ]);
  });

  test("name the month of the count that proves an open service", () => {
    const counted = madeStanding({
      confirmedBy: { kind: "count", at: parseMoment("2023-12"), source: null } as never,
      ...credited({ attested: "BTS" }),
    });
    expect(mores(counted)).toEqual([
      ["traffic was counted in Dec 2023 <BTS>"],
      ["se contaron cruces en dic 2023 <BTS>"],
    ]);
    expect(mores({ ...counted, because: "outside_hours" })[0]).toEqual([]);
  });

  test("end with what contradicts the status, which names its own publisher", () => {
    const conflict = madeConflict();
    expect(mores(madeSuspended([null], { conflict, expectedUntil: parseMoment("2024-02-01") }))).toEqual([
      ["expected until 1 Feb 2024", "but AP says closed"],
      ["previsto hasta 1 feb 2024", "pero AP lo reporta cerrado"],
    ]);
  });
});

describe("the publishers of pieces", () => {
  const piece = (text: string, ...by: string[]): Piece => ({ text, by });

  test("are named after the last of consecutive pieces with the same ones", () => {
    expect(
      withCredits([piece("a", "CBP"), piece("b", "CBP"), piece("c", "AP", "City"), piece("d"), piece("e", "CBP")]),
    ).toEqual([...["a", "b (CBP)", "c (AP; City)", "d", "e (CBP)"]]);
    expect(withCredits([piece("a", "CBP", "City"), piece("b", "CBP")])).toEqual(["a (CBP; City)", "b (CBP)"]);
    expect(withCredits([])).toEqual([]);
    expect(withCredits([piece("a"), piece("b")])).toEqual(["a", "b"]);
  });

  test("of a whole sentence are listed in the order of its pieces", () => {
    const standing = madeSuspended([null], {
      ...credited({ since: "City", expectedUntil: "County" }),
      expectedUntil: parseMoment("2024-02-01"),
      conflict: TRAFFIC,
    });
    expect(creditsOf(standing, NOON, ENGLISH)).toBe("City;CBP|County|");
    expect(creditsOf(madeStanding({ because: "no_report", certainty: null }), NOON, ENGLISH)).toBe("");
  });
});
