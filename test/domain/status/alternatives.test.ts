import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import { alternativesTo, type Candidate } from "../../../src/domain/status/alternatives.ts";
import { CERTAINTIES, type Programme } from "../../../src/domain/vocabulary.ts";
import { holds } from "../replay.ts";
import { standing } from "../telling.ts";

const told = standing([], "2024-01-01T00:00:00Z");
const CLAIMED_AT = Temporal.PlainDate.from("2023-12-31");
const points = fc.option(
  fc.record({
    latitude: fc.double({ min: 25, max: 33, noNaN: true }),
    longitude: fc.double({ min: -118, max: -97, noNaN: true }),
    confidence: fc.constant("high" as const),
  }),
  { freq: 5 },
);
const candidates = fc
  .array(
    fc.record({
      point: points,
      open: fc.constantFrom(true, true, false, null),
      certainty: fc.constantFrom(...CERTAINTIES),
      conflict: fc.constantFrom(null, null, { ...NO_LIMITS, status: "closed" as const, at: CLAIMED_AT, source: null }),
      programmes: fc.constantFrom<Programme[]>([], [], ["fast"]),
      askedFor: fc.constantFrom(null, null, "fast" as const),
    }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((list) =>
    list.map(
      ({ point, open, ...rest }, i): Candidate => ({
        crossing: { slug: `c${i}`, point } as Crossing,
        standing: { ...told, open, ...rest },
      }),
    ),
  );

/** Returns false for a service that admits only some travellers, if the question names no programme. */
const isForAsked = ({ standing: { askedFor, programmes } }: Candidate) => askedFor !== null || programmes.length === 0;

/** Returns the squared distance on a flat map, with degrees of longitude as wide as at 30 degrees north. */
const chart = (a: Candidate["crossing"], b: Candidate["crossing"]) =>
  ((a.point?.latitude ?? 0) - (b.point?.latitude ?? 0)) ** 2 +
  (((a.point?.longitude ?? 0) - (b.point?.longitude ?? 0)) * Math.cos(Math.PI / 6)) ** 2;

describe("Alternatives", () => {
  test("are the other open crossings, nearest first, with the nearest one that is certainly open", () => {
    holds(
      fc.record({ candidates, limit: fc.integer({ min: 1, max: 20 }) }),
      ({ candidates, limit }) => {
        const [first] = candidates;
        if (first === undefined) return;
        const { alternatives, nearestSure, unplaced } = alternativesTo(first.crossing, candidates, limit);
        const open = candidates.slice(1).filter((each) => each.standing.open === true && isForAsked(each));
        expect(unplaced).toEqual(open.map(({ crossing }) => crossing).filter(({ point }) => point === null));
        if (first.crossing.point === null) {
          expect(alternatives).toBeNull();
          return;
        }
        const all = open.filter((each) => each.crossing.point !== null);
        const shown = alternatives ?? [];
        expect(shown).toHaveLength(Math.min(limit, all.length));
        const isNearest = (one: Candidate, others: readonly Candidate[]) => {
          // A flat map is not exact, so only clear differences count.
          for (const other of others)
            expect(chart(first.crossing, one.crossing)).toBeLessThan(
              1.2 * chart(first.crossing, other.crossing) + 1e-9,
            );
        };
        for (const [i, each] of shown.entries()) {
          expect(each.standing.open).toBe(true);
          const before = shown.slice(0, i + 1).map(({ crossing }) => crossing);
          isNearest(
            each,
            all.filter(({ crossing }) => !before.includes(crossing)),
          );
        }
        const sure = all.filter(({ standing }) => standing.certainty !== "unconfirmed" && standing.conflict === null);
        expect(nearestSure === null).toBe(sure.length === 0);
        if (nearestSure === null) return;
        expect(sure.map(({ crossing }) => crossing)).toContain(nearestSure.crossing);
        isNearest(nearestSure, sure);
      },
      200,
    );
  });
});
