import type { Direction, Mode, Status } from "../../src/domain/vocabulary.ts";

/** An expected line of the proposal. Without modes or directions, it covers all modes or directions of the crossing. */
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
  /** True for a claim: the status continues without a change. */
  claim?: boolean;
}

/**
 * A made-up announcement in the style of real ones, with the expected lines. A trap names a crossing or a closure but
 * announces nothing, so it expects no lines.
 */
export interface SetItem {
  name: string;
  publishedAt: string;
  title: string;
  text: string;
  expected: ExpectedLine[];
}
