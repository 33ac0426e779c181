import type { Direction, Mode, Status } from "../../src/domain/vocabulary.ts";

/** What one line of the proposal ought to say; modes or directions left out mean all that the crossing has. */
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
  /** It goes on as it was: a claim, no change. */
  claim?: boolean;
}

/** An announcement in the manner of the real ones, in our own words, with what it announces; none, where it is a trap. */
export interface SetItem {
  name: string;
  publishedAt: string;
  title: string;
  text: string;
  expected: ExpectedLine[];
}
