import { Temporal } from "temporal-polyfill";
import type { ArticleStatement } from "../../locales/messages/article.ts";

/** A crossing, and a local time at which its answer is relevant to a statement. */
export interface ArticleAnswer {
  crossing: string;
  local: Temporal.PlainDateTime;
}

const RAILWAYS = ["eagle-pass-rail", "el-paso-rail-bnsf", "el-paso-rail-up"];
const ROADS = ["eagle-pass-bridge-1", "lukeville", "san-ysidro-pedwest", "nogales-morley-gate"];

const atNoon = (crossings: readonly string[], day: string): ArticleAnswer[] =>
  crossings.map((crossing) => ({ crossing, local: Temporal.PlainDateTime.from(`${day}T12:00`) }));

/** Answers that are relevant to each statement. A statement without an entry does not concern particular crossings. */
export const ARTICLE_ANSWERS: Partial<Record<ArticleStatement, readonly ArticleAnswer[]>> = {
  S3: atNoon([...RAILWAYS, ...ROADS], "2023-12-28"),
  S4: atNoon(RAILWAYS, "2023-12-20"),
  S6: atNoon(ROADS, "2023-12-20"),
};
