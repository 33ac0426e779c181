import type { StatusIcon } from "../../domain/vocabulary.ts";

/** Texts about the log and its head. */
export interface LogText {
  title: string;
  /** HTML. */
  text: string;
  /** Names the end of the log. `hash` is HTML. */
  head: (head: { seq: number; time: string; hash: string }) => string;
  /** Link to the signed head. */
  signed: string;
}

/** Texts of the page about Garita. `lead` and the text of each section are HTML. */
export interface AboutText {
  title: string;
  /** Writes the introduction. `states` is escaped HTML. */
  lead: (states: string) => string;
  marks: string;
  markTexts: Record<StatusIcon, string>;
  /** Link to the page about the news article on which the seed is based. */
  readOn: string;
  log: LogText;
  sections: readonly { title: string; text: string }[];
}
