/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}

/** The middle one of the ratios of two series, round by round: what disturbed one round disturbed both. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((one, round) => one / (theirs[round] ?? Number.NaN)));

/** Runs all contestants once a round, in turn, so that a noisy neighbour hits them all alike. By name, a number a round. */
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
