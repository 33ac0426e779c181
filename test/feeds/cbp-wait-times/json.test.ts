import type { Lane } from "../../../src/domain/feed/observation.ts";
import { readJsonFeed } from "../../../src/feeds/cbp-wait-times/json.ts";
import type { KnownRow } from "../../../src/feeds/cbp-wait-times/known-row.ts";
import { jsonDocument, jsonPort, knownSample, type LaneSample, moving, type PortSample } from "../port-sample.ts";

/** Returns the first lane of the only reading in a document with one row. */
function standardLane(lane: LaneSample, row: PortSample = {}, known: Partial<KnownRow> = {}): Lane | undefined {
  const document = readJsonFeed(jsonDocument({ ...row, passenger: { standard: lane } }), [knownSample(known)]);
  return document.readings[0]?.lanes[0];
}

const instants = (lane: Lane | undefined): string | undefined => lane?.at?.toString();

describe("a row", () => {
  test("gives one northbound reading per mode, with the lanes of that mode", () => {
    const body = jsonDocument({
      passenger: {
        standard: moving("25", "At 1:00 pm CDT"),
        sentri: { operational_status: "Lanes Closed" },
        ready: { operational_status: "Update Pending" },
      },
      commercial: { fast: { operational_status: "Strike" } },
    });
    const { readings } = readJsonFeed(body, [
      knownSample({ modes: ["passenger", "pedestrian", "commercial", "rail"] }),
    ]);
    expect(readings.map(({ service }) => `${service.crossing}/${service.mode}/${service.direction}`)).toEqual([
      "sample-bridge/passenger/northbound",
      "sample-bridge/pedestrian/northbound",
      "sample-bridge/commercial/northbound",
    ]);
    expect(readings.map(({ lanes }) => lanes.map(({ kind, says }) => `${kind} ${says}`))).toEqual([
      ["standard number", "sentri closed", "ready pending"],
      ["standard none", "ready none"],
      ["standard none", "fast unknown"],
    ]);
    expect(readings[0]?.lanes[0]).toMatchObject({ minutes: 25, lanesOpen: 2 });
    expect(instants(readings[0]?.lanes[0])).toBe("2026-08-12T18:00:00Z");
  });

  test("may serve two crossings, each with its own modes", () => {
    const body = jsonDocument({
      passenger: { standard: moving("70", "At 1:00 pm CDT") },
      pedestrian: { standard: moving("15", "At 1:00 pm CDT") },
    });
    const document = readJsonFeed(body, [
      knownSample(),
      knownSample({ crossing: "sample-gate", modes: ["pedestrian"] }),
    ]);
    expect(document).toMatchObject({ rows: 1, matchedRows: 1 });
    expect(document.readings.map(({ service, lanes }) => [service.crossing, service.mode, lanes[0]?.minutes])).toEqual([
      ["sample-bridge", "passenger", 70],
      ["sample-gate", "pedestrian", 15],
    ]);
  });

  test("that is not listed gives no reading, but is counted if it belongs to the Mexican border", () => {
    const body = jsonDocument(
      {},
      { port_number: "999902", border: "Frontera mexicana" },
      { port_number: "999903", border: "Canadian Border" },
      { port_number: "0999901" },
      { port_number: "999901", passenger: { standard: moving("5", "At 1:00 pm CDT") } },
    );
    const document = readJsonFeed(body, [knownSample()]);
    expect(document).toMatchObject({ rows: 4, matchedRows: 1 });
    expect(document.readings.map(({ lanes }) => lanes[0]?.says)).toEqual(["none"]);
  });

  test("that is new, missing or invalid is named", () => {
    const { commercial_vehicle_lanes: _, passenger_vehicle_lanes: __, pedestrian_lanes: ___, ...bare } = jsonPort({});
    const body = JSON.stringify([
      jsonPort({}),
      jsonPort({ port_number: "250605" }),
      jsonPort({ port_number: "L99901" }),
      jsonPort({ port_number: "260305" }),
      jsonPort({ port_number: "070801", border: "Canadian Border" }),
      { ...bare, port_number: "999903" },
      null,
    ]);
    const known = ["999901", "l99901", "999903"].map((portNumber) => knownSample({ portNumber }));
    const document = readJsonFeed(body, known);
    expect(document).toMatchObject({
      matchedRows: 1,
      unknown: [
        { key: "250605", name: "Sample – Old Bridge" },
        { key: "L99901", name: "Sample – Old Bridge" },
      ],
      absent: ["l99901"],
      faulty: ["999903", "row 7"],
    });
    expect(document.readings).toHaveLength(1);
  });

  test("with an invalid time zone does not affect the other rows", () => {
    const body = jsonDocument(
      { port_number: "999902", passenger: { standard: moving("5", "At 1:00 pm CDT") } },
      { passenger: { standard: moving("5", "At 1:00 pm CDT") } },
    );
    const known = [knownSample(), knownSample({ portNumber: "999902", stampZone: "America/Nowhere" })];
    expect(readJsonFeed(body, known)).toMatchObject({ matchedRows: 1, faulty: ["999902"] });
  });

  test("gives its notice and its name with forbidden characters replaced", () => {
    const row = { ...jsonPort({ port_number: "250605" }), port_name: "San\u0000 Diego\ud800\u202e" };
    const noticed = { ...jsonPort({}), construction_notice: "Closed\u0000 at 6.\r\nSee \udc00 us. " };
    const { unknown, listed } = readJsonFeed(JSON.stringify([row, noticed]), [knownSample()]);
    expect([unknown[0]?.name, listed[0]?.notice]).toEqual([
      "San\uFFFD Diego\uFFFD\uFFFD – Old Bridge",
      "Closed\uFFFD at 6.\nSee \uFFFD us.",
    ]);
  });

  test("keeps its hours as printed, or null if there are none", () => {
    const hours = (text: string) => readJsonFeed(jsonDocument({ hours: text }), [knownSample()]).readings[0]?.hoursText;
    expect([hours("24 Hrs/Día"), hours(" 6 am-8 pm "), hours("")]).toEqual(["24 Hrs/Día", "6 am-8 pm", null]);
    expect(hours("6 am\0-\uD8008 pm")).toBe("6 am\uFFFD-\uFFFD8 pm");
  });

  test("is parsed regardless of its port status", () => {
    const body = (port_status: string) => jsonDocument({ port_status });
    expect(readJsonFeed(body("Open"), [knownSample()])).toEqual(readJsonFeed(body("Closed"), [knownSample()]));
  });
});

