import { type Html, html } from "../html.ts";
import { AREA_FRAMES, type AreaFrame, BORDER, type LabelSide, projectionOf } from "./frames.ts";

/** A point of the whole map that no icon may cover. */
export interface Obstacle {
  x: number;
  y: number;
}

/** Outline of a crowded area on the whole map, and the position of its name. */
interface Window {
  area: AreaFrame;
  x: number;
  y: number;
  width: number;
  height: number;
  label: { x: number; y: number; anchor: "start" | "middle" | "end" };
}

/** Minimum size of an outline, so that people can see and tap even the outline of a small area. */
const LEAST = { width: 30, height: 24 };

/** Height of a line of text and width of a letter, in map units, at the largest font size. Phones use that size. */
const LETTER = { height: 30, width: 16 };

const GAP = 9;

function windowOf(area: AreaFrame, side: LabelSide): Window {
  const projection = projectionOf(BORDER);
  const [west, south, east, north] = area.box;
  const [x0 = 0, y0 = 0] = projection([west, north]) ?? [];
  const [x1 = 0, y1 = 0] = projection([east, south]) ?? [];
  const [width, height] = [Math.max(x1 - x0, LEAST.width), Math.max(y1 - y0, LEAST.height)];
  const [x, y] = [(x0 + x1 - width) / 2, (y0 + y1 - height) / 2];
  const middle = { x: x + width / 2, y: y + height / 2 + LETTER.height / 3 };
  const label = {
    // Near the western edge, the name starts at the left edge of its outline.
    above: { x: x < 200 ? Math.max(x, GAP) : middle.x, y: y - GAP, anchor: x < 200 ? "start" : "middle" },
    below: { x: middle.x, y: y + height + LETTER.height, anchor: "middle" },
    left: { x: x - GAP, y: middle.y, anchor: "end" },
  } as const;
  return { area, x, y, width, height, label: label[side] };
}

const WINDOWS: readonly Window[] = AREA_FRAMES.flatMap((area) =>
  area.label === null ? [] : [windowOf(area, area.label)],
);

/**
 * Renders the outlines of crowded areas on the whole map. `wrap` turns the shapes of the area with the given slug into
 * a link or a button.
 */
export const mapWindows = (
  areas: readonly AreaFrame[],
  names: ReadonlyMap<string, string>,
  wrap: (slug: string, shapes: Html) => Html,
): Html =>
  html`${WINDOWS.filter(({ area }) => areas.includes(area)).map(
    ({ area: { name }, x, y, width, height, label }) =>
      html`${wrap(
        name,
        html`<circle class="touch" cx="${roundForDrawing(x + width / 2)}" cy="${roundForDrawing(y + height / 2)}" r="36"/><rect class="window" x="${roundForDrawing(x)}" y="${roundForDrawing(y)}" width="${roundForDrawing(width)}" height="${roundForDrawing(height)}" rx="4"/><text x="${roundForDrawing(label.x)}" y="${roundForDrawing(label.y)}" text-anchor="${label.anchor}">${names.get(name)}</text>`,
      )}
`,
  )}`;

/** Returns the obstacles for icons on the whole map: the outlines of crowded areas and their names. */
export function windowObstacles(names: ReadonlyMap<string, string>): Obstacle[] {
  return WINDOWS.filter(({ area }) => names.has(area.name)).flatMap(({ area, x, y, width, height, label }) => {
    const length = (names.get(area.name)?.length ?? 0) * LETTER.width;
    const start = label.x - { start: 0, middle: length / 2, end: length }[label.anchor];
    return [
      ...along(x, width).map((at) => ({ x: at, y: y + height / 2 })),
      ...along(start, length).map((at) => ({ x: at, y: label.y - LETTER.height / 3 })),
    ];
  });
}

/** Returns points along a length, so close together that no icon fits between them. */
const along = (start: number, length: number): number[] =>
  Array.from({ length: Math.ceil(length / 20) + 1 }, (_, i) => start + Math.min(i * 20, length));

/** Formats a length in drawing units, rounded to the visible precision. */
export const roundForDrawing = (value: number): string => String(Math.round(value * 10) / 10);
