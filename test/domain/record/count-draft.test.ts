import { Temporal } from "temporal-polyfill";
import { draftOfCounts } from "../../../src/domain/record/count-draft.ts";
import { SERVICES } from "../arbitrary.ts";

const [WALKERS, CARS] = SERVICES;
const SOURCE = { kind: "operator", publisher: "BTS", title: "Entry data", url: "https://example.org" } as const;
const MONTH = Temporal.PlainYearMonth.from("2025-11");

test("the counts of a month are one draft, published about two months later, with the openings that follow", () => {
  const target = { crossing: "puente", directions: ["northbound"], status: "open", effectiveAt: MONTH };
  expect(
    draftOfCounts(
      SOURCE,
      MONTH,
      [
        { ...WALKERS, number: 0 },
        { ...CARS, number: 74_611 },
      ],
      [
        { ...CARS, limited: true, programmes: ["fast"], lifts: ["r1"] },
        { ...WALKERS, limited: false, programmes: [] },
      ],
      "A note",
    ),
  ).toEqual({
    source: { ...SOURCE, title: "Entry data, November 2025", publishedAt: Temporal.PlainYearMonth.from("2026-01") },
    reason: null,
    note: "A note",
    changes: [
      { ...target, modes: ["passenger"], limited: true, programmes: ["fast"], onset: "unknown", lifts: ["r1"] },
      { ...target, modes: ["pedestrian"], limited: false, programmes: [], onset: "unknown", lifts: null },
    ],
    claims: [
      { ...target, modes: ["pedestrian"], count: 0 },
      { ...target, modes: ["passenger"], count: 74_611 },
    ],
  });
});

test("a draft of counts has no note unless one is given", () => {
  expect(draftOfCounts(SOURCE, MONTH, [], [])).toMatchObject({ note: null, changes: [], claims: [] });
});
