import type { Point } from "../../../src/domain/places/crossing.ts";
import { type AreaOfCrossing, findArea, groupByArea, nearestArea } from "../../../src/domain/places/metro-area.ts";

const area = (slug: string, position: number, rank: number): AreaOfCrossing => ({
  slug,
  name: { en: slug },
  position,
  rank,
});
const at = (longitude: number): Point => ({ latitude: 30, longitude, confidence: "high" });
const inArea = (name: string, area: AreaOfCrossing | null) => ({ name, crossing: { area } });

test("crossings are grouped by area, with the busiest area first, and in each area the busiest crossing first", () => {
  const items = [
    inArea("small", area("east", 1, 1)),
    inArea("elsewhere", null),
    inArea("large", area("east", 1, 0)),
    inArea("largest", area("west", 0, 0)),
  ];
  const { groups, outside } = groupByArea(items);
  expect(groups.map(({ area: { slug }, crossings }) => [slug, crossings.map(({ name }) => name)])).toEqual([
    ["west", ["largest"]],
    ["east", ["large", "small"]],
  ]);
  expect(outside.map(({ name }) => name)).toEqual(["elsewhere"]);
});

test("an area is found by its slug if a crossing is in it", () => {
  const crossings = [{ area: null }, { area: area("east", 1, 0) }];
  expect(findArea("east", crossings)?.position).toBe(1);
  expect(findArea("west", crossings)).toBeUndefined();
});

test("a crossing that no area names comes last in the nearest area, unless that area is far away", () => {
  const others = [
    { point: at(-100), area: area("west", 0, 0) },
    { point: at(-98), area: area("east", 1, 0) },
    { point: null, area: area("east", 1, 3) },
    { point: at(-99.4), area: null },
  ];
  // A degree of longitude is 96 km long here.
  expect(nearestArea({ point: at(-98.5) }, others)).toEqual(area("east", 1, 4));
  expect(nearestArea({ point: at(-97) }, others)).toBeNull();
  expect(nearestArea({ point: null }, others)).toBeNull();
});
