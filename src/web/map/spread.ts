/** A position for an icon, and its distance from the icon's place, in units of the minimum distance between icons. */
export interface IconSpot {
  x: number;
  y: number;
  far: number;
}

const TURN = 2 * Math.PI;

/** Offsets of an icon from its place, nearest first: rings of sixteen positions. */
export const SPOT_OFFSETS: readonly IconSpot[] = [
  { x: 0, y: 0, far: 0 },
  ...Array.from({ length: 16 }, (_, ring) => (ring + 1) / 4).flatMap((far) =>
    Array.from({ length: 16 }, (_, i) => ({
      x: far * Math.cos((i * TURN) / 16),
      y: far * Math.sin((i * TURN) / 16),
      far,
    })),
  ),
];

/** Cost of a spot. One icon far away is worse than two that are half as far. Having no spot is worse than any spot. */
const costOf = (spot: IconSpot | undefined): number => (spot?.far ?? 9) ** 3;

/**
 * Maximum number of rounds. The search then ends, even if it could still find a better solution. It rarely needs four.
 */
const MOST_ROUNDS = 6;

/**
 * Chooses a spot for each icon from its own spots, so that the icons are at least `apart` from each other and none is
 * far from its place. First each icon takes its nearest free spot. Then icons move nearer, and up to two others make
 * way if that lowers the total cost. An icon without a free spot gets undefined. The script of the map uses it, too.
 */
export function spread(spots: readonly (readonly IconSpot[])[], apart: number): (IconSpot | undefined)[] {
  const { chosen, take, isFree, hits } = makePlan(spots.length, apart);
  const settle = (i: number): void =>
    take(
      i,
      spots[i]?.find((spot) => isFree(spot, i)),
    );
  const improve = (i: number): boolean => {
    const before = chosen[i];
    for (const spot of spots[i] ?? []) {
      if (before !== undefined && spot.far >= before.far) return false;
      const inTheWay = hits(spot, i);
      if (inTheWay.length > 2) continue;
      const others = inTheWay.map((j) => chosen[j]);
      take(i, spot);
      for (const j of inTheWay) take(j, undefined);
      inTheWay.forEach(settle);
      const cost = (all: readonly (IconSpot | undefined)[]) => all.reduce((sum, each) => sum + costOf(each), 0);
      if (cost([spot, ...inTheWay.map((j) => chosen[j])]) < cost([before, ...others]) - 0.01) return true;
      take(i, before);
      inTheWay.forEach((j, at) => {
        take(j, others[at]);
      });
    }
    return false;
  };
  const order = [...spots.keys()];
  order.forEach(settle);
  for (let round = 0; round < MOST_ROUNDS; round++) if (!order.map(improve).includes(true)) break;
  return chosen;
}

/** The spots that icons have taken. Squares of the size `apart` tell which icons may be near a spot. */
function makePlan(count: number, apart: number) {
  const chosen: (IconSpot | undefined)[] = Array.from({ length: count });
  const squares = new Map<number, Set<number>>();
  // A frame has far fewer columns and rows than this.
  const squareAt = (column: number, row: number): number => column * 100_000 + row;
  const [columnOf, rowOf] = [({ x }: IconSpot) => Math.floor(x / apart), ({ y }: IconSpot) => Math.floor(y / apart)];

  /** Calls `each` for the other icons that are too near a spot, until it returns true. */
  function someHit(spot: IconSpot, i: number, each: (j: number) => boolean): boolean {
    const [column, row] = [columnOf(spot), rowOf(spot)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const j of squares.get(squareAt(column + dx, row + dy)) ?? [])
          if (j !== i && isNear(chosen[j], spot) && each(j)) return true;
    return false;
  }

  const isNear = (other: IconSpot | undefined, spot: IconSpot): boolean =>
    other !== undefined && Math.hypot(other.x - spot.x, other.y - spot.y) < apart;

  return {
    chosen,
    /** Has an icon take a spot, or leave its spot. */
    take(i: number, spot: IconSpot | undefined): void {
      const before = chosen[i];
      if (before !== undefined) squares.get(squareAt(columnOf(before), rowOf(before)))?.delete(i);
      chosen[i] = spot;
      if (spot === undefined) return;
      const square = squareAt(columnOf(spot), rowOf(spot));
      squares.set(square, (squares.get(square) ?? new Set()).add(i));
    },
    isFree: (spot: IconSpot, i: number): boolean => !someHit(spot, i, () => true),
    /** Returns the icons that are too near a spot, in their order. */
    hits(spot: IconSpot, i: number): number[] {
      const found: number[] = [];
      someHit(spot, i, (j) => {
        found.push(j);
        return false;
      });
      return found.sort((a, b) => a - b);
    },
  };
}
