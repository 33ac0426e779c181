import { Temporal } from "temporal-polyfill";
import { FeedError } from "../../../src/feeds/fetch/feed-error.ts";
import { readAlerts } from "../../../src/feeds/nws-alerts/read.ts";
import { crossings } from "../../seed/seed-files.ts";
import { type AlertGiven, alertDocument, alertFeature, oid } from "../../support/nws-document.ts";

const ALL = [...crossings.values()];
const ADDRESS = { publisher: "National Weather Service", url: "https://api.weather.gov/alerts/active?area=TX" };
const NOW = Temporal.Instant.from("2026-12-01T15:10:00Z");
const COLOMBIA = "Laredo-Colombia Solidarity International Bridge";

const read = (...features: unknown[]) => readAlerts(JSON.stringify(alertDocument(...features)), ADDRESS, ALL, NOW);
const placesOf = (alert: AlertGiven | object): [places: string | undefined, doubts: string] => {
  const [advisory] = read(alert).items;
  return [advisory?.title.replace(/^.*?: /, ""), advisory?.doubts.join() ?? ""];
};
const shaped = (id: string, geometry: unknown, counties?: string[]) => ({
  ...alertFeature({ id, ...(counties === undefined ? {} : { counties }) }),
  geometry,
});

describe("the place of a warning", () => {
  test("is the warning's polygon, not the warning's county", () => {
    expect(placesOf({ id: "a1", box: [-99.78, 27.67, -99.72, 27.72] })).toEqual([COLOMBIA, ""]);
  });

  test("includes bridges just beyond the edge of the polygon, which often follows the river", () => {
    expect(placesOf({ id: "a2", box: [-99.735, 27.67, -99.7, 27.72] })[0]).toBe(COLOMBIA);
    expect(placesOf({ id: "a3", box: [-99.7, 27.67, -99.65, 27.72] })[0]).toBeUndefined();
  });

  test("may be several polygons", () => {
    const square = (west: number) => [
      [
        [west, 27.67],
        [west + 0.06, 27.67],
        [west + 0.06, 27.72],
        [west, 27.67],
      ],
    ];
    expect(placesOf(shaped("a4", { type: "MultiPolygon", coordinates: [square(-95), square(-99.78)] }))[0]).toBe(
      COLOMBIA,
    );
    expect(placesOf(shaped("a5", { type: "MultiPolygon", coordinates: [square(-95)] }))[0]).toBeUndefined();
  });

  test("consists of the warning's counties if there is no polygon, and the proposal says so", () => {
    const [names, doubts] = placesOf({ id: "a6", box: null, counties: ["48377", "48323"] });
    expect(names).toMatch(/Eagle Pass.* and 1 more$/);
    expect(doubts).toContain("The alert is matched by county at");
    expect(doubts).toContain("Its area: Webb, TX");
  });

  test("consists of the warning's counties if the polygon has an unknown type, is invalid or is empty", () => {
    for (const geometry of [
      { type: "GeometryCollection", geometries: [] },
      { type: "Polygon", coordinates: [[["west", 27]]] },
      { type: "Polygon", coordinates: [] },
      { type: "MultiPolygon", coordinates: [] },
      { type: "MultiPolygon", coordinates: [[], []] },
      "somewhere",
    ])
      expect(placesOf(shaped("a7", geometry, ["48465"]))[0]).toContain("Del Rio");
  });

  test("may be given by the code of a county alone, but not by the code of a zone", () => {
    const coded = (UGC: string[]) => {
      const feature = alertFeature({ id: "a8", box: null }) as { properties: Record<string, unknown> };
      feature.properties.geocode = { UGC };
      return feature;
    };
    expect(placesOf(coded(["TXC465"]))[0]).toContain("Del Rio");
    expect(placesOf(coded(["AZC465", "TXZ465", "TXC46"]))[0]).toBeUndefined();
  });

  test("includes crossings without a position by their county", () => {
    const alert = { id: "a9", box: [-115.6, 32.6, -115.3, 32.72], counties: ["06025"] } satisfies AlertGiven;
    const [names, doubts] = placesOf(alert);
    expect(names).toContain("Calexico");
    expect(doubts).toContain("matched by county at Calexico rail crossing, ");
  });

  test("that contains no crossing leads to no advisory", () => {
    expect(read({ id: "b1", box: [-97.8, 30.2, -97.6, 30.4], counties: ["48453"] }).items).toEqual([]);
  });
});

test("an alert becomes a note, and a long text is shortened without losing the alert's id", () => {
  const [advisory] = read({ id: "c1", headline: "H".repeat(5000), description: "D\u0000\u202e".repeat(3000) }).items;
  expect(advisory).toMatchObject({ key: oid("c1"), subject: null, isFollowUp: false, reason: "weather" });
  expect(advisory?.note.length).toBeLessThanOrEqual(2000);
  expect(advisory?.note).toContain(oid("c1"));
  for (const hidden of ["\u0000", "\u202e"]) expect(advisory?.note).not.toContain(hidden);
  expect(advisory?.source.title.length).toBe(500);
});

test("an alert is left out if another one in the same document replaces it", () => {
  const { items } = read({ id: "d1" }, { id: "d2", messageType: "Update", references: ["d1"] });
  expect(items.map(({ key }) => key)).toEqual([oid("d2")]);
});

test.each([
  ["expires", "tomorrow", 'properties.expires is not a time with an offset: "tomorrow"'],
  ["sent", "2026-12-01T09:00:00", 'properties.sent is not a time with an offset: "2026-12-01T09:00:00"'],
  ["event", null, "properties.event "],
  ["id", "", "properties.id "],
  ["references", "a1", "properties.references "],
  ["geocode", 7, "properties.geocode "],
])("an alert whose %s is %j is left out and named, and the others are read", (field, value, reason) => {
  const flawed = alertFeature({ id: "e1" }) as { properties: Record<string, unknown> };
  flawed.properties[field] = value;
  const { items, leftOut } = read({ id: "e2" }, flawed, { id: "e3" });
  expect(items).toHaveLength(2);
  expect(leftOut).toEqual([expect.stringContaining(`alert 2: ${reason}`)]);
});

test.each(["", "null", "[]", "<html>", '{"type":"Feature"}', '{"type":"FeatureCollection"}', '{"title":"Not Found"}'])(
  "%j is not a list of alerts",
  (body) => {
    expect(() => readAlerts(body, ADDRESS, ALL, NOW)).toThrow(FeedError);
  },
);
