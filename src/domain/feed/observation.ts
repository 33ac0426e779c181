import { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import { laterBy } from "../time/later-by.ts";
import type { LaneKind } from "../vocabulary.ts";
import type { FeedOrigin } from "./origin.ts";

/**
 * Feed reading of one kind of lane. `says` is `number` (a wait in minutes), `closed`, `pending` (no update), `none` (no
 * such lane) or `unknown` (an unrecognized word). Only `number` comes with minutes, open lanes and a stamp.
 */
export interface Lane {
  kind: LaneKind;
  says: "number" | "closed" | "pending" | "none" | "unknown";
  minutes: number | null;
  lanesOpen: number | null;
  /** Instant at which the officer filed the number. Null if there is no number. */
  at: Temporal.Instant | null;
  /** Printed time of day in 24-hour form, such as `23:00`. Missing if it cannot be read. */
  stamp?: string;
}

/** Reading of one service from one document, before assessment. */
export interface Reading {
  service: Service;
  lanes: Lane[];
  /** Hours as printed in the document. Null if there are none. */
  hoursText: string | null;
}

/** Contents of a feed document, and facts that show whether it is current and complete. */
export interface FeedDocument {
  /** Time of creation stated in the document, in the zone that the feed actually uses. Null if there is none. */
  madeAt: Temporal.Instant | null;
  /** Number of rows for the border that Garita tracks. Includes ghost rows, which almost always say "Update Pending". */
  rows: number;
  /** Number of readable rows that are in Garita's table of crossings. */
  matchedRows: number;
  readings: Reading[];
}

export const READING_KINDS = ["moving", "lanes_closed", "silent", "nothing"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** The latest reading of a service. Each poll overwrites it. */
export interface Observation {
  service: Service;
  /** Source of the reading. */
  origin: FeedOrigin;
  kind: ReadingKind;
  /** Time of the first poll in the current series of polls with this kind of reading. */
  since: Temporal.Instant;
  /** Time of the last poll. */
  polledAt: Temporal.Instant;
  /** Newest stamp with traffic. Null if there never was one. */
  movingAt: Temporal.Instant | null;
  lanes: Lane[];
  hoursText: string | null;
  /** Time of the first poll in the current series of polls with this `hoursText`. */
  hoursSince: Temporal.Instant | null;
  /** Different filings in the current series of polls with traffic, oldest first. No filing is later than its poll. */
  filings: Temporal.Instant[];
  /**
   * Start of the current silence. Hours that usually have no traffic do not count. Null if the service is not silent.
   */
  missingSince: Temporal.Instant | null;
}

/** Returns true if a lane proves traffic: it has a wait in minutes, and its stamp is at most `freshMinutes` old. */
export function isMoving(lane: Lane, now: Temporal.Instant, freshMinutes: number): boolean {
  if (lane.says !== "number" || lane.minutes === null || lane.at === null) return false;
  return Temporal.Instant.compare(lane.at, laterBy(now, { minutes: -freshMinutes })) >= 0;
}

/**
 * Returns the kind of a reading at `now`. The lane with the most traffic decides. A wait that is too old counts as
 * silence.
 */
export function readingKind(lanes: readonly Lane[], now: Temporal.Instant, freshMinutes: number): ReadingKind {
  if (lanes.some((lane) => isMoving(lane, now, freshMinutes))) return "moving";
  if (lanes.some((lane) => lane.says === "closed")) return "lanes_closed";
  return lanes.every((lane) => lane.says === "none") ? "nothing" : "silent";
}
