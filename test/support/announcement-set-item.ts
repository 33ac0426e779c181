import type { Direction, Mode, Status } from "../../src/domain/vocabulary.ts";

/** An expected line of the proposal. Without modes or directions it covers all that the crossing has. */
export interface ExpectedLine {
  crossing: string;
  modes?: Mode[];
  directions?: Direction[];
  /** Null for a change of hours alone. */
  status: Status | null;
  limited?: boolean;
  hours?: string;
  effectiveAt: string;
  until?: string;
  /** True for a claim: the status continues without a change. */
  claim?: boolean;
}

/** An invented announcement in the style of real ones, with the lines to expect. A trap has none. */
export interface SetItem {
  name: string;
  publishedAt: string;
  title: string;
  text: string;
  expected: ExpectedLine[];
}