describe("a lane", () => {
  test.each([
    ["delay without minutes", { operational_status: "delay" }],
    ["no delay without minutes", { operational_status: "no delay" }],
    ["delay with minutes that are not a number", { operational_status: "delay", delay_minutes: "soon" }],
    ["an unknown word with minutes", { operational_status: "Temporarily Suspended", delay_minutes: "0" }],
    ["no word with minutes", { operational_status: "", delay_minutes: "0" }],
  ])("with %s is unknown and has no minutes", (_, lane) => {
    const silent = { says: "unknown", minutes: null, lanesOpen: null, at: null };
    expect(standardLane({ lanes_open: "1", update_time: "At 1:00 pm CDT", ...lane })).toMatchObject(silent);
  });

  test.each(["N/A", "Lanes Closed", "Update Pending", "Carriles cerrados"])(
    "with the status %s has no minutes, regardless of its other fields",
    (word) => {
      const lane = standardLane({ ...moving("0", "At 1:00 pm CDT"), operational_status: word });
      expect(lane).toMatchObject({ minutes: null, lanesOpen: null, at: null });
    },
  );

  test("without delay may state a wait in minutes, even 0 minutes", () => {
    const minutes = (text: string) =>
      standardLane({ ...moving(text, "At Noon CDT"), operational_status: "Sin demora" })?.minutes;
    expect([minutes("0"), minutes("8")]).toEqual([0, 8]);
  });

  test("with an invalid timestamp has a wait without a time", () => {
    expect(standardLane(moving("5", "recently"))).toMatchObject({ says: "number", minutes: 5, at: null });
  });
});

