import { type Area, isInArea } from "../../../src/domain/places/area.ts";

const at = (latitude: number, longitude: number) => ({ latitude, longitude, confidence: "high" as const });

/** A square of one degree with a hole in the middle, about 99 km by 111 km. */
const SQUARE: Area = [
  [
    [
      [-100, 27],
      [-99, 27],
      [-99, 28],
      [-100, 28],
      [-100, 27],
    ],
    [
      [-99.7, 27.3],
      [-99.3, 27.3],
      [-99.3, 27.7],
      [-99.7, 27.7],
      [-99.7, 27.3],
    ],
  ],
];

test.each([
  ["inside the outer ring", at(27.1, -99.9), 0, true],
  ["inside the hole", at(27.5, -99.5), 0, false],
  ["outside", at(26.9, -99.5), 0, false],
  ["1.1 km south of the edge, with a tolerance of 2 km", at(26.99, -99.5), 2, true],
  ["3.3 km south of the edge, with a tolerance of 2 km", at(26.97, -99.5), 2, false],
  ["1 km west of the edge, with a tolerance of 2 km", at(27.5, -100.01), 2, true],
  ["1.4 km from a corner, with a tolerance of 1 km", at(26.991, -100.01), 1, false],
  ["west of the area, at the latitude of two corners", at(28, -101), 0, false],
  ["east of the area, at the latitude of two corners", at(27, -98), 0, false],
])("a point %s", (_, point, tolerance, expected) => {
  expect(isInArea(point, SQUARE, tolerance)).toBe(expected);
});

test("a point is in an area of several polygons if it is in one of them", () => {
  const [square = []] = SQUARE;
  const east = square.map((ring) => ring.map(([x, y]) => [x + 5, y] as const));
  expect(isInArea(at(27.1, -94.9), [...SQUARE, east], 0)).toBe(true);
  expect(isInArea(at(27.1, -97), [...SQUARE, east], 0)).toBe(false);
});

test("the closing corner of a ring may be missing, and an empty area contains no point", () => {
  const open: Area = [[(SQUARE[0]?.[0] ?? []).slice(0, -1)]];
  expect(isInArea(at(27.5, -99.05), open, 0)).toBe(true);
  expect(isInArea(at(27.5, -99.05), [], 5)).toBe(false);
  expect(isInArea(at(27.5, -99.05), [[]], 5)).toBe(false);
});

test("random points are inside a random convex polygon if and only if they are left of each of its edges", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (let i = 0; i < 300; i++) {
    const angles = Array.from({ length: 3 + Math.floor(random() * 9) }, () => random() * 2 * Math.PI).sort(
      (a, b) => a - b,
    );
    const ring = angles.map((angle) => [-105 + Math.cos(angle), 31 + Math.sin(angle)] as const);
    const point = at(30 + 2 * random(), -106 + 2 * random());
    const isLeft = ring.every(([x1, y1], j) => {
      const [x2, y2] = ring[(j + 1) % ring.length] ?? [0, 0];
      return (x2 - x1) * (point.latitude - y1) - (y2 - y1) * (point.longitude - x1) > 0;
    });
    expect(isInArea(point, [[ring]], 0)).toBe(isLeft);
  }
});
