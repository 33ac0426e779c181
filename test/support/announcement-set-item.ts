import type { Direction, Mode, Status } from "../../src/domain/vocabulary.ts";

/**
 * An expected line of the proposal. A line without modes or directions covers all modes or directions of the crossing.
 */
export interface ExpectedLine {
  crossing: string;
  modes?: Mode[];
  directions?: Direction[];
  /** Null for a line that only changes hours. */
  status: Status | null;
  limited?: boolean;
  hours?: string;
  effectiveAt: string;
  until?: string;
  /** True for a claim, which reports a status that continues unchanged. */
  claim?: boolean;
}

/**
 * A made-up announcement in the style of real ones, with the expected lines. A trap names a crossing or a closure but
 * announces nothing, so it has no expected lines.
 */
export interface SetItem {
  name: string;
  publishedAt: string;
  title: string;
  text: string;
  expected: ExpectedLine[];
}
