import type { Crossing } from "../../domain/places/crossing.ts";
import { isInBox, type MapFrame, projectionOf } from "./frames.ts";
import { SPOT_OFFSETS, spread } from "./spread.ts";
import type { Obstacle } from "./windows.ts";

/** Position of an icon on a frame, and the location of its crossing. The two differ if the icon had to move aside. */
export interface MapPlace {
  x: number;
  y: number;
  homeX: number;
  homeY: number;
}

/**
 * Returns positions for the crossings within a frame, at least `apart` from each other. Each icon moves as little as
 * possible, avoids `obstacles` and stays in the frame. A crossing without a known location gets no position.
 */
export function mapPlacesOf<Item extends { crossing: Crossing }>(
  frame: MapFrame,
  items: readonly Item[],
  apart: number,
  obstacles: readonly Obstacle[],
): { listed: Item; place: MapPlace }[] {
  const projection = projectionOf(frame);
  const edge = apart / 2;
  const located = items.flatMap((listed) => {
    const { point } = listed.crossing;
    if (point === null || !isInBox(frame, point.longitude, point.latitude)) return [];
    const [homeX, homeY] = projection([point.longitude, point.latitude]) ?? [0, 0];
    return [{ listed, homeX, homeY }];
  });
  // The places do not depend on the order of the items, which changes with the answers.
  const homes = located.toSorted((a, b) => a.homeX - b.homeX);
  const spots = homes.map(({ homeX, homeY }) =>
    SPOT_OFFSETS.map(({ x, y, far }) => ({ x: homeX + x * apart, y: homeY + y * apart, far })).filter(
      ({ x, y }) =>
        edge < x &&
        x < frame.width - edge &&
        edge < y &&
        y < frame.height - edge &&
        obstacles.every((obstacle) => Math.hypot(obstacle.x - x, obstacle.y - y) >= apart * 0.8),
    ),
  );
  const chosen = spread(spots, apart - 0.01);
  const spotOf = new Map(homes.map((home, i) => [home, chosen[i]]));
  return located.map((home) => {
    const { listed, homeX, homeY } = home;
    const { x, y } = spotOf.get(home) ?? { x: homeX, y: homeY };
    return { listed, place: { x, y, homeX, homeY } };
  });
}
