import { recordStart } from "../../../src/domain/availability/record-start.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const startOfAll = (...first: [moment: string, zone: string][]) => {
  const start = recordStart(first.map(([moment, zone]) => ({ moment: parseMoment(moment), zone })));
  return start && [`${start.day}`, `${start.moment}`];
};

test("a record begins on the first local day with a change, with the precision of that change", () => {
  expect(startOfAll(["2008-02", "America/Chicago"], ["2008-01", "America/Los_Angeles"])).toEqual([
    "2008-01-01",
    "2008-01",
  ]);
  expect(startOfAll(["2008-01-01", "America/Chicago"], ["2008-01", "America/Los_Angeles"])).toEqual([
    "2008-01-01",
    "2008-01",
  ]);
  expect(startOfAll(["2008-01-01T05:59:00Z", "America/Chicago"])).toEqual(["2007-12-31", "2007-12-31"]);
});

test("an empty record has no beginning", () => {
  expect(startOfAll()).toBeNull();
});
