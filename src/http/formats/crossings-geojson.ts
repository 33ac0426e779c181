import type { FeatureCollection, Point } from "geojson";
import type { z } from "zod";
import type { Form } from "../route.ts";
import type { CrossingsAnswer } from "../wire/crossing.ts";

/** Crossings as an RFC 7946 FeatureCollection. The geometry is null if the location is unknown. */
export const crossingsGeoJson: Form = {
  name: "geojson",
  type: "application/geo+json",
  write(wire) {
    const { crossings, ...members } = wire as z.input<typeof CrossingsAnswer>;
    const collection: FeatureCollection<Point | null> = {
      type: "FeatureCollection",
      ...members,
      features: crossings.map(({ point, ...properties }) => ({
        type: "Feature",
        id: properties.slug,
        geometry: point && { type: "Point", coordinates: [point.lon, point.lat] },
        properties: { ...properties, pointConfidence: point?.confidence ?? null },
      })),
    };
    return JSON.stringify(collection);
  },
};