// The same instant, 17:25 UTC, in the time zone of each kind of row.
describe("the time zones of a row", () => {
  const nogales = { documentZone: "America/Denver", stampZone: "America/Phoenix" };
  const douglas = { documentZone: "America/Los_Angeles", stampZone: "America/Phoenix" };

  test.each([
    ["Nogales in summer", nogales, "7/10/2026", "11:25:00", "At 10:00 am MST", "2026-07-10T17"],
    ["Nogales in winter", nogales, "1/10/2027", "10:25:00", "At 10:00 am MST", "2027-01-10T17"],
    ["Douglas in summer", douglas, "7/10/2026", "10:25:00", "At 10:00 am PST", "2026-07-10T17"],
    ["Douglas in winter", douglas, "1/10/2027", "9:25:00", "At 10:00 am PST", "2027-01-10T17"],
  ])("apply to the document's time and to the timestamps: %s", (_, zones, date, time, stamp, hour) => {
    const document = readJsonFeed(jsonDocument({ date, time, passenger: { standard: moving("5", stamp) } }), [
      knownSample(zones),
    ]);
    expect(document.madeAt?.toString()).toBe(`${hour}:25:00Z`);
    expect(instants(document.readings[0]?.lanes[0])).toBe(`${hour}:00:00Z`);
  });

  test("are ignored for rows that are not listed", () => {
    const ghosts = [
      { port_number: "999902", time: "15:20:00" },
      { port_number: "999903", time: "15:20:00" },
    ];
    expect(readJsonFeed(jsonDocument({}, ...ghosts), [knownSample()]).madeAt?.toString()).toBe("2026-08-12T18:20:00Z");
    expect(readJsonFeed(jsonDocument({}), []).madeAt).toBeNull();
    expect(readJsonFeed(jsonDocument({ date: "" }), [knownSample()]).madeAt).toBeNull();
  });
});

describe("a document", () => {
  test("may be a single port instead of a list", () => {
    expect(readJsonFeed(JSON.stringify(jsonPort({})), [knownSample()])).toMatchObject({ rows: 1, matchedRows: 1 });
  });

  test("may lack keys, have more keys, and contain {} for an empty value", () => {
    const { automation: _, construction_notice: __, hours: ___, ...row } = jsonPort({});
    const groups = {
      passenger_vehicle_lanes: { standard_lanes: {}, NEXUS_SENTRI_lanes: "", later: 1 },
      pedestrian_lanes: {},
    };
    const body = JSON.stringify([{ ...row, ...groups, crossing_name: {}, commercial_vehicle_lanes: "", novelty: [] }]);
    const { readings } = readJsonFeed(body, [knownSample({ modes: ["passenger", "pedestrian", "commercial"] })]);
    expect(readings.flatMap(({ lanes }) => lanes.map(({ says }) => says))).toEqual(Array(7).fill("unknown"));
    expect(readings[0]?.hoursText).toBeNull();
  });

  test.each([
    ["cut off", jsonDocument({}).slice(0, -20)],
    ["empty", "[]"],
    ["a different object", '{"portCrossings":[{"id":"1"}]}'],
    ["an error", '{"Message":"An error has occurred."}'],
    ["a list of rows without any lanes", '[{"port_number":"999901"}]'],
    ["a list of rows without numbers", JSON.stringify([jsonPort({ port_number: "" })])],
    ["a list of other values", "[null, 1, []]"],
  ])("that is %s is not a feed", (_, body) => {
    expect(() => readJsonFeed(body, [knownSample()])).toThrow(expect.objectContaining({ code: "not_a_feed" }));
  });
});
