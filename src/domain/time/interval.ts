/** An interval in milliseconds since 1970. Excludes `to`. */
export interface Interval {
  from: number;
  to: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Returns the union of intervals, in order and without overlaps. */
export function mergeIntervals(spans: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Splits an interval into parts inside and outside `others`. These must be in order and must not overlap. */
export function splitIntervals(
  others: readonly Interval[],
  { from, to }: Interval,
): (Interval & { inside: boolean })[] {
  const parts: (Interval & { inside: boolean })[] = [];
  let at = from;
  for (const other of others) {
    if (other.to <= at) continue;
    if (to <= other.from) break;
    if (at < other.from) parts.push({ from: at, to: other.from, inside: false });
    const start = Math.max(at, other.from);
    at = Math.min(other.to, to);
    if (start < at) parts.push({ from: start, to: at, inside: true });
  }
  if (at < to) parts.push({ from: at, to, inside: false });
  return parts;
}

/**
 * Divides an interval at each start and end in three lists. Yields each part with the elements that cover it. Every
 * list must be in order and cover the whole interval without gaps.
 */
export function* alignIntervals<A extends Interval, B extends Interval, C extends Interval>(
  { from, to }: Interval,
  as: readonly A[],
  bs: readonly B[],
  cs: readonly C[],
): Generator<Interval & { of: [A, B, C] }> {
  const places = [0, 0, 0];
  let at = from;
  while (at < to) {
    const lists = [as, bs, cs];
    lists.forEach((list, i) => {
      while ((list[places[i] ?? 0]?.to ?? Number.POSITIVE_INFINITY) <= at) places[i] = (places[i] ?? 0) + 1;
    });
    const [a, b, c] = [as[places[0] ?? 0], bs[places[1] ?? 0], cs[places[2] ?? 0]];
    if (a === undefined || b === undefined || c === undefined) throw new RangeError(`nothing runs at ${at}`);
    const end = Math.min(a.to, b.to, c.to, to);
    yield { from: at, to: end, of: [a, b, c] };
    at = end;
  }
}
