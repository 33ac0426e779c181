import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { geoPath } from "d3-geo";
import type { Feature, MultiLineString, MultiPolygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { ROOT } from "../src/root.ts";
import { AREA_FRAMES, BORDER, type MapFrame, projectionOf } from "../src/web/map/frames.ts";

/**
 * Generates `src/web/map/geometry.ts`: the paths of the map in the units of each frame. The outline of the United
 * States, which includes the border, is the Census Bureau's (us-atlas). It is accurate to about 200 m at the crossings.
 * The coasts are Natural Earth's (world-atlas). Both are in the public domain.
 */
interface Paths {
  land: string;
  north: string;
  line: string;
  states: string;
}

type Atlas = Topology<Record<string, GeometryCollection>>;
const atlas = (path: string) => JSON.parse(readFileSync(join(ROOT, "node_modules", path), "utf8")) as Atlas;

/** Where the border meets the Pacific and the Gulf. */
const PACIFIC: Position = [-117.124, 32.534];
const GULF: Position = [-97.14, 25.958];

/** Shapes extend this far beyond a frame, so that their edges are invisible. */
const MARGIN = 8;

export function mapGeometry(): Record<string, Paths> {
  const us = atlas("us-atlas/counties-10m.json");
  const world = atlas("world-atlas/land-10m.json");
  const nation = feature(us, us.objects.nation as GeometryCollection).features[0] as Feature<MultiPolygon>;
  const earth = feature(world, world.objects.land as GeometryCollection).features[0] as Feature<MultiPolygon>;
  const land: MultiPolygon = { type: "MultiPolygon", coordinates: earth.geometry.coordinates.filter(isNear) };
  const states = mesh(us, us.objects.states as never, (a, b) => a !== b);
  const mainland = nation.geometry.coordinates.map(([ring]) => ring ?? []).sort((a, b) => b.length - a.length)[0] ?? [];
  const line = borderOf(mainland);
  return Object.fromEntries(
    [BORDER, ...AREA_FRAMES].map((frame) => [frame.name, pathsOf(frame, { nation, land, states, line })]),
  );
}

/** Returns true if a shape has a point near the border. */
const isNear = ([ring = []]: Position[][]): boolean =>
  ring.some(([lon = 0, lat = 0]) => -120 < lon && lon < -94 && 23 < lat && lat < 36);

/** Extracts the part of the outline between the Pacific and the Gulf. */
function borderOf(ring: Position[]): MultiLineString {
  const nearest = (to: Position) =>
    ring.reduce((best, point, i) => (distance(point, to) < distance(ring[best] ?? point, to) ? i : best), 0);
  const [from, to] = [nearest(PACIFIC), nearest(GULF)];
  const one = from < to ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];
  const other = from < to ? [...ring.slice(to), ...ring.slice(0, from + 1)] : ring.slice(to, from + 1);
  // Two ways along the outline join these points. The shorter one is the border.
  return { type: "MultiLineString", coordinates: [one.length < other.length ? one : other] };
}

const distance = (a: Position, b: Position): number => Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0));

function pathsOf(
  frame: MapFrame,
  shapes: { nation: Feature<MultiPolygon>; land: MultiPolygon; states: MultiLineString; line: MultiLineString },
): Paths {
  const { width, height } = frame;
  const projection = projectionOf(frame).clipExtent([
    [-MARGIN, -MARGIN],
    [width + MARGIN, height + MARGIN],
  ]);
  const path = geoPath(projection).digits(1);
  const draw = (shape: Feature | MultiLineString | MultiPolygon) => simpler(path(shape) ?? "");
  return {
    land: draw(shapes.land),
    north: draw(shapes.nation),
    line: draw(shapes.line),
    states: draw(shapes.states),
  };
}

/** Largest deviation of a simplified path, in units of a frame. */
const TOLERANCE = 0.6;

/** Simplifies a path (Douglas-Peucker) and writes it as relative steps. */
function simpler(path: string): string {
  return path
    .split("M")
    .slice(1)
    .map((part) => {
      const closed = part.endsWith("Z");
      const points = part
        .replace("Z", "")
        .split("L")
        .map((pair) => pair.split(",").map(Number) as [number, number]);
      const kept = thinned(points);
      return kept.length < (closed ? 4 : 2) ? "" : steps(kept) + (closed ? "Z" : "");
    })
    .join("");
}

type Pair = [number, number];

function thinned(points: Pair[]): Pair[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 3) return points;
  let [far, at] = [0, 0];
  for (const [i, point] of points.entries()) {
    const off = offLine(point, first, last);
    if (off > far) [far, at] = [off, i];
  }
  if (far <= TOLERANCE) return [first, last];
  return [...thinned(points.slice(0, at + 1)), ...thinned(points.slice(at)).slice(1)];
}

function offLine([x, y]: Pair, [ax, ay]: Pair, [bx, by]: Pair): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/**
 * Formats points as relative steps, which are a third shorter than positions. Rounds the positions first, so that
 * errors do not add up.
 */
function steps(points: Pair[]): string {
  const round = (value: number) => Math.round(value * 2) / 2;
  let [x, y] = [0, 0];
  return points
    .map((point, i) => {
      const [toX, toY] = [round(point[0]), round(point[1])];
      const step = i === 0 ? `M${toX} ${toY}` : `l${toX - x} ${toY - y}`;
      [x, y] = [toX, toY];
      return step.replaceAll(" -", "-").replace(/(^|[-\sMl])0\./g, "$1.");
    })
    .join("");
}

/** Returns the contents of the generated file. */
const geometrySource = (): string =>
  `/** Made by \`npm run map\` from us-atlas and world-atlas; see scripts/map-geometry.ts. */
export const MAP_GEOMETRY: Record<string, { land: string; north: string; line: string; states: string }> = ${JSON.stringify(mapGeometry(), null, 2)};
`;

const GEOMETRY_FILE = join(ROOT, "src/web/map/geometry.ts");

if (process.argv.includes("--write")) writeFileSync(GEOMETRY_FILE, geometrySource());
