import type { Temporal } from "temporal-polyfill";
import type { Lane, Reading } from "../../domain/feed/observation.ts";
import type { ListedRow, ReadDocument, UnknownRow } from "../../domain/feed/reading.ts";
import { LANES_OF } from "../../domain/places/crossing.ts";
import { storableText } from "../../domain/plain-text.ts";
import { readDate } from "../../domain/time/printed-date.ts";
import type { LaneKind, Mode } from "../../domain/vocabulary.ts";
import { datedUntil } from "./document-clock.ts";
import type { KnownRow } from "./known-row.ts";
import { LEFT_OUT_ROWS } from "./left-out-rows.ts";
import { readStamp, resolveStamp } from "./stamp.ts";
import { readDelay, readLanesOpen, readStatus } from "./vocabulary.ts";

/** Printed fields of a lane. Missing fields are empty strings. */
export interface LaneText {
  status: string;
  delay: string;
  lanesOpen: string;
  stamp: string;
}

/** Lanes of one mode. A missing or unreadable lane is undefined. */
export type LaneTexts = { [Kind in LaneKind]?: LaneText | undefined };

/** A row of a document in any format. */
export interface DocumentRow {
  /** Key of the row in Garita's table. */
  key: string;
  /** Names of the port and the crossing as printed. */
  name: string;
  /** True if the row is for the Mexican border, or if its format does not name the border. */
  mexican: boolean;
  hoursText: string;
  /** The row's own date and time as printed. Empty if missing. */
  date: string;
  time: string;
  /** Notice as plain text, or an empty string. */
  notice: string;
  lanes: { [M in Mode]?: LaneTexts };
}

/** Rows of a document in any format. */
export interface DocumentRows {
  rows: readonly DocumentRow[];
  /** Keys or positions of unreadable rows. */
  faulty: readonly string[];
  coverage: ReadDocument["coverage"];
}

/** Maximum length of a notice, in characters. The longest seen has 190. */
const MOST_NOTICE = 2000;
const MOST_NAME = 100;

/**
 * Reads the known rows of a document, with one reading per mode, for entry into the United States (the feed's only
 * direction). If a row occurs twice, the first one counts. An unreadable row is listed in `faulty` and does not affect
 * the others.
 */
export function toFeedDocument(
  { rows, faulty, coverage }: DocumentRows,
  known: ReadonlyMap<string, readonly KnownRow[]>,
  madeAt: Temporal.Instant | null,
): ReadDocument {
  const matched = new Map<string, DocumentRow>();
  for (const row of rows) if (known.has(row.key) && !matched.has(row.key)) matched.set(row.key, row);
  const listed: ListedRow[] = [];
  const unread: string[] = [];
  for (const [key, row] of matched) {
    try {
      listed.push(toListedRow(row, known.get(key) ?? [], madeAt));
    } catch {
      unread.push(key);
    }
  }
  const all = coverage === "all";
  return {
    madeAt,
    rows: rows.filter((row) => row.mexican || known.has(row.key)).length,
    matchedRows: listed.length,
    readings: listed.flatMap(({ readings }) => readings),
    coverage,
    knownRows: known.size,
    listed,
    unknown: all ? unknownAmong(rows, known) : [],
    absent: all ? [...known.keys()].filter((key) => !matched.has(key) && !faulty.includes(key)) : [],
    faulty: [...faulty, ...unread].map((key) => storableText(key, MOST_NAME).trim()),
  };
}

/** Returns the dates of the known rows, with the zones in which they are printed. */
export const datesOf = (
  rows: readonly DocumentRow[],
  known: ReadonlyMap<string, readonly KnownRow[]>,
): { date: Temporal.PlainDate; zone: string }[] =>
  rows.flatMap((row) => {
    const date = readDate(row.date);
    const zone = known.get(row.key)?.[0]?.documentZone;
    return date === null || zone === undefined ? [] : [{ date, zone }];
  });

function unknownAmong(rows: readonly DocumentRow[], known: ReadonlyMap<string, unknown>): UnknownRow[] {
  const unknown = new Map<string, UnknownRow>();
  for (const { key: printed, name, mexican } of rows) {
    const key = storableText(printed, MOST_NAME).trim();
    if (mexican && !known.has(printed) && !LEFT_OUT_ROWS.has(printed) && !unknown.has(key))
      unknown.set(key, { key, name: storableText(name, MOST_NAME).trim() });
  }
  return [...unknown.values()];
}

function toListedRow(row: DocumentRow, known: readonly KnownRow[], madeAt: Temporal.Instant | null): ListedRow {
  const zone = known[0]?.documentZone;
  return {
    key: row.key,
    readings: known.flatMap((listed) => readingsOf(row, listed, madeAt)),
    datedUntil: zone === undefined ? null : datedUntil(row.date, row.time, zone),
    notice: storableText(row.notice.replaceAll("\r\n", "\n"), MOST_NOTICE).trim(),
  };
}

function readingsOf(row: DocumentRow, known: KnownRow, madeAt: Temporal.Instant | null): Reading[] {
  return known.modes
    .filter((mode) => LANES_OF[mode].length > 0)
    .map((mode) => ({
      service: { crossing: known.crossing, mode, direction: known.direction },
      lanes: LANES_OF[mode].map((kind) => toLane(kind, row.lanes[mode]?.[kind], known.stampZone, madeAt)),
      hoursText: row.hoursText === "" ? null : storableText(row.hoursText),
    }));
}

/**
 * Reads a lane. Minutes count only if the status announces them. If it announces minutes that are missing, the lane is
 * `unknown`.
 */
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
