import { type GeoProjection, geoConicConformal, geoMercator } from "d3-geo";

/** A section of the map: its area in degrees, and the size of its drawing. */
export interface MapFrame {
  name: string;
  /** `west, south, east, north` in degrees. */
  box: readonly [number, number, number, number];
  width: number;
  height: number;
}

/** Side of a crowded area's outline on which the whole map shows the area's name. */
export type LabelSide = "above" | "below" | "left";

/** The frame of an area. Its name is the slug of the area. */
export interface AreaFrame extends MapFrame {
  /**
   * Side on which the name of a crowded area stands. The whole map shows such an area as an outline. Null if the area's
   * crossings have room on the whole map.
   */
  label: LabelSide | null;
}

/** Frame of the whole border, from the Pacific to the Gulf. */
export const BORDER: MapFrame = { name: "border", box: [-117.5, 25.55, -96.95, 33.2], width: 1000, height: 452 };

const areaFrame = (name: string, box: MapFrame["box"], label: LabelSide | null = null): AreaFrame => ({
  name,
  box,
  width: 320,
  height: 204,
  label,
});

/** Frames of the areas, from west to east. An area without a frame has no map of its own. */
export const AREA_FRAMES: readonly AreaFrame[] = [
  areaFrame("san-diego-tijuana", [-117.16, 32.4, -116.56, 32.7], "above"),
  areaFrame("calexico-mexicali", [-115.6, 32.6, -115.3, 32.74]),
  areaFrame("yuma-san-luis", [-115, 32.4, -114.45, 32.8]),
  areaFrame("lukeville-sasabe", [-113.1, 31.3, -111.3, 32.05]),
  areaFrame("nogales", [-110.985, 31.315, -110.92, 31.35], "below"),
  areaFrame("douglas-agua-prieta", [-110.1, 31.2, -109.4, 31.5]),
  areaFrame("el-paso-juarez", [-106.6, 31.2, -105.75, 31.85], "above"),
  areaFrame("presidio-ojinaga", [-104.6, 28.9, -102.7, 29.8]),
  areaFrame("del-rio-acuna", [-101.2, 29.25, -100.8, 29.52]),
  areaFrame("eagle-pass", [-100.545, 28.67, -100.475, 28.73], "left"),
  areaFrame("laredo", [-99.82, 27.46, -99.42, 27.74], "left"),
  areaFrame("rio-grande-valley", [-99.25, 25.6, -97.25, 26.85], "left"),
];

/**
 * Returns the projection of a frame. The whole border uses a conic conformal projection with parallels near the border.
 * For a single area, Mercator is accurate enough.
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
