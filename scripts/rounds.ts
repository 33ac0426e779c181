/** Returns the quantile of some numbers: the value below which the given `share` of them lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Returns the median of some numbers. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/**
 * Divides two series round by round, and returns the median of the ratios. A disturbance in a round affects both
 * series, so it hardly affects their ratio.
 */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((one, round) => one / (theirs[round] ?? Number.NaN)));

/**
 * Runs all contestants once per round, in alternating order, so that other load on the machine affects all of them
 * equally. Returns one result per round, by name.
 */
export async function inRounds<Name extends string, Outcome>(
  rounds: number,
  contestants: Record<Name, () => Promise<Outcome>>,
): Promise<Record<Name, Outcome[]>> {
  const names = Object.keys(contestants) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as Outcome[]])) as Record<Name, Outcome[]>;
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) found[name].push(await contestants[name]());
  return found;
}
