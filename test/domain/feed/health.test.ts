import { Temporal } from "temporal-polyfill";
import { feedFault, freshRows, isTooShort, shrinkFault } from "../../../src/domain/feed/health.ts";
import { oddRows, type ReadDocument } from "../../../src/domain/feed/reading.ts";

const MADE_AT = Temporal.Instant.from("2026-11-28T13:00:00Z");
const row = (key: string, until: string | null) => ({
  key,
  readings: [],
  datedUntil: until === null ? null : Temporal.Instant.from(until),
  notice: "",
});
const document = (given: Partial<ReadDocument> = {}): ReadDocument => ({
  madeAt: MADE_AT,
  rows: 42,
  matchedRows: 42,
  readings: [],
  coverage: "all",
  knownRows: 42,
  listed: [],
  unknown: [],
  absent: [],
  faulty: [],
  ...given,
});

describe("after a document with 42 of our rows, a document", () => {
  const limits = { frozenMinutes: 60, rowsFloorPercent: 90, lastMatchedRows: 42 };
  test.each([
    [42, null],
    [38, null],
    [37, "shrank: 37 of our rows, after 42 in the last good poll"],
    [32, "shrank: 32 of our rows, after 42 in the last good poll"],
  ])("with %d of our rows has the fault %j", (matchedRows, fault) => {
    expect(feedFault(document({ matchedRows }), MADE_AT, limits)).toBe(fault);
  });
});

test("a row is old according to its own date, to the millisecond, and a row without a date is never old", () => {
  const listed = [
    row("of now", "2026-11-28T13:00:00Z"),
    row("at the limit", "2026-11-28T12:00:00Z"),
    row("past it", "2026-11-28T11:59:59.999Z"),
    row("of yesterday", "2026-11-27T13:00:00Z"),
    row("without a date", null),
  ];
  const part = freshRows(document({ listed }), MADE_AT, 60);
  expect(part.aged).toEqual(["past it", "of yesterday"]);
  expect(part.listed.map(({ key }) => key)).toEqual(["of now", "at the limit", "without a date"]);
  // If the document's clock is behind, rows are compared with this machine's clock.
  expect(freshRows(document({ listed }), MADE_AT.add({ minutes: 1 }), 60).aged).toContain("at the limit");
});

test("a run lists unexpected rows in a few hundred characters", () => {
  const fresh = { listed: [], readings: [], aged: ["260401"] };
  const unknown = [{ key: "250605", name: "San Diego – X" }];
  expect(oddRows(document({ unknown, absent: ["l24501"], faulty: ["row 3"] }), fresh)).toEqual({
    unknownRows: 1,
    absentRows: 1,
    agedRows: 1,
    faultyRows: 1,
    oddRows: "unknown: 250605 San Diego – X; absent: l24501; aged: 260401; faulty: row 3",
  });
  expect(oddRows(document(), { ...fresh, aged: [] })).toEqual({
    unknownRows: 0,
    absentRows: 0,
    agedRows: 0,
    faultyRows: 0,
  });
  const many = Array.from({ length: 500 }, (_, i) => String(i));
  expect(String(oddRows(document({ absent: many }), fresh).oddRows).length).toBeLessThan(310);
});

describe("a document of the feed", () => {
  const limits = { frozenMinutes: 60, rowsFloorPercent: 90, lastMatchedRows: 42 };
  const fault = (given: Partial<ReadDocument>, now = MADE_AT) => feedFault(document(given), now, limits);

  test("must have some of our rows, and the time at which it was made", () => {
    expect(fault({ matchedRows: 0, madeAt: null })).toBe("has none of our port numbers in its 42 rows");
    expect(fault({ madeAt: null })).toBe("does not say when it was made");
  });

  test("may be neither older nor newer than an hour", () => {
    const hour = { hours: 1 };
    expect(fault({}, MADE_AT.add(hour))).toBeNull();
    expect(fault({}, MADE_AT.add(hour).add({ milliseconds: 1 }))).toBe(
      "is frozen: it was made at 2026-11-28T13:00:00Z, and nobody has renewed it since",
    );
    expect(fault({}, MADE_AT.subtract(hour))).toBeNull();
    expect(fault({}, MADE_AT.subtract(hour).subtract({ milliseconds: 1 }))).toBe(
      "says it was made at 2026-11-28T13:00:00Z, which is in the future",
    );
  });

  test("may have any number of rows if there is none to compare it with", () => {
    expect(feedFault(document({ matchedRows: 1 }), MADE_AT, { ...limits, lastMatchedRows: null })).toBeNull();
    expect(shrinkFault(document({ matchedRows: 0 }), { ...limits, lastMatchedRows: null })).toBe(false);
    expect(shrinkFault(document({ matchedRows: 9 }), { ...limits, lastMatchedRows: 10 })).toBe(false);
    expect(shrinkFault(document({ matchedRows: 8 }), { ...limits, lastMatchedRows: 10 })).toBe(true);
  });

  test("is too short with less than half of the expected rows", () => {
    const isShort = (matchedRows: number) => isTooShort(document({ matchedRows, knownRows: 42 }));
    expect([isShort(20), isShort(21)]).toEqual([true, false]);
  });

  test("from the future makes rows old by its own time", () => {
    const listed = [row("an hour before it", "2026-11-28T12:00:00Z"), row("older", "2026-11-28T11:59:59.999Z")];
    expect(freshRows(document({ listed }), MADE_AT.subtract({ minutes: 30 }), 60).aged).toEqual(["older"]);
    expect(freshRows(document({ listed, madeAt: null }), MADE_AT.subtract({ minutes: 30 }), 60).aged).toEqual([]);
  });

  test("has empty readings of its old rows after those of the fresh ones", () => {
    const service = { crossing: "naco", mode: "passenger", direction: "northbound" } as const;
    const reading = {
      service,
      hoursText: "24 hours",
      lanes: [{ kind: "sentri", says: "number", minutes: 5, lanesOpen: 2, at: MADE_AT, stamp: "13:00" }],
    } as unknown as ReadDocument["readings"][number];
    const listed = [
      { ...row("old", "2026-11-27T13:00:00Z"), readings: [reading] },
      { ...row("new", null), readings: [reading] },
    ];
    expect(freshRows(document({ listed }), MADE_AT, 60).readings).toEqual([
      reading,
      {
        service,
        hoursText: null,
        lanes: [{ kind: "sentri", says: "pending", minutes: null, lanesOpen: null, at: null }],
      },
    ]);
  });
});
