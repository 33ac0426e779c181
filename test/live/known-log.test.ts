import fc from "fast-check";
import { type KnownLog, makeKnownLog } from "../../src/live/known-log.ts";
import { holds } from "../domain/replay.ts";

const at = (seq: number) => ({ seq, id: `report ${seq}` });
let log: KnownLog;
beforeEach(() => {
  log = makeKnownLog();
  log.advance(at(5));
});

test("reports of this process are known once no report of another process can lie before them", () => {
  log.add(at(6));
  expect(log.seq()).toBe(6);
  log.add(at(8));
  log.add(at(9));
  expect(log.seq()).toBe(6);
  log.advance(at(7));
  expect([log.seq(), log.added()]).toEqual([9, 2]);
});

test("a look that began before a report takes nothing back", () => {
  log.add(at(6));
  log.advance(at(5));
  expect(log.seq()).toBe(6);
});

test("a look must find the head of the last look and all reports since", () => {
  for (const seq of [6, 7, 9]) log.add(at(seq));
  expect(log.unchecked()).toEqual([5, 6, 7, 9].map(at));
  log.advance(at(7));
  expect(log.unchecked()).toEqual([7, 9].map(at));
  expect(makeKnownLog().unchecked()).toEqual([]);
});

test("a number that is given again is not new, and the first report with it is still checked", () => {
  log.add(at(6));
  for (const seq of [5, 6]) expect(log.add({ seq, id: "another" })).toBe(false);
  expect(log.unchecked()).toEqual([at(5), at(6)]);
});

test("after the log has lost its last reports, it is known only up to its new end", () => {
  for (const seq of [6, 7, 9]) log.add(at(seq));
  log.restart({ seq: 6, id: "another" });
  expect([log.seq(), log.unchecked()]).toEqual([6, [{ seq: 6, id: "another" }]]);
});

test("in any order of reports and looks, exactly the reports without a gap before them are known", () => {
  const steps = fc.array(fc.record({ seq: fc.integer({ min: 1, max: 12 }), isLook: fc.boolean() }), { maxLength: 20 });
  holds(
    steps,
    (taken) => {
      const any = makeKnownLog();
      for (const { seq, isLook } of taken) (isLook ? any.advance : any.add)(at(seq));
      let wanted = Math.max(0, ...taken.filter(({ isLook }) => isLook).map(({ seq }) => seq));
      while (taken.some(({ seq, isLook }) => !isLook && seq === wanted + 1)) wanted++;
      expect(any.seq()).toBe(wanted);
    },
    500,
  );
});
