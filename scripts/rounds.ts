/** Returns the value below which the given `share` of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/**
 * Divides one series by the other, round by round, and returns the median ratio. A disturbance affects both series, and
 * hardly changes their ratio.
 */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((one, round) => one / (theirs[round] ?? Number.NaN)));

/**
 * Runs all contestants once per round, in alternating order, so that other load affects all of them equally. Returns
 * the results of each contestant, one per round, by name.
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
