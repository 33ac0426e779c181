import { Temporal } from "temporal-polyfill";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { periodForm } from "./form.ts";
import { addressOfSpan, isLinked, nameOfSpan, type RecordedTime, type StorySpan } from "./span.ts";

/** Number of months that the page lists. Older ones can be reached from their year, or with the form. */
const MONTHS = 24;

/** Month that the article describes. Pages link to it for readers who come from the article. */
export const ARTICLE_MONTH: StorySpan = { kind: "month", month: new Temporal.PlainYearMonth(2023, 12) };

/** Renders the page from which a period is chosen. It lists the years only if the start of the record is known. */
export function storyIndexPage(frame: Frame, recorded: RecordedTime): string {
  const { messages, now } = frame;
  const { story } = messages;
  const { begins } = recorded;
  const hasData = (span: StorySpan) => isLinked(span, recorded);
  // No time zone has a later day than this.
  const newest = now.toZonedDateTimeISO("UTC").toPlainDate().add({ days: 1 });
  const month = newest.toPlainYearMonth();
  const months = Array.from(
    { length: MONTHS + 1 },
    (_, i): StorySpan => ({ kind: "month", month: month.subtract({ months: i }) }),
  )
    .filter(hasData)
    .slice(0, MONTHS);
  const years = Array.from(
    { length: begins === null ? 0 : newest.year - begins.day.year + 1 },
    (_, i): StorySpan => ({ kind: "year", year: newest.year - i }),
  ).filter(hasData);
  return layout(frame, {
    title: `${story.indexTitle} – Garita`,
    description: story.indexText,
    beside: { style: frame.assets.storyStyle, script: frame.assets.storyScript },
    main: html`<div class="story"><h1>${story.indexTitle}</h1>
<p>${story.indexText}</p>
<p>${spanLink(frame, ARTICLE_MONTH)}</p>
${periodForm(frame, { days: {}, known: {}, begins })}
<section><h2>${story.months}</h2><ul class="periods">${months.map((span) => html`<li>${spanLink(frame, span)}</li>`)}</ul></section>
${years.length > 0 && html`<section><h2>${story.years}</h2><ul class="periods">${years.map((span) => html`<li>${spanLink(frame, span)}</li>`)}</ul></section>`}
</div>`,
  });
}

/** Renders a link to the page of a period, with the name of the period. */
export function spanLink(frame: Frame, span: StorySpan, text = nameOfSpan(span, frame.messages)): Html {
  const { path, query } = addressOfSpan(span, frame.messages);
  return html`<a href="${link(frame, path, query)}">${text}</a>`;
}
