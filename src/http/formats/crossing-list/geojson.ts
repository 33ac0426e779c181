import type { Feature, Point } from "geojson";
import { markerColour } from "../../../web/marks/badge.ts";
import { statusIconOfAll } from "../../../web/marks/status-icon.ts";
import type { CrossingListForm } from "./form.ts";

/** Last member of the properties of a feature. A distance is added before it. */
const LAST = ',"pointConfidence":';

/** Crossings as an RFC 7946 FeatureCollection. The geometry is null if the location is unknown. */
export const crossingsGeoJson: CrossingListForm = {
  name: "geojson",
  type: "application/geo+json",
  head: ({ at, asOf }) => `{"type":"FeatureCollection","at":"${at}","asOf":${asOf},"features":[`,
  item({ point, ...properties }, { standings }) {
    const feature: Feature<Point | null> = {
      type: "Feature",
      id: properties.slug,
      geometry: point && { type: "Point", coordinates: [point.lon, point.lat] },
      properties: {
        // Members of simplestyle-spec, which maps show without being told.
        title: properties.name,
        description: properties.summary,
        "marker-color": markerColour(statusIconOfAll(standings)),
        ...properties,
        pointConfidence: point?.confidence ?? null,
      },
    };
    return JSON.stringify(feature);
  },
  placed(text, distanceKm) {
    if (distanceKm === null) return text;
    const end = text.lastIndexOf(LAST);
    return `${text.slice(0, end)},"distanceKm":${distanceKm}${text.slice(end)}`;
  },
  isSameInAll: true,
  separator: ",",
  tail: () => "]}",
};
