import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "../record/draft.ts";
import type { Source } from "../record/report.ts";
import type { Reason } from "../vocabulary.ts";

/**
 * A publisher's warning or notice about a place near a crossing, such as a flood warning. It is proposed as a report
 * without lines: it may inform readers, but it never changes an answer.
 */
export interface Advisory {
  /** Identity of this text. Each text is proposed at most once. */
  key: string;
  /** Identity of the subject, shared by all texts about it. Null if the publisher gives none. */
  subject: string | null;
  /** Keys of the earlier texts that this text replaces. */
  replaces: readonly string[];
  /**
   * True if the text only ends or weakens an earlier one. Such a text is proposed only if a proposal of an earlier text
   * is open or accepted.
   */
  isFollowUp: boolean;
  /** Everything that matters, in one line. If there are many crossings, the title names only some of them. */
  title: string;
  /**
   * The first line states everything that matters, with all crossings. A later text with the same title and the same
   * first line therefore adds nothing new.
   */
  note: string;
  quote: string;
  /** Guesses made while reading, in plain English. */
  doubts: string[];
  reason: Reason | null;
  source: Source;
  /** Time after which the text is out of date. Null if it has none. */
  until: Temporal.Instant | null;
}

/** Returns the report that an advisory proposes: its note, and no lines. */
export const advisoryDraft = ({ source, reason, note }: Advisory): ReportDraft => ({
  source,
  reason,
  note,
  changes: [],
  claims: [],
});
