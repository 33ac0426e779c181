import fc from "fast-check";
import { alignIntervals, type Interval, mergeIntervals, splitIntervals } from "../../../src/domain/time/interval.ts";
import { holds } from "../replay.ts";

const intervals = fc
  .record({ from: fc.nat(30), length: fc.integer({ min: 1, max: 8 }) })
  .map(({ from, length }) => ({ from, to: from + length }));

/** Returns the whole numbers within some intervals, without their ends. */
const numbersIn = (list: readonly Interval[]): number[] =>
  Array.from({ length: 50 }, (_, i) => i).filter((i) => list.some(({ from, to }) => from <= i && i < to));

describe("intervals", () => {
  test("that overlap or touch are merged, and cover the same time as before", () => {
    holds(
      fc.array(intervals, { maxLength: 6 }),
      (list) => {
        const merged = mergeIntervals(list);
        expect(numbersIn(merged)).toEqual(numbersIn(list));
        for (const [i, { to }] of merged.entries())
          expect(to).toBeLessThan(merged[i + 1]?.from ?? Number.POSITIVE_INFINITY);
      },
      300,
    );
  });

  test("are not changed by merging", () => {
    const list = [
      { from: 1, to: 3 },
      { from: 2, to: 5 },
    ];
    expect(mergeIntervals(list)).toEqual([{ from: 1, to: 5 }]);
    expect(list[0]).toEqual({ from: 1, to: 3 });
  });

  test("split another into parts inside and outside them, without gaps", () => {
    holds(
      fc.record({ others: fc.array(intervals, { maxLength: 6 }).map(mergeIntervals), whole: intervals }),
      ({ others, whole }) => {
        const parts = splitIntervals(others, whole);
        expect(parts[0]?.from).toBe(whole.from);
        expect(parts.at(-1)?.to).toBe(whole.to);
        for (const [i, { from, to, inside }] of parts.entries()) {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect([from, inside]).toEqual([parts[i - 1]?.to, !parts[i - 1]?.inside]);
        }
        const inside = parts.filter((part) => part.inside);
        expect(numbersIn(inside)).toEqual(numbersIn(others).filter((i) => whole.from <= i && i < whole.to));
      },
      300,
    );
  });

  /** Creates intervals that cover the time from 0 to 20, divided at some numbers. */
  const coverings = fc.uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: 5 }).map((cuts) => {
    const ends = [...cuts.sort((a, b) => a - b), 20];
    return ends.map((to, i) => ({ from: ends[i - 1] ?? 0, to }));
  });

  test("of three lists are aligned: each part lies in one interval of each list, and all parts cover the whole", () => {
    holds(
      fc.record({
        lists: fc.tuple(coverings, coverings, coverings),
        from: fc.nat(9),
        to: fc.integer({ min: 10, max: 20 }),
      }),
      ({ lists, from, to }) => {
        const parts = [...alignIntervals({ from, to }, ...lists)];
        expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([from, to]);
        for (const [i, part] of parts.entries()) {
          expect(part.to).toBeGreaterThan(part.from);
          if (i > 0) expect(part.from).toBe(parts[i - 1]?.to);
          for (const [k, each] of part.of.entries()) {
            expect(lists[k]).toContain(each);
            expect(each.from <= part.from && part.to <= each.to).toBe(true);
          }
        }
      },
      300,
    );
  });

  test("cannot be aligned if a list has a gap at its end", () => {
    const whole = { from: 0, to: 5 };
    expect(() => [...alignIntervals(whole, [whole], [whole], [{ from: 0, to: 4 }])]).toThrow("nothing runs at 4");
    expect([...alignIntervals({ from: 5, to: 5 }, [], [], [])]).toEqual([]);
  });
});
