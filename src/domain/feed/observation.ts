import { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { LaneKind } from "../vocabulary.ts";
import type { FeedOrigin } from "./origin.ts";

/**
 * A feed reading of one kind of lane. `says` is a `number` of minutes, lanes `closed`, update `pending`, `none` if this
 * kind of lane does not exist, or `unknown` for a word that we do not know. Only a number has minutes, lanes and a
 * stamp.
 */
export interface Lane {
  kind: LaneKind;
  says: "number" | "closed" | "pending" | "none" | "unknown";
  minutes: number | null;
  lanesOpen: number | null;
  /** The instant at which the officer filed it, resolved with the table of time zones; null without a number. */
  at: Temporal.Instant | null;
  /** The printed time of day, such as `23:00`, in any language. Left out if none can be read. */
  stamp?: string;
}

/** The raw reading of one service from one document of a feed. */
export interface Reading {
  service: Service;
  lanes: Lane[];
  /** The document's `hours` text, as printed; null if it has none. */
  hoursText: string | null;
}

/**
 * The contents of a feed document, and the facts that distinguish a current document from a frozen or truncated one.
 */
export interface FeedDocument {
  /** When the document says it was made, in the correct zone; null if it does not say. */
  madeAt: Temporal.Instant | null;
  /** Rows for the Mexican border, including ghost rows. */
  rows: number;
  /** Rows that are in our table of crossings. */
  matchedRows: number;
  readings: Reading[];
}

export const READING_KINDS = ["moving", "lanes_closed", "silent", "nothing"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/**
 * The latest reading of a service, and the time since which it has been the same. It is overwritten, never kept as
 * history.
 */
export interface Observation {
  service: Service;
  /** The source that read it. */
  origin: FeedOrigin;
  kind: ReadingKind;
  /** Every poll since then gave this kind. */
  since: Temporal.Instant;
  /** When the last poll read it. */
  polledAt: Temporal.Instant;
  /** The newest stamp of a moving lane ever seen; null if there is none. */
  movingAt: Temporal.Instant | null;
  lanes: Lane[];
  hoursText: string | null;
  /** Every poll since then gave this text of hours. */
  hoursSince: Temporal.Instant | null;
  /**
   * The distinct filings in the current unbroken series of polls that saw it move, oldest first. No filing is ahead of
   * the poll that saw it.
   */
  filings: Temporal.Instant[];
  /** Since when it has been silent in hours in which it is usually reported; null if it is not. */
  missingSince: Temporal.Instant | null;
}

/** Returns true if a lane proves traffic: a number of minutes, with a stamp at most `freshMinutes` before `now`. */
export function isMoving(lane: Lane, now: Temporal.Instant, freshMinutes: number): boolean {
  if (lane.says !== "number" || lane.minutes === null || lane.at === null) return false;
  return Temporal.Instant.compare(lane.at, now.subtract({ minutes: freshMinutes })) >= 0;
}

/** Returns the kind of a reading at `now`. Its best lane decides, and a stale number counts as silence. */
export function readingKind(lanes: readonly Lane[], now: Temporal.Instant, freshMinutes: number): ReadingKind {
  if (lanes.some((lane) => isMoving(lane, now, freshMinutes))) return "moving";
  if (lanes.some((lane) => lane.says === "closed")) return "lanes_closed";
  return lanes.every((lane) => lane.says === "none") ? "nothing" : "silent";
}
