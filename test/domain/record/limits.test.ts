import fc from "fast-check";
import { acceptedLimits, admits, admitsAllOf, checkLimits, isSameLimits } from "../../../src/domain/record/limits.ts";
import { PROGRAMMES, type Programme, type STATUSES } from "../../../src/domain/vocabulary.ts";

const some = fc.subarray([...PROGRAMMES]);
const limits = (programmes: readonly Programme[]) => acceptedLimits({ programmes });

describe("the limits of an open status", () => {
  test("are the same whatever the order of the programmes", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...PROGRAMMES]), (named) => {
        const accepted = limits([...named, ...named]);
        expect(accepted.programmes).toEqual(PROGRAMMES.filter((each) => named.includes(each)));
        expect(accepted.limited).toBe(named.length > 0);
        expect(isSameLimits(accepted, limits(named.toReversed()))).toBe(true);
      }),
    );
  });

  test("admit everybody if they name no programme, and otherwise only travellers of the named programmes", () => {
    fc.assert(
      fc.property(some, some, (own, asked) => {
        const open = limits(own);
        expect(admitsAllOf(open, [])).toBe(own.length === 0);
        expect(admitsAllOf(open, asked)).toBe(
          asked.length === 0 ? own.length === 0 : asked.every((each) => admits(open, each)),
        );
        for (const each of PROGRAMMES) expect(admits(open, each)).toBe(own.length === 0 || own.includes(each));
      }),
    );
  });

  test("differ if they name different programmes, or if only one of them names any", () => {
    expect(isSameLimits(limits(["fast"]), { limited: true, programmes: [] })).toBe(false);
    expect(isSameLimits(limits(["fast"]), limits(["sentri"]))).toBe(false);
  });

  test("are refused with another status, and with `limited: false`", () => {
    const issues = (status: (typeof STATUSES)[number], limited?: boolean) => {
      const found: Parameters<typeof checkLimits>[3] = [];
      checkLimits(status, { limited, programmes: ["fast", "empties"] }, "changes.0", found);
      return found.map(({ path, value }) => `${path}: ${value}`);
    };
    expect(issues("open")).toEqual([]);
    expect(issues("open", true)).toEqual([]);
    expect(issues("open", false)).toEqual(["changes.0.limited: false"]);
    expect(issues("closed")).toEqual(["changes.0.programmes: fast, empties"]);
    expect(issues("suspended", true)).toEqual(["changes.0.limited: undefined", "changes.0.programmes: fast, empties"]);
  });
});
