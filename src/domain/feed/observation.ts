import { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { LaneKind } from "../vocabulary.ts";
import type { FeedOrigin } from "./origin.ts";

/**
 * What the feed says of one kind of lane. `says`: a `number` of minutes, lanes `closed`, update `pending`, `none` where
 * this kind of lane does not exist, or a word that is `unknown` to us. Minutes, lanes and stamp go with a number only.
 */
export interface Lane {
  kind: LaneKind;
  says: "number" | "closed" | "pending" | "none" | "unknown";
  minutes: number | null;
  lanesOpen: number | null;
  /** The instant its officer filed it, resolved by the table of clocks; null without a number. */
  at: Temporal.Instant | null;
  /** The time of day that is printed, such as `23:00`, in whatever language; left out where none can be read. */
  stamp?: string;
}

/** What one document of a feed says of one service, before anything is made of it. */
export interface Reading {
  service: Service;
  lanes: Lane[];
  /** The document's `hours` text, as printed; null where it has none. */
  hoursText: string | null;
}

/** What a feed's document says, with what tells a living document from a frozen or a cut one. */
export interface FeedDocument {
  /** When it says it was made, on the right clock; null where it does not say. */
  madeAt: Temporal.Instant | null;
  /** Rows of the Mexican border, ghosts included. */
  rows: number;
  /** Rows that our table of crossings knows. */
  matchedRows: number;
  readings: Reading[];
}

export const READING_KINDS = ["moving", "lanes_closed", "silent", "nothing"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** The latest reading of a service, with how long it has been so; overwritten, never history. */
export interface Observation {
  service: Service;
  /** The source that read it. */
  origin: FeedOrigin;
  kind: ReadingKind;
  /** Since when every poll gave this kind. */
  since: Temporal.Instant;
  /** The poll that saw it last. */
  polledAt: Temporal.Instant;
  /** The newest stamp of a moving lane ever seen, or null. */
  movingAt: Temporal.Instant | null;
  lanes: Lane[];
  hoursText: string | null;
  /** Since when every poll gave this text of hours. */
  hoursSince: Temporal.Instant | null;
  /** The different filings, oldest first, since when every poll saw it move. None is ahead of the poll that saw it. */
  filings: Temporal.Instant[];
  /** Since when it is silent in hours in which it used to be reported; null where it is not. */
  missingSince: Temporal.Instant | null;
}

/** True where a lane proves traffic: a number of minutes, stamped no more than `freshMinutes` before `now`. */
export function isMoving(lane: Lane, now: Temporal.Instant, freshMinutes: number): boolean {
  if (lane.says !== "number" || lane.minutes === null || lane.at === null) return false;
  return Temporal.Instant.compare(lane.at, now.subtract({ minutes: freshMinutes })) >= 0;
}

/** The kind of a reading at `now`: its best lane decides, and a stale number is silence. */
export function readingKind(lanes: readonly Lane[], now: Temporal.Instant, freshMinutes: number): ReadingKind {
  if (lanes.some((lane) => isMoving(lane, now, freshMinutes))) return "moving";
  if (lanes.some((lane) => lane.says === "closed")) return "lanes_closed";
  return lanes.every((lane) => lane.says === "none") ? "nothing" : "silent";
}
