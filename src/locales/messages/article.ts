/** The statements of the news text that the seed started from. */
export type ArticleStatement = "S1" | "S2" | "S3" | "S4" | "S5" | "S6" | "S7" | "S8" | "S9";

/** The text of the page about that news text. `lead` is HTML. */
export interface ArticleText {
  title: string;
  /** The sentence that leads to the page from the page about Garita. */
  invitation: string;
  lead: string;
  statements: string;
  columns: { says: string; became: string; answers: string };
  says: Record<ArticleStatement, string>;
  became: Record<ArticleStatement, string>;
  /** Of a link to the answer by what had been published at that time. */
  asPublished: string;
  dayTitle: string;
  day: string;
}
