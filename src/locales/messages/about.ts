import type { StatusIcon } from "../../domain/vocabulary.ts";

/** The text of the page about Garita. `lead` and the text of each section are HTML. */
export interface AboutText {
  title: string;
  /** The states are HTML too: they are escaped. */
  lead: (states: string) => string;
  marks: string;
  markTexts: Record<StatusIcon, string>;
  /** The link to the page about the first news text. */
  readOn: string;
  sections: readonly { title: string; text: string }[];
}
