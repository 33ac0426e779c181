/** Statements of the news article on which the seed is based. */
export type ArticleStatement = "S1" | "S2" | "S3" | "S4" | "S5" | "S6" | "S7" | "S8" | "S9";

/** Texts of the page about the news article on which the seed is based. `lead` is HTML. */
export interface ArticleText {
  title: string;
  /** Describes the page. The page about Garita shows it before the link to this page. */
  invitation: string;
  lead: string;
  statements: string;
  columns: { says: string; became: string; answers: string };
  says: Record<ArticleStatement, string>;
  became: Record<ArticleStatement, string>;
  /** Label of a link to an answer without the reports published after the time that it is about. */
  asPublished: string;
  dayTitle: string;
  day: string;
}
