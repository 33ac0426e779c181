import type { Crossing } from "../domain/crossing.ts";
import { isInBox, type MapFrame, projectionOf } from "./map-frames.ts";

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
 * it must, and stays in the frame. Those without a point have no place.
 */
export function placesOf(
  frame: MapFrame,
  crossings: readonly Crossing[],
  apart: number,
): { crossing: Crossing; place: Place }[] {
  const projection = projectionOf(frame);
  const placed: { crossing: Crossing; place: Place }[] = [];
  for (const crossing of crossings) {
    if (crossing.point === null || !isInBox(frame, crossing.point.longitude, crossing.point.latitude)) continue;
    const [homeX, homeY] = projection([crossing.point.longitude, crossing.point.latitude]) ?? [0, 0];
    const candidates = STEPS.map(([dx, dy]) => ({ x: homeX + dx * apart, y: homeY + dy * apart, homeX, homeY }));
    const isFree = ({ x, y }: Place) =>
      apart / 2 < x &&
      x < frame.width - apart / 2 &&
      apart / 2 < y &&
      y < frame.height - apart / 2 &&
      placed.every(({ place }) => Math.hypot(place.x - x, place.y - y) >= apart - 0.01);
    placed.push({ crossing, place: candidates.find(isFree) ?? { x: homeX, y: homeY, homeX, homeY } });
  }
  return placed;
}
