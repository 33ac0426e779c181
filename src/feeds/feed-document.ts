import type { Temporal } from "temporal-polyfill";
import { LANES_OF } from "../domain/crossing.ts";
import type { FeedDocument, Lane, Reading } from "../domain/observation.ts";
import type { LaneKind, Mode } from "../domain/words.ts";
import type { KnownRow } from "./known-row.ts";
import { readStamp, resolveStamp } from "./stamp.ts";
import { storableText } from "./storable-text.ts";
import { readDelay, readLanesOpen, readStatus } from "./vocabulary.ts";

/** What is printed of one lane; the empty text where nothing is. */
export interface LaneText {
  status: string;
  delay: string;
  lanesOpen: string;
  stamp: string;
}

/** The lanes of one mode; one that is not there was not understood. */
export type LaneTexts = { [Kind in LaneKind]?: LaneText | undefined };

/** One row of a document, whatever its form. */
export interface DocumentRow {
  /** What the allow-list knows it by. */
  key: string;
  /** True where it says that it is of the Mexican border. */
  mexican: boolean;
  hoursText: string;
  lanes: { [M in Mode]?: LaneTexts };
}

/**
 * What a document says of the rows of our allow-list, one northbound reading a mode: the feed knows no southbound. A row
 * that is not listed, a ghost among them, gives no reading, and one that comes twice counts as it came first.
 */
export function toFeedDocument(
  rows: readonly DocumentRow[],
  known: ReadonlyMap<string, readonly KnownRow[]>,
  madeAt: Temporal.Instant | null,
): FeedDocument {
  const matched = new Map<string, DocumentRow>();
  for (const row of rows) if (known.has(row.key) && !matched.has(row.key)) matched.set(row.key, row);
  return {
    madeAt,
    rows: rows.filter((row) => row.mexican || known.has(row.key)).length,
    matchedRows: matched.size,
    readings: [...matched].flatMap(([key, row]) =>
      (known.get(key) ?? []).flatMap((listed) => readingsOf(row, listed, madeAt)),
    ),
  };
}

function readingsOf(row: DocumentRow, known: KnownRow, madeAt: Temporal.Instant | null): Reading[] {
  return known.modes
    .filter((mode) => LANES_OF[mode].length > 0)
    .map((mode) => ({
      service: { crossing: known.crossing, mode, direction: "northbound" },
      lanes: LANES_OF[mode].map((kind) => toLane(kind, row.lanes[mode]?.[kind], known.stampZone, madeAt)),
      hoursText: row.hoursText === "" ? null : storableText(row.hoursText),
    }));
}

/** Minutes count only where the status announces them and they are there; without them such a lane is `unknown`. */
function toLane(kind: LaneKind, text: LaneText | undefined, zone: string, madeAt: Temporal.Instant | null): Lane {
  const says = text === undefined ? "unknown" : readStatus(text.status);
  const silent: Lane = { kind, says, minutes: null, lanesOpen: null, at: null };
  if (text === undefined || says !== "number") return silent;
  const minutes = readDelay(text.delay);
  if (minutes === null) return { ...silent, says: "unknown" };
  const stamp = readStamp(text.stamp);
  const at = stamp === null || madeAt === null ? null : resolveStamp(stamp, zone, madeAt);
  const lane: Lane = { kind, says, minutes, lanesOpen: readLanesOpen(text.lanesOpen), at };
  return stamp === null ? lane : { ...lane, stamp: stamp.toString({ smallestUnit: "minute" }) };
}
