import { Temporal } from "temporal-polyfill";
import { type FeedDocument, type Lane, readingKind } from "../../src/domain/feed/observation.ts";
import { readFeed } from "../../src/feeds/cbp-wait-times/read.ts";
import { CAPTURES_PRESENT, everyRow, readCapture, readCaptureArchive, surveyedRows } from "../support/captures.ts";

const FRESH_MINUTES = 120;

// The numbers of lanes come from a survey of the complete documents, including the Canadian border and empty rows. The
// other numbers were counted with grep.
const CAPTURES = [
  {
    name: "bwt-2014-03-15T152559-Eastern.xml",
    madeAt: "2014-03-15T19:25:59Z",
    ports: 71,
    mexican: 42,
    lanes: { none: 272, number: 75 + 92, closed: 46, pending: 12 },
    zeros: 38,
  },
  {
    name: "bwtnew-2022-06-29T172515Z.json",
    madeAt: "2022-06-29T17:25:16Z",
    ports: 76,
    mexican: 46,
    lanes: { none: 259, number: 115 + 75, closed: 48, pending: 35 },
    zeros: 62,
  },
  {
    name: "bwtpublicmod-2022-07-01T003159Z.json",
    madeAt: "2022-07-01T00:32:00Z",
    ports: 76,
    mexican: 46,
    lanes: { none: 270, number: 117 + 59, closed: 65, pending: 21 },
    zeros: 72,
  },
  {
    name: "bwt-2022-10-17T211436-Eastern.xml",
    madeAt: "2022-10-18T01:14:36Z",
    ports: 77,
    mexican: 47,
    lanes: { none: 264, number: 103 + 66, closed: 66, pending: 40 },
    zeros: 66,
  },
];
const RSS = "bwtRss-brownsville-2026-08.tar.gz";

const withCaptures = CAPTURES_PRESENT ? describe : describe.skip;

