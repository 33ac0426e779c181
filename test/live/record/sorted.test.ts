import fc from "fast-check";
import { countBelow, countUpTo } from "../../../src/live/record/sorted.ts";
import { holds } from "../../domain/replay.ts";

test("the elements of a sorted list up to a value, and below it, are counted as by looking at each", () => {
  holds(
    fc.record({ list: fc.array(fc.nat(10), { maxLength: 12 }), value: fc.integer({ min: -1, max: 11 }) }),
    ({ list, value }) => {
      const sorted = [...list].sort((a, b) => a - b);
      expect(countUpTo(sorted, value)).toBe(list.filter((each) => each <= value).length);
      expect(countBelow(sorted, value)).toBe(list.filter((each) => each < value).length);
    },
    300,
  );
});
