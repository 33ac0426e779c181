import type { Temporal } from "temporal-polyfill";

/** The time and the knowledge that a page was asked by, as they stand in its address. */
export interface View {
  /** The parameters themselves, which links carry on. */
  params: Record<string, string | undefined>;
  /** False for an answer about now by all that is known: only that one follows the stream. */
  isDated: boolean;
  tense: "now" | "past" | "ahead";
  /** When what lies ahead is reached; null where nothing does. */
  tenseTurnsAt: Temporal.Instant | null;
  /** A local day, asked for as `on`, at `time` of each crossing's own clock. */
  on: Temporal.PlainDate | undefined;
  time: string;
  knownAt: Temporal.Instant | undefined;
  /** Null where it is the very instant answered for. */
  publishedBefore: Temporal.Instant | undefined;
  /** Whether only what was published by the time answered for counts. */
  isToldThen: boolean;
}