withCaptures("captures of the real feed (skipped if ../shared/feeds is absent)", () => {
  describe.each(CAPTURES)("$name", ({ name, madeAt, ports, mexican, lanes, zeros }) => {
    const raw = () => readCapture(name);

    test("has the time of generation that it states", () => {
      expect(readFeed(raw(), surveyedRows()).madeAt?.toString()).toBe(madeAt);
    });

    test("has as many lanes of each kind as its text prints and the survey counted", () => {
      const document = readFeed(raw(), everyRow(raw()));
      expect(document.matchedRows).toBe(ports);
      expect(countLanes([document])).toEqual(lanes);
      expect(countWords(raw())).toEqual(lanes);
    });

    test("has as many rows of the Mexican border as its text prints", () => {
      const { rows } = readFeed(raw(), surveyedRows());
      expect(rows).toBe(raw().split("Mexican Border").length - 1);
      expect(rows).toBe(mexican);
    });

    test("gives the listed rows their lanes, and the duplicate rows none", () => {
      const document = readFeed(raw(), surveyedRows());
      const listed = surveyedRows().filter(({ portNumber }) => portBlock(raw(), portNumber) !== "");
      expect(document.matchedRows).toBe(listed.length);
      expect(document.readings).toHaveLength(listed.flatMap(({ modes }) => modes).length);
      for (const { portNumber, modes } of listed)
        expect(countLanes([document], `row-${portNumber}`)).toEqual(
          countWords(modes.map((mode) => groupBlock(portBlock(raw(), portNumber), mode)).join("")),
        );
    });

    test("never turns a silent lane into a wait of 0 minutes", () => {
      const all = lanesOf([readFeed(raw(), everyRow(raw()))]);
      expectSilenceWithoutNumbers(all);
      const rawZeros = raw().match(/delay_minutes"?(?:>|\s*:\s*")0(?: min)?["<]/g) ?? [];
      expect(all.filter((lane) => lane.minutes === 0)).toHaveLength(rawZeros.length);
      expect(rawZeros).toHaveLength(zeros);
    });

    test("gives every wait a time between 22 hours before the document and two hours after it", () => {
      const document = readFeed(raw(), surveyedRows());
      expectDatedNumbers(document);
    });
  });

  test.each(CAPTURES.filter(({ name }) => name.includes("2022")))(
    "PedWest, which was suspended, never has traffic in $name",
    ({ name }) => {
      const document = readFeed(readCapture(name), surveyedRows());
      const pedWest = document.readings.filter(({ service }) => service.crossing === "row-250407");
      expect(pedWest).toHaveLength(1);
      const now = document.madeAt ?? Temporal.Instant.fromEpochMilliseconds(0);
      for (const { lanes } of pedWest) expect(readingKind(lanes, now, FRESH_MINUTES)).not.toBe("moving");
      expect(pedWest.flatMap(({ lanes }) => lanes).every((lane) => lane.says !== "number")).toBe(true);
    },
  );

  // A document generated at 10:25 in Arizona. The document prints these stamps as 10:00 am MST, 9:00 am MST, 10:00 am
  // PST and 8:00 am PST.
  test.each([
    ["Nogales Deconcini", "row-260401", "2022-06-29T17:00:00Z"],
    ["Lukeville", "row-260201", "2022-06-29T16:00:00Z"],
    ["Naco", "row-260301", "2022-06-29T17:00:00Z"],
    ["Douglas", "row-260101", "2022-06-29T15:00:00Z"],
  ])("the timestamps of %s are in Arizona time", (_, crossing, at) => {
    const document = readFeed(readCapture("bwtnew-2022-06-29T172515Z.json"), surveyedRows());
    const stamps = lanesOf([document], crossing).flatMap((lane) => (lane.at === null ? [] : [lane.at.toString()]));
    expect(new Set(stamps)).toEqual(new Set([at]));
  });

  test("the RSS captures give as many lanes of each kind as their text prints", () => {
    const files = readCaptureArchive(RSS);
    expect(files).toHaveLength(220);
    const documents = files.map(({ text }) => readFeed(text, surveyedRows()));
    for (const document of documents) {
      expect(document).toMatchObject({ rows: 4, matchedRows: 4 });
      expect(document.readings).toHaveLength(9);
      expectDatedNumbers(document);
    }
    const prose = files.map(({ text }) => text).join("");
    const printed = (pattern: RegExp): number => prose.match(pattern)?.length ?? 0;
    const counted = {
      none: printed(/Lanes: {2}N\/A/g),
      number: printed(/min delay/g),
      closed: printed(/Lanes: {2}Lanes Closed/g),
      pending: printed(/Lanes: {2}Update Pending/g),
    };
    expect(countLanes(documents)).toEqual(counted);
    expectSilenceWithoutNumbers(lanesOf(documents));
    expect(lanesOf(documents).filter(({ minutes }) => minutes === 0)).toHaveLength(printed(/ 0 min delay/g));
  });

  test("the RSS captures were generated at the UTC times in their file names", () => {
    for (const { name, text } of readCaptureArchive(RSS)) {
      const [, day, hour, minute, second] = /(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name) ?? [];
      expect(readFeed(text, surveyedRows()).madeAt?.toString()).toBe(`${day}T${hour}:${minute}:${second}Z`);
    }
  });
});

const lanesOf = (documents: FeedDocument[], crossing?: string): Lane[] =>
  documents
    .flatMap(({ readings }) => readings)
    .filter(({ service }) => crossing === undefined || service.crossing === crossing)
    .flatMap(({ lanes }) => lanes);

function countLanes(documents: FeedDocument[], crossing?: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { says } of lanesOf(documents, crossing)) counts[says] = (counts[says] ?? 0) + 1;
  return counts;
}

// Works on the raw text, to share no code with the parser.
function countWords(raw: string): Record<string, number> {
  const kinds = [
    ["none", /operational_status[^\w/]+N\/A["<]/g],
    ["number", /operational_status\W+(?:no )?delay["<]/g],
    ["closed", /operational_status\W+Lanes Closed["<]/g],
    ["pending", /operational_status\W+Update Pending["<]/g],
  ] as const;
  const counts = kinds.map(([kind, pattern]) => [kind, raw.match(pattern)?.length ?? 0] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function portBlock(raw: string, portNumber: string): string {
  const [, block = ""] = raw.split(new RegExp(`port_number\\W+${portNumber}\\b`));
  return block.split(/<\/port>|"port_number"/)[0] ?? "";
}

function groupBlock(block: string, mode: string): string {
  const group =
    { pedestrian: "pedestrian_lanes", passenger: "passenger_vehicle_lanes" }[mode] ?? "commercial_vehicle_lanes";
  const [, inside = ""] = block.split(group);
  return inside.split(/(?:passenger_vehicle|pedestrian)_lanes|construction_notice/)[0] ?? "";
}

function expectSilenceWithoutNumbers(lanes: Lane[]): void {
  const silent = lanes.filter(({ says }) => says !== "number");
  expect(silent.length).toBeGreaterThan(0);
  for (const { minutes, lanesOpen, at } of silent) expect([minutes, lanesOpen, at]).toEqual([null, null, null]);
}

function expectDatedNumbers({ readings, madeAt }: FeedDocument): void {
  for (const { says, at } of readings.flatMap(({ lanes }) => lanes)) {
    if (says !== "number") continue;
    const age = at === null || madeAt === null ? Number.NaN : at.until(madeAt).total("hours");
    expect(age).toBeGreaterThan(-2);
    expect(age).toBeLessThanOrEqual(22);
  }
}
