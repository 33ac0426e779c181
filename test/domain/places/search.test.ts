import { distanceKm, isWithin } from "../../../src/domain/places/search.ts";

describe("a point is within a rectangle", () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude, confidence: "high" as const });
  const box = { west: -117, south: 31, east: -110, north: 33 };

  test("including its edges", () => {
    for (const [latitude, longitude] of [
      [31, -117],
      [33, -110],
      [32, -113],
    ] as const)
      expect(isWithin(at(latitude, longitude), box)).toBe(true);
    for (const [latitude, longitude] of [
      [30.99, -113],
      [33.01, -113],
      [32, -117.01],
      [32, -109.99],
    ] as const)
      expect(isWithin(at(latitude, longitude), box)).toBe(false);
  });

  test("also if the rectangle crosses the date line", () => {
    const around = { ...box, west: 170, east: -115 };
    expect([170, 175, -180, -116, -115].map((each) => isWithin(at(32, each), around))).toEqual(Array(5).fill(true));
    expect([169.9, 0, -114.9].map((each) => isWithin(at(32, each), around))).toEqual(Array(3).fill(false));
    expect(isWithin(at(34, 175), around)).toBe(false);
  });

  test("whose west is its east, on that meridian only", () => {
    const line = { ...box, east: -117 };
    expect([-117, -116.9].map((each) => isWithin(at(32, each), line))).toEqual([true, false]);
  });
});

test("the distance between two places follows the great circle", () => {
  const [sanYsidro, brownsville] = [
    { latitude: 32.5423, longitude: -117.0297 },
    { latitude: 25.8998, longitude: -97.4977 },
  ];
  expect(distanceKm(sanYsidro, sanYsidro)).toBe(0);
  expect(distanceKm(sanYsidro, brownsville)).toBeCloseTo(distanceKm(brownsville, sanYsidro), 6);
  // A quarter of a meridian, and half of the equator.
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 })).toBeCloseTo(10_007.56, 1);
  expect(distanceKm({ latitude: 0, longitude: -90 }, { latitude: 0, longitude: 90 })).toBeCloseTo(20_015.11, 1);
  // A degree of longitude shrinks with the latitude.
  expect(distanceKm({ latitude: 60, longitude: 0 }, { latitude: 60, longitude: 1 })).toBeCloseTo(55.6, 1);
});
