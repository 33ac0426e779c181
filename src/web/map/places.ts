import type { Crossing } from "../../domain/places/crossing.ts";
import { isInBox, type MapFrame, projectionOf } from "./frames.ts";
import type { Obstacle } from "./windows.ts";

/** Where a mark stands on a frame, and where its crossing lies; they differ where marks would hide one another. */
export interface Place {
  x: number;
  y: number;
  homeX: number;
  homeY: number;
}

/** Steps from home, nearest first: north and south of the border before along it. */
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
 * Places for those of the crossings that lie in a frame, none nearer to another than `apart`: each moves as little as
 * it must, keeps clear of `obstacles`, and stays in the frame. Those without a point have no place.
 */
export function placesOf<Item extends { crossing: Crossing }>(
  frame: MapFrame,
  items: readonly Item[],
  apart: number,
  obstacles: readonly Obstacle[],
): { listed: Item; place: Place }[] {
  const projection = projectionOf(frame);
  const placed: { listed: Item; place: Place }[] = [];
  const edge = apart / 2;
  for (const listed of items) {
    const { point } = listed.crossing;
    if (point === null || !isInBox(frame, point.longitude, point.latitude)) continue;
    const [homeX, homeY] = projection([point.longitude, point.latitude]) ?? [0, 0];
    const places = STEPS.map(([dx, dy]) => ({ x: homeX + dx * apart, y: homeY + dy * apart, homeX, homeY }));
    const isFree = ({ x, y }: Place) =>
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
