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
  const chosen: (IconSpot | undefined)[] = spots.map(() => undefined);
  const hits = (spot: IconSpot, i: number): number[] =>
    chosen.flatMap((other, j) =>
      j !== i && other !== undefined && Math.hypot(other.x - spot.x, other.y - spot.y) < apart ? [j] : [],
    );
  const settle = (i: number): void => {
    chosen[i] = spots[i]?.find((spot) => hits(spot, i).length === 0);
  };
  const improve = (i: number): boolean => {
    const before = chosen[i];
    for (const spot of spots[i] ?? []) {
      if (before !== undefined && spot.far >= before.far) return false;
      const inTheWay = hits(spot, i);
      if (inTheWay.length > 2) continue;
      const others = inTheWay.map((j) => chosen[j]);
      chosen[i] = spot;
      for (const j of inTheWay) chosen[j] = undefined;
      inTheWay.forEach(settle);
      const cost = (all: readonly (IconSpot | undefined)[]) => all.reduce((sum, each) => sum + costOf(each), 0);
      if (cost([spot, ...inTheWay.map((j) => chosen[j])]) < cost([before, ...others]) - 0.01) return true;
      chosen[i] = before;
      inTheWay.forEach((j, at) => {
        chosen[j] = others[at];
      });
    }
    return false;
  };
  const order = [...spots.keys()];
  order.forEach(settle);
  for (let round = 0; round < MOST_ROUNDS; round++) if (!order.map(improve).includes(true)) break;
  return chosen;
}
