import fc from "fast-check";
import { SPOT_OFFSETS, spread } from "../../../src/web/map/spread.ts";

const APART = 40;
const homes = fc.array(fc.record({ x: fc.nat(240), y: fc.nat(80) }), { minLength: 5, maxLength: 40, size: "max" });

test("icons are never too near each other, and an icon gets no spot only if others take all of its spots", () => {
  let crowded = 0;
  fc.assert(
    fc.property(homes, (places) => {
      const spots = places.map((home) =>
        SPOT_OFFSETS.filter(({ far }) => far <= 1).map(({ x, y, far }) => ({
          x: home.x + APART * x,
          y: home.y + APART * y,
          far,
        })),
      );
      const chosen = spread(spots, APART);
      const isTaken = (spot: { x: number; y: number }, i: number) =>
        chosen.some((each, j) => j !== i && each !== undefined && Math.hypot(each.x - spot.x, each.y - spot.y) < APART);
      for (const [i, spot] of chosen.entries()) {
        const own = spots[i] ?? [];
        if (spot === undefined) {
          crowded++;
          expect(own.filter((each) => !isTaken(each, i))).toEqual([]);
        } else {
          expect(own).toContain(spot);
          expect(isTaken(spot, i)).toBe(false);
        }
      }
    }),
    { numRuns: 50 },
  );
  expect(crowded).toBeGreaterThan(0);
});
