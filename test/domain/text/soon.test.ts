import type { Standing } from "../../../src/domain/status/standing.ts";
import { isSoon, nextTextChange, soonOf } from "../../../src/domain/text/soon.ts";
import { madeChange, madeStanding, NOON, today, ZONE } from "./made-standing.ts";

const MIDNIGHT = today("00:00").add({ hours: 24 });

describe("an instant is soon", () => {
  test("if it is after another by at most a day", () => {
    const is = (later: number) => isSoon(NOON.add({ milliseconds: later }), NOON);
    expect([is(-1), is(0), is(1), is(86_400_000), is(86_400_001)]).toEqual([false, false, true, true, false]);
  });

  test("so is a change that begins then", () => {
    const next = madeChange("suspended", String(NOON.add({ hours: 24 })));
    expect(soonOf(madeStanding({ next }), NOON)).toBe(next);
    expect(soonOf(madeStanding({ next }), NOON.subtract({ milliseconds: 1 }))).toBeNull();
    expect(soonOf(madeStanding(), NOON)).toBeNull();
  });
});

describe("the texts about standings may next change", () => {
  const changes = (...more: Partial<Standing>[]) => String(nextTextChange(more.map(madeStanding), NOON, ZONE));
  /** This instant comes within a day at 15:00. */
  const ahead = today("15:00").add({ hours: 24 });
  const THREE = String(today("15:00"));

  test("at midnight, when today becomes another day", () => {
    expect(changes()).toBe(String(MIDNIGHT));
    expect(changes({})).toBe(String(MIDNIGHT));
    expect(String(nextTextChange([], MIDNIGHT, ZONE))).toBe(String(MIDNIGHT.add({ hours: 24 })));
  });

  test.each<[string, Partial<Standing>]>([
    ["change", { next: madeChange("suspended", String(ahead)) }],
    ["opening", { opensAt: ahead }],
    ["opening after a restriction", { openingAfter: { at: ahead, next: null } }],
    [
      "change after such an opening",
      { openingAfter: { at: today("14:00"), next: madeChange("closed", String(ahead)) } },
    ],
    ["closing", { closesAt: ahead }],
    ["expected end", { expectedUntil: ahead }],
  ])("a day before the next %s", (_, more) => expect(changes(more)).toBe(THREE));

  test("at the first of such times that is still ahead and before midnight", () => {
    const four = today("16:00").add({ hours: 24 });
    expect(changes({ opensAt: four }, { closesAt: ahead })).toBe(THREE);
    expect(changes({ closesAt: ahead }, { opensAt: four })).toBe(THREE);
    // It has come within a day already.
    expect(changes({ opensAt: NOON.add({ hours: 24 }) })).toBe(String(MIDNIGHT));
    expect(changes({ opensAt: NOON.add({ hours: 24, milliseconds: 1 }) })).toBe(String(NOON.add({ milliseconds: 1 })));
    expect(changes({ opensAt: MIDNIGHT.add({ hours: 30 }) })).toBe(String(MIDNIGHT));
  });
});
