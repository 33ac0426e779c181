import type { StatusIcon } from "../../domain/vocabulary.ts";

/** Texts of the page about Garita. `lead` and the text of each section are HTML. */
export interface AboutText {
  title: string;
  /** Writes the introduction. `states` is escaped HTML. */
  lead: (states: string) => string;
  marks: string;
  markTexts: Record<StatusIcon, string>;
  /** Link to the page about the news article on which the seed is based. */
  readOn: string;
  sections: readonly { title: string; text: string }[];
}
