import type { Crossing } from "../../domain/places/crossing.ts";
import { isInBox, type MapFrame, projectionOf } from "./frames.ts";
import type { Obstacle } from "./windows.ts";

/** Position of an icon on a frame, and the location of its crossing. The two differ if the icon had to move aside. */
export interface MapPlace {
  x: number;
  y: number;
  homeX: number;
  homeY: number;
}

/** Offsets from the crossing's location, nearest first. Offsets north and south come before those along the border. */
const STEPS = [0, 1, 2, 3]
  .flatMap((dx) =>
    [0, 1, 2, 3].flatMap(
      (dy) =>
        [
          [dx, dy],
          [-dx, dy],
          [dx, -dy],
          [-dx, -dy],
        ] as const,
    ),
  )
  .sort(([ax, ay], [bx, by]) => Math.hypot(1.2 * ax, ay) - Math.hypot(1.2 * bx, by));

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
  const placed: { listed: Item; place: MapPlace }[] = [];
  const edge = apart / 2;
  for (const listed of items) {
    const { point } = listed.crossing;
    if (point === null || !isInBox(frame, point.longitude, point.latitude)) continue;
    const [homeX, homeY] = projection([point.longitude, point.latitude]) ?? [0, 0];
    const places = STEPS.map(([dx, dy]) => ({ x: homeX + dx * apart, y: homeY + dy * apart, homeX, homeY }));
    const isFree = ({ x, y }: MapPlace) =>
      edge < x &&
      x < frame.width - edge &&
      edge < y &&
      y < frame.height - edge &&
      placed.every(({ place }) => Math.hypot(place.x - x, place.y - y) >= apart - 0.01) &&
      obstacles.every((obstacle) => Math.hypot(obstacle.x - x, obstacle.y - y) >= apart * 0.8);
    placed.push({ listed, place: places.find(isFree) ?? { x: homeX, y: homeY, homeX, homeY } });
  }
  return placed;
}
