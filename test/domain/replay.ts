import fc from "fast-check";

/**
 * Checks a property over `runs` cases. A failure prints its seed; repeat it with `GARITA_SEED=-123456 npm test --
 * test/domain`. `GARITA_RUNS` multiplies the number of cases.
 */
export function holds<Case>(cases: fc.Arbitrary<Case>, property: (one: Case) => void, runs: number): void {
  const { GARITA_SEED, GARITA_RUNS } = process.env;
  fc.assert(fc.property(cases, property), {
    numRuns: Math.ceil(runs * Number(GARITA_RUNS ?? 1)),
    ...(GARITA_SEED === undefined ? {} : { seed: Number(GARITA_SEED) }),
  });
}
