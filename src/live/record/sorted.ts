/** Returns the number of elements that are at most `value`. The list must be in ascending order. */
export const countUpTo = (sorted: readonly number[], value: number): number =>
  countWhile(sorted, (each) => each <= value);

/** Returns the number of elements that are less than `value`. The list must be in ascending order. */
export const countBelow = (sorted: readonly number[], value: number): number =>
  countWhile(sorted, (each) => each < value);

function countWhile(sorted: readonly number[], isBefore: (each: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
