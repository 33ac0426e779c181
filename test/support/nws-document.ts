/** An alert of the National Weather Service. Omitted fields have the values of a flood warning at Laredo. */
export interface AlertGiven {
  id: string;
  messageType?: string;
  event?: string;
  severity?: string;
  certainty?: string;
  status?: string;
  sent?: string;
  expires?: string;
  ends?: string | null;
  /** Edges of a box: west, south, east, north. Null for an alert without a polygon. */
  box?: [number, number, number, number] | null;
  counties?: string[];
  references?: string[];
  headline?: string;
  description?: string;
}

export const oid = (id: string): string => `urn:oid:2.49.0.1.840.0.${id}.001.1`;

/** A box around the two road bridges in the middle of Laredo. */
export const LAREDO: [number, number, number, number] = [-99.53, 27.48, -99.49, 27.52];

/** Returns a feature in the format of `api.weather.gov/alerts/active`. */
export function alertFeature(given: AlertGiven): object {
  const { id, event = "Flood Warning", box = LAREDO, counties = ["48479"], references = [] } = given;
  const [west, south, east, north] = box ?? [0, 0, 0, 0];
  const url = `https://api.weather.gov/alerts/${oid(id)}`;
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    id: url,
    type: "Feature",
    geometry: box === null ? null : { type: "Polygon", coordinates: [corners] },
    properties: {
      "@id": url,
      "@type": "wx:Alert",
      id: oid(id),
      areaDesc: "Webb, TX",
      geocode: { SAME: counties.map((fips) => `0${fips}`), UGC: [] },
      affectedZones: [],
      references: references.map((each) => ({
        "@id": `https://api.weather.gov/alerts/${oid(each)}`,
        identifier: oid(each),
        sender: "w-nws.webmaster@noaa.gov",
        sent: "2026-12-01T06:00:00-06:00",
      })),
      sent: given.sent ?? "2026-12-01T09:00:00-06:00",
      effective: given.sent ?? "2026-12-01T09:00:00-06:00",
      onset: given.sent ?? "2026-12-01T09:00:00-06:00",
      expires: given.expires ?? "2026-12-01T21:00:00-06:00",
      ends: given.ends === undefined ? "2026-12-02T18:00:00-06:00" : given.ends,
      status: given.status ?? "Actual",
      messageType: given.messageType ?? "Alert",
      category: "Met",
      severity: given.severity ?? "Severe",
      certainty: given.certainty ?? "Likely",
      urgency: "Expected",
      event,
      sender: "w-nws.webmaster@noaa.gov",
      senderName: "NWS Corpus Christi TX",
      headline: given.headline ?? `${event} issued December 1 at 9:00AM CST by NWS Corpus Christi TX`,
      description:
        given.description ?? "* WHAT...Flooding caused by excessive rainfall.\n\n* WHERE...The Rio Grande at Laredo.",
      instruction: "Turn around, don't drown when encountering flooded roads.",
      response: "Avoid",
      parameters: { VTEC: ["/O.NEW.KCRP.FL.W.0042.261201T1500Z-261203T0000Z/"] },
    },
  };
}

const isAlertGiven = (each: unknown): each is AlertGiven =>
  typeof each === "object" && each !== null && "id" in each && !("type" in each);

/** Returns a document in the format of `api.weather.gov/alerts/active`. */
export const alertDocument = (...features: unknown[]): object => ({
  "@context": ["https://geojson.org/geojson-ld/geojson-context.jsonld", { "@version": "1.1" }],
  type: "FeatureCollection",
  features: features.map((each) => (isAlertGiven(each) ? alertFeature(each) : each)),
  title: "Current watches, warnings, and advisories for Texas",
  updated: "2026-12-01T15:05:00+00:00",
});
