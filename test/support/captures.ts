import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Mode } from "../../src/domain/vocabulary.ts";
import type { KnownRow } from "../../src/feeds/cbp-wait-times/known-row.ts";

// Captures of the real feed are stored beside the project. Tests run from the project's root.
const FEEDS = join(process.cwd(), "../shared/feeds");
const PORTS = join(process.cwd(), "../shared/data/bwt-ports.tsv");

/** False if the captures are missing. Without the captures, the tests that need them are skipped. */
export const CAPTURES_PRESENT = existsSync(FEEDS) && existsSync(PORTS);

const MODE_OF_PREFIX: Record<string, Mode> = { cv: "commercial", pv: "passenger", ped: "pedestrian" };
const EVERY_MODE: Mode[] = ["pedestrian", "passenger", "commercial"];

/** Reads a capture as text. All captures that declare an encoding declare ISO-8859-1. */
export const readCapture = (name: string): string =>
  readFileSync(join(FEEDS, name), name.endsWith(".xml") ? "latin1" : "utf8");

/** Reads the files of a capture that is a gzipped tar archive. */
export function readCaptureArchive(name: string): { name: string; text: string }[] {
  const tar = gunzipSync(readFileSync(join(FEEDS, name)));
  const files: { name: string; text: string }[] = [];
  let at = 0;
  // Each file has a header of 512 bytes and content padded to a multiple of 512. An empty name ends the archive.
  while (at + 512 <= tar.length && tar[at] !== 0) {
    const size = Number.parseInt(textAt(tar, at + 124, 12), 8);
    if (textAt(tar, at + 156, 1) === "0")
      files.push({ name: textAt(tar, at, 100), text: tar.toString("utf8", at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

const textAt = (tar: Buffer, at: number, length: number): string =>
  tar
    .toString("latin1", at, at + length)
    .replace(/\0.*$/s, "")
    .trim();

/** Reads those rows of the feed's survey that have lanes. Each row gets its own crossing. */
export function surveyedRows(): KnownRow[] {
  const [, ...lines] = readFileSync(PORTS, "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const [portNumber = "", port = "", crossing = "", , , , laneTypes = "", , clocks = ""] = line.split("\t");
    if (laneTypes.startsWith("(none")) return [];
    // The first zone is for the row's date and time, the second for its stamps.
    const [documentZone = "", stampZone = documentZone] = clocks.match(/America\/\w+/g) ?? [];
    const modes = [...new Set(laneTypes.split(",").map((lane) => MODE_OF_PREFIX[lane.split(":")[0] ?? ""]))];
    return {
      crossing: `row-${portNumber}`,
      direction: "northbound",
      portNumber,
      modes: modes.filter((mode) => mode !== undefined),
      rssTitle: crossing === "" ? port : `${port} - ${crossing}`,
      documentZone,
      stampZone,
    };
  });
}

/**
 * Creates a row with every mode for each port number of a document, so that all lanes can be counted. Includes empty
 * rows and those of the Canadian border.
 */
export function everyRow(raw: string): KnownRow[] {
  const surveyed = new Map(surveyedRows().map((row) => [row.portNumber, row]));
  return [...raw.matchAll(/port_number"?(?:>|\s*:\s*")(\w+)/g)].map(([, portNumber = ""]) => ({
    crossing: `row-${portNumber}`,
    direction: "northbound",
    portNumber,
    rssTitle: null,
    documentZone: surveyed.get(portNumber)?.documentZone ?? "America/New_York",
    stampZone: surveyed.get(portNumber)?.stampZone ?? "America/New_York",
    modes: EVERY_MODE,
  }));
}
