import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "../record/draft.ts";
import type { Source } from "../record/report.ts";
import type { Reason } from "../vocabulary.ts";

/**
 * A publisher's warning about a place near a crossing, such as a flood warning. It is proposed as a report without
 * lines, so it never changes an answer.
 */
export interface Advisory {
  /** Key of this text. Each text is proposed at most once. */
  key: string;
  /** Key shared by all texts on the subject. Null if the publisher gives none. */
  subject: string | null;
  /** Keys of earlier texts that this one replaces. */
  replaces: readonly string[];
  /**
   * True if the text only ends or weakens an earlier one. It is proposed only if a proposal of an earlier text is open
   * or accepted.
   */
  isFollowUp: boolean;
  /** Summary in one line. If there are many crossings, it names only some of them. */
  title: string;
  /**
   * The first line is a summary with all crossings. A later text with the same title and first line is not proposed
   * again.
   */
  note: string;
  quote: string;
  /** Guesses made while reading, in English. */
  doubts: string[];
  reason: Reason | null;
  source: Source;
  /** Time at which the text goes out of date, or null. */
  until: Temporal.Instant | null;
}

/** Returns the report proposed for an advisory: a note without lines. */
export const advisoryDraft = ({ source, reason, note }: Advisory): ReportDraft => ({
  source,
  reason,
  note,
  changes: [],
  claims: [],
});
