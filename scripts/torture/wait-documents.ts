import { type FeedDocument, type Lane, readingKind } from "../../src/domain/feed/observation.ts";
import { fold } from "../../src/domain/fold.ts";
import type { Mode } from "../../src/domain/vocabulary.ts";
import type { KnownRow } from "../../src/feeds/cbp-wait-times/known-row.ts";
import { readFeed } from "../../src/feeds/cbp-wait-times/read.ts";
import { jsonDocument, knownSample, moving } from "../../test/feeds/port-sample.ts";
import { CAPTURES_PRESENT, readCapture, readCaptureArchive, surveyedRows } from "../../test/support/captures.ts";

/** A document to mutate. `read` returns a sentence for each broken promise about a mutated text. */
export interface MutableDocument {
  name: string;
  text: string;
  read(mutated: string): string[];
}

/** Number of rows of a capture that are kept. Whole documents would take several times as long. */
const ROWS = 8;

/** Returns documents of the wait times: samples in all forms, and excerpts of captures if they are on this machine. */
export function waitDocuments(): MutableDocument[] {
  const shut = { operational_status: "Lanes Closed" };
  const pending = { operational_status: "Update Pending" };
  const sample = jsonDocument(
    { passenger: { standard: moving("25", "At 1:00 pm CDT"), ready: shut } },
    {
      port_number: "999902",

      passenger: { standard: shut },
      pedestrian: { standard: shut },
    },
    { port_number: "999903", passenger: { standard: pending, ready: pending } },
  );
  const samples: KnownRow[] = ["999901", "999902", "999903"].map((portNumber) =>
    knownSample({ portNumber, crossing: `row-${portNumber}`, modes: ["passenger", "pedestrian"] }),
  );
  const documents = [waitDocument("the sample in JSON", sample, samples)];
  if (!CAPTURES_PRESENT) return documents;
  const known = surveyedRows();
  for (const name of ["bwtnew-2022-06-29T172515Z.json", "bwtpublicmod-2022-07-01T003159Z.json"]) {
    const rows = (JSON.parse(readCapture(name)) as { border: string }[]).filter(({ border }) => /Mex/.test(border));
    for (let from = 0; from < rows.length; from += ROWS)
      documents.push(waitDocument(`${name}, from row ${from}`, JSON.stringify(rows.slice(from, from + ROWS)), known));
  }
  for (const name of ["bwt-2014-03-15T152559-Eastern.xml", "bwt-2022-10-17T211436-Eastern.xml"]) {
    const [head = "", ...ports] = readCapture(name).split(/(?=<port>)/);
    const mexican = ports
      .map((port) => port.replace(/<\/border_wait_time>\s*$/, ""))
      .filter((port) => /Mex/.test(port));
    for (let from = 0; from < mexican.length; from += ROWS)
      documents.push(
        waitDocument(
          `${name}, from row ${from}`,
          `${head}${mexican.slice(from, from + ROWS).join("")}</border_wait_time>`,
          known,
        ),
      );
  }
  for (const { name, text } of readCaptureArchive("bwtRss-brownsville-2026-08.tar.gz").slice(0, 20))
    documents.push(waitDocument(name, text, known));
  return documents;
}

function waitDocument(name: string, text: string, known: readonly KnownRow[]): MutableDocument {
  const rows = new Map(known.map((row) => [row.crossing, row]));
  const original = readFeed(text, known);
  const before = evidenceIn(original);
  return {
    name,
    text,
    read(mutated) {
      const document = readFeed(mutated, known);
      const faults = lanesOf(document).flatMap(({ lane }) => impossible(lane));
      for (const service of evidenceIn(document)) {
        const [crossing = "", mode = ""] = service.split(" ");
        const row = rows.get(crossing);
        if (before.has(service) || row === undefined || printsTraffic(mutated, row, mode as Mode)) continue;
        faults.push(`${service} has traffic that the document does not print`);
      }
      return faults;
    },
  };
}

const lanesOf = ({ readings }: FeedDocument): { service: string; lane: Lane }[] =>
  readings.flatMap(({ service, lanes }) =>
    lanes.map((lane) => ({ service: `${service.crossing} ${service.mode}`, lane })),
  );

/** Lists the services with traffic at the time of the document, according to the domain. */
function evidenceIn(document: FeedDocument): Set<string> {
  const { madeAt, readings } = document;
  if (madeAt === null) return new Set();
  return new Set(
    readings
      .filter(({ lanes }) => readingKind(lanes, madeAt, FRESH_MINUTES) === "moving")
      .map(({ service }) => `${service.crossing} ${service.mode}`),
  );
}

/** Default of `FEED_FRESH_MINUTES`. */
const FRESH_MINUTES = 120;

/** Only a number has minutes, lanes and a stamp, and all of them are possible. */
function impossible({ says, minutes, lanesOpen, at }: Lane): string[] {
  if (says !== "number" && (minutes !== null || lanesOpen !== null || at !== null))
    return [`a lane that says ${says} has numbers`];
  const isWhole = (value: number | null, most: number) =>
    value === null || (Number.isInteger(value) && value >= 0 && value <= most);
  return isWhole(minutes, 1440) && isWhole(lanesOpen, 99) ? [] : [`a lane has ${minutes} minutes, ${lanesOpen} lanes`];
}

/** Words of a lane with traffic, in English and Spanish. */
const TRAFFIC = /delay|demora/;

/** Headings of the lanes of each mode, in RSS and in the other forms. The feed has no trains. */
const HEADINGS: Record<Mode, [inRss: string, otherwise: string]> = {
  pedestrian: ["Pedestrian", "pedestrian_lanes"],
  passenger: ["Passenger Vehicles", "passenger_vehicle_lanes"],
  commercial: ["Commercial Vehicles", "commercial_vehicle_lanes"],
  rail: ["Trains", "train_lanes"],
};
const NEXT_HEADING = /<h4>|&lt;h4/i;
const NEXT_GROUP =
  /<?"?(?:passenger_vehicle_lanes|commercial_vehicle_lanes|pedestrian_lanes)(?:>|"\s*:)|construction_notice/;

/**
 * Returns true if a text prints traffic for a mode of a row. Looks for words between marks, and shares no code with the
 * readers. If the row occurs several times, one of them is enough.
 */
function printsTraffic(text: string, { portNumber, rssTitle }: KnownRow, mode: Mode): boolean {
  const [inRss, otherwise] = HEADINGS[mode];
  const sections = /<rss[\s>]/.test(text)
    ? text
        .split(/<item[\s>]/)
        .filter((item) => rssTitle !== null && fold(item).includes(fold(rssTitle)))
        .map((item) => sectionOf(item, inRss, NEXT_HEADING))
    : text
        .split(/port_number\W+/)
        .filter((block) => block.startsWith(portNumber))
        .map((block) => sectionOf(block, otherwise, NEXT_GROUP));
  return sections.some((section) => TRAFFIC.test(fold(section)));
}

/** Returns the texts from each occurrence of a heading to the next end. */
const sectionOf = (text: string, heading: string, end: RegExp): string =>
  text
    .split(heading)
    .slice(1)
    .map((rest) => rest.split(end)[0] ?? "")
    .join(" ");
