import { chooseSample } from "../../../scripts/mutation/choose-sample.ts";
import type { Mutant } from "../../../scripts/mutation/stryker-api.ts";

const mutants: Mutant[] = Array.from({ length: 400 }, (_, i) => ({
  id: String(i),
  fileName: `/project/src/domain/${i % 20}.ts`,
  mutatorName: "BooleanLiteral",
  replacement: "false",
  location: { start: { line: i, column: 0 }, end: { line: i, column: 4 } },
}));

const idsOf = (chosen: readonly Mutant[]) => new Set(chosen.map(({ id }) => id));
const sampleOf = (size: number, seed: number) => idsOf(chooseSample(mutants, size, seed, "/project"));

test("the same seed chooses the same mutants, wherever the project is", () => {
  const moved = mutants.map((mutant) => ({
    ...mutant,
    fileName: mutant.fileName.replace("/project", "/elsewhere/copy"),
  }));
  expect(idsOf(chooseSample(moved.toReversed(), 100, 7, "/elsewhere/copy"))).toEqual(sampleOf(100, 7));
});

test("a larger sample contains a smaller one", () => {
  const larger = sampleOf(200, 7);
  expect(larger.size).toBe(200);
  for (const id of sampleOf(100, 7)) expect(larger).toContain(id);
});

test("over many seeds, each mutant is chosen about equally often", () => {
  const times = new Map<string, number>();
  for (let seed = 1; seed <= 200; seed++) for (const id of sampleOf(100, seed)) times.set(id, (times.get(id) ?? 0) + 1);
  // 50 of 200 are expected, with a standard deviation of 6.
  expect(times.size).toBe(mutants.length);
  expect(Math.min(...times.values())).toBeGreaterThan(20);
  expect(Math.max(...times.values())).toBeLessThan(80);
});

test("a sample larger than the number of mutants has them all", () => {
  expect(sampleOf(5_000, 1).size).toBe(mutants.length);
});
