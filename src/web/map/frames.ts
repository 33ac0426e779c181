import { type GeoProjection, geoConicConformal, geoMercator } from "d3-geo";

/** A section of the map: its area in degrees, and the size of its drawing. */
export interface MapFrame {
  name: string;
  /** `west, south, east, north` in degrees. */
  box: readonly [number, number, number, number];
  width: number;
  height: number;
}

/** A frame whose outline is drawn on the whole map. `label` is the side with room for its name. */
export interface Inset extends MapFrame {
  label: "above" | "below" | "left" | "right";
}

/** Frame of the whole border, from the Pacific to the Gulf. */
export const BORDER: MapFrame = { name: "border", box: [-117.5, 25.55, -96.95, 33.2], width: 1000, height: 452 };

/** Parts of the border with many crossings, from west to east. Their names come from the regions in the seed. */
export const INSETS: readonly Inset[] = [
  { name: "sanDiego", box: [-117.14, 32.48, -116.88, 32.62], width: 320, height: 204, label: "above" },
  { name: "nogales", box: [-110.985, 31.315, -110.92, 31.35], width: 320, height: 204, label: "below" },
  { name: "elPaso", box: [-106.54, 31.64, -106.3, 31.8], width: 320, height: 204, label: "above" },
  { name: "eaglePass", box: [-100.545, 28.67, -100.475, 28.73], width: 320, height: 204, label: "right" },
  { name: "laredo", box: [-99.82, 27.46, -99.42, 27.74], width: 320, height: 204, label: "right" },
  { name: "valley", box: [-99.25, 25.6, -97.25, 26.85], width: 320, height: 204, label: "left" },
];

/**
 * Returns the projection of a frame. The whole border uses a conic conformal projection with parallels near the border.
 * For the small areas of the insets, Mercator is accurate enough.
 */
export function projectionOf({ box, width, height, name }: MapFrame): GeoProjection {
  const [west, south, east, north] = box;
  const projection = name === BORDER.name ? geoConicConformal().parallels([27, 32]).rotate([107.3, 0]) : geoMercator();
  const corners = {
    type: "MultiPoint" as const,
    coordinates: [
      [west, south],
      [east, south],
      [west, north],
      [east, north],
      [(west + east) / 2, north],
      [(west + east) / 2, south],
    ],
  };
  return projection.fitExtent(
    [
      [0, 0],
      [width, height],
    ],
    corners,
  );
}

export const isInBox = ({ box: [west, south, east, north] }: MapFrame, longitude: number, latitude: number): boolean =>
  west <= longitude && longitude <= east && south <= latitude && latitude <= north;
