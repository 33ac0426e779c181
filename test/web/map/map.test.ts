import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mapGeometry } from "../../../scripts/map-geometry.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { ROOT } from "../../../src/root.ts";
import { AREA_FRAMES, BORDER, isInBox, projectionOf } from "../../../src/web/map/frames.ts";
import { MAP_GEOMETRY } from "../../../src/web/map/geometry.ts";
import { mapPlacesOf } from "../../../src/web/map/places.ts";

const { crossings } = JSON.parse(readFileSync(join(ROOT, "prisma/seed/crossings.json"), "utf8")) as {
  crossings: Crossing[];
};
const areas: { slug: string; crossings: string[] }[] = JSON.parse(
  readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8"),
);
const pointed = crossings.filter(({ point }) => point !== null);
const isCrowded = ({ point }: Crossing) =>
  AREA_FRAMES.some((frame) => frame.label !== null && isInBox(frame, point?.longitude ?? 0, point?.latitude ?? 0));

describe("the map", () => {
  test("equals the output of the script for the packaged boundaries", () => {
    expect(MAP_GEOMETRY).toEqual(mapGeometry());
  });

  test("shows every crossing with a known position on the whole map, and in the frame of its own area only", () => {
    for (const { slug, point } of pointed) {
      const [longitude, latitude] = [point?.longitude ?? 0, point?.latitude ?? 0];
      const area = areas.find(({ crossings }) => crossings.includes(slug))?.slug;
      const frames = AREA_FRAMES.filter((frame) => isInBox(frame, longitude, latitude)).map(({ name }) => name);
      expect([slug, frames, isInBox(BORDER, longitude, latitude)]).toEqual([slug, [area], true]);
    }
  });

  test.each([BORDER, ...AREA_FRAMES])(
    "keeps the icons apart and inside the frame $name, and moves none of them far",
    (frame) => {
      const shown = pointed
        .filter((crossing) => (frame === BORDER ? !isCrowded(crossing) : true))
        .map((crossing) => ({ crossing }));
      const placed = mapPlacesOf(frame, shown, 30, []);
      const expected = shown.filter(({ crossing: { point } }) =>
        isInBox(frame, point?.longitude ?? 0, point?.latitude ?? 0),
      );
      expect(placed).toHaveLength(expected.length);
      expect(placed.length).toBeGreaterThan(1);
      for (const [i, { place, listed }] of placed.entries()) {
        expect([
          listed.crossing.slug,
          place.x > 0 && place.x < frame.width && place.y > 0 && place.y < frame.height,
        ]).toEqual([listed.crossing.slug, true]);
        expect(Math.hypot(place.x - place.homeX, place.y - place.homeY)).toBeLessThan(2.1 * 30);
        for (const other of placed.slice(i + 1))
          expect(Math.hypot(place.x - other.place.x, place.y - other.place.y)).toBeGreaterThanOrEqual(29.9);
      }
    },
  );

  test("draws the border at the crossings", () => {
    const vertices = verticesOf(MAP_GEOMETRY[BORDER.name]?.line ?? "");
    const projection = projectionOf(BORDER);
    const off = pointed.map(({ point }) => {
      const [x = 0, y = 0] = projection([point?.longitude ?? 0, point?.latitude ?? 0]) ?? [];
      return distanceToLine(x, y, vertices);
    });
    // A unit of the whole map is about two kilometres, and its paths are rounded to half units.
    expect(off.filter((distance) => distance > 1)).toHaveLength(0);
  });
});

/** Returns the points of a path that consists of relative lines. */
function verticesOf(path: string): [number, number][] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Ml])(-?[\d.]+)[ ]?(-?[\d.]+)/g)].map(([, kind, dx, dy]) => {
    [x, y] = kind === "M" ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
    return [x, y];
  });
}

function distanceToLine(x: number, y: number, line: [number, number][]): number {
  return Math.min(
    ...line.slice(1).map(([bx, by], i) => {
      const [ax, ay] = line[i] ?? [0, 0];
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
    }),
  );
}
