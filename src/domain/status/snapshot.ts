import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import type { Crossing } from "../places/crossing.ts";
import type { Timeline } from "../record/timeline.ts";
import type { CrossingStatus } from "./crossing-status.ts";

/** Data for answers about one crossing. */
export interface KnownCrossing {
  crossing: Crossing;
  /** Timelines by service key. */
  timelines: ReadonlyMap<string, Timeline>;
  /** Last feed readings by service key. Empty for answers about the past or the future. */
  observations: ReadonlyMap<string, Observation>;
  /** Highest `seq` of a report that affects the crossing, or 0 if there is none. */
  asOf: number;
}

/** The data of a crossing at one moment. They take a twentieth of the memory until they are unpacked. */
export interface PackedCrossing {
  slug: string;
  unpack(): Promise<KnownCrossing>;
}

/** The answer for one crossing to a question about the present, and how long it is valid without a new report. */
export interface TimedAnswer {
  /** Null if the crossing has no requested service. */
  status: CrossingStatus | null;
  /** As in {@link KnownCrossing}. */
  asOf: number;
  /** First and last instant at which it is valid. The last one is exclusive. */
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** Answers about the present by question and crossing. Each is kept until it expires or the crossing changes. */
export interface KeptAnswers {
  /** Returns the kept answer, or undefined. `question` identifies a question about any crossing. */
  find(question: string, slug: string, now: Temporal.Instant): TimedAnswer | undefined;
  /**
   * Keeps an answer, unless the crossing changed after `touches()` returned `touches`. Returns the answer with texts
   * that are kept.
   */
  keep(question: string, slug: string, answer: TimedAnswer, touches: number): TimedAnswer;
}

/** A kind of parts of answers about several crossings, such as the entries of calendars. */
export interface PartKind<Value> {
  name: string;
  /** Returns the approximate size of a part. */
  bytesOf(value: Value): number;
}

/** Parts of answers by kind, question and crossing. Each is kept until it expires or the crossing changes. */
export interface KeptParts {
  /** Returns the kept part, or undefined. `question` identifies a question about any crossing. */
  find<Value>(kind: PartKind<Value>, question: string, slug: string, now: Temporal.Instant): Value | undefined;
  /** Keeps a part that is valid until `to`, unless the crossing changed after `touches()` returned `touches`. */
  keep<Value>(
    kind: PartKind<Value>,
    question: string,
    slug: string,
    part: { value: Value; from: Temporal.Instant; to: Temporal.Instant },
    touches: number,
  ): void;
}

/**
 * Current data in the memory of one process. It follows the record, and remains available while the database is down.
 */
export interface Snapshot {
  /** Returns all crossings by slug, ordered along the border within each state. */
  crossings(): ReadonlyMap<string, Crossing>;
  /**
   * Returns the data of the given crossings at `now`. Includes all reports that this process has recorded or been
   * notified of.
   */
  known(slugs: readonly string[], now: Temporal.Instant): Promise<PackedCrossing[]>;
  /** Returns the number of invalidations so far. */
  touches(): number;
  /**
   * Returns true if one of these was invalidated after `touches()` returned `touches`, or is still waiting to be
   * reloaded. An answer computed in the meantime may be out of date.
   */
  isTouchedSince(of: readonly string[], touches: number): boolean;
  /** Answers made from these data. */
  answers: KeptAnswers;
  /** Parts of other answers, such as calendars. */
  parts: KeptParts;
  /** Marks the feed readings of these crossings as stale, because the feed was read again. */
  touch(slugs: readonly string[]): void;
  /** Marks these crossings as changed, because reports about them were recorded. */
  record(slugs: readonly string[]): void;
}
