import { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { LaneKind } from "../vocabulary.ts";
import type { FeedOrigin } from "./origin.ts";

/**
 * A feed reading of one kind of lane. `says` is a `number` of minutes, lanes `closed`, update `pending`, `none` if this
 * kind of lane does not exist, or `unknown` for an unrecognized word. Only a lane with a number has minutes, open lanes
 * and a stamp.
 */
export interface Lane {
  kind: LaneKind;
  says: "number" | "closed" | "pending" | "none" | "unknown";
  minutes: number | null;
  lanesOpen: number | null;
  /** Instant at which the officer filed the number, read in the time zone of the row. Null without a number. */
  at: Temporal.Instant | null;
  /** Printed time of day in 24-hour form, such as `23:00`. Omitted if none can be read. */
  stamp?: string;
}

/** The raw reading of one service from one document of a feed. */
export interface Reading {
  service: Service;
  lanes: Lane[];
  /** Hours of the service, as printed in the document. Null if the document gives none. */
  hoursText: string | null;
}

/** Contents of a feed document, and the facts that distinguish a current document from a frozen or truncated one. */
export interface FeedDocument {
  /** Creation time stated in the document, read in the zone that the feed really uses. Null if none is stated. */
  madeAt: Temporal.Instant | null;
  /** Number of rows for the Mexican border, including ghost rows, which almost always say "Update Pending". */
  rows: number;
  /** Number of the document's rows that are in our table of crossings and could be read. */
  matchedRows: number;
  readings: Reading[];
}

export const READING_KINDS = ["moving", "lanes_closed", "silent", "nothing"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/**
 * The latest reading of a service, and the time since which the readings have been of the same kind. Each reading
 * overwrites the previous one, so there is no history.
 */
export interface Observation {
  service: Service;
  /** Source of the reading. */
  origin: FeedOrigin;
  kind: ReadingKind;
  /** Start of the unbroken series of polls with this kind of reading. */
  since: Temporal.Instant;
  /** Time of the last poll. */
  polledAt: Temporal.Instant;
  /** Newest stamp ever seen with traffic. Null if there is none. */
  movingAt: Temporal.Instant | null;
  lanes: Lane[];
  hoursText: string | null;
  /** Start of the unbroken series of polls with this `hoursText`. */
  hoursSince: Temporal.Instant | null;
  /**
   * Distinct filings in the current unbroken series of polls with traffic, oldest first. No filing is later than its
   * poll.
   */
  filings: Temporal.Instant[];
  /**
   * Start of the current silence, measured only in hours that usually have traffic. Null if the service is not silent.
   */
  missingSince: Temporal.Instant | null;
}

/**
 * Returns true if a lane proves traffic: it has a number of minutes, with a stamp at most `freshMinutes` before `now`.
 */
export function isMoving(lane: Lane, now: Temporal.Instant, freshMinutes: number): boolean {
  if (lane.says !== "number" || lane.minutes === null || lane.at === null) return false;
  return Temporal.Instant.compare(lane.at, now.subtract({ minutes: freshMinutes })) >= 0;
}

/** Returns the kind of a reading at `now`. The best lane decides, and a stale number counts as silence. */
export function readingKind(lanes: readonly Lane[], now: Temporal.Instant, freshMinutes: number): ReadingKind {
  if (lanes.some((lane) => isMoving(lane, now, freshMinutes))) return "moving";
  if (lanes.some((lane) => lane.says === "closed")) return "lanes_closed";
  return lanes.every((lane) => lane.says === "none") ? "nothing" : "silent";
}
