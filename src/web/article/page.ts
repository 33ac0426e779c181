import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { ArticleStatement } from "../../locales/messages/article.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, type Part, rawHtml } from "../html.ts";
import { layout } from "../layout.ts";
import { timeTag } from "../standing-text.ts";
import { ARTICLE_MONTH, spanLink } from "../story/index-page.ts";
import { nameOfSpan } from "../story/span.ts";
import { table } from "../table.ts";
import { ARTICLE_ANSWERS, type ArticleAnswer } from "./answers.ts";

/**
 * Renders the page about the news article on which the seed is based: the statements of the article, and the
 * corresponding entries on record.
 */
export function articlePage(frame: Frame, crossings: ReadonlyMap<string, Crossing>): string {
  const { article, story } = frame.messages;
  const { columns, says, became } = article;
  const row = (statement: ArticleStatement): Part[] => [
    html`${statement}. ${says[statement]}`,
    became[statement],
    answersOf(frame, ARTICLE_ANSWERS[statement] ?? [], crossings),
  ];
  const statements = Object.keys(says) as ArticleStatement[];
  return layout(frame, {
    title: `${article.title} – Garita`,
    description: article.invitation,
    main: html`<div class="article"><h1>${article.title}</h1>
${rawHtml(article.lead)}
<section><h2>${article.statements}</h2>
${table([columns.says, columns.became, columns.answers], statements.map(row))}</section>
<section><h2>${article.dayTitle}</h2><p>${article.day}</p><p>${spanLink(frame, ARTICLE_MONTH, story.linkFrom(nameOfSpan(ARTICLE_MONTH, frame.messages)))}</p></section>
</div>`,
  });
}

function answersOf(
  frame: Frame,
  answers: readonly ArticleAnswer[],
  crossings: ReadonlyMap<string, Crossing>,
): Html | string {
  const items = answers.flatMap(({ crossing: slug, local }) => {
    const crossing = crossings.get(slug);
    return crossing === undefined ? [] : [item(frame, crossing, local)];
  });
  return items.length === 0 ? "–" : html`<ul class="plain links">${items}</ul>`;
}

function item(frame: Frame, crossing: Crossing, local: ArticleAnswer["local"]): Html {
  const { messages } = frame;
  const { slug, timeZone } = crossing;
  const name = nameIn(crossing, messages);
  const zoned = local.toZonedDateTime(timeZone);
  const at = zoned.toString({ timeZoneName: "never", smallestUnit: "second" });
  const now = link(frame, `/${slug}`, { at });
  const then = link(frame, `/${slug}`, { at, publishedBefore: at });
  return html`<li><a href="${now}">${name}, ${timeTag(zoned.toInstant(), timeZone, messages)}</a>; <a href="${then}">${messages.article.asPublished}<span class="unseen">: ${name}</span></a></li>`;
}
