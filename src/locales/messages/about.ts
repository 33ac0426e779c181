import type { Mark } from "../../domain/vocabulary.ts";

/** The text of the page about Garita. `lead` and the text of each section are HTML. */
export interface AboutText {
  title: string;
  lead: string;
  marks: string;
  markTexts: Record<Mark, string>;
  sections: readonly { title: string; text: string }[];
}
