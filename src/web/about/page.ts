import type { Crossing } from "../../domain/places/crossing.ts";
import type { Language } from "../../domain/vocabulary.ts";
import { boardDescription, stateList } from "../board/description.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { MARKS, type Mark, markIcon } from "../marks/mark.ts";
import { WORDS } from "../words/index.ts";
import { ABOUT_ENGLISH } from "./en.ts";
import { ABOUT_SPANISH } from "./es.ts";

/** The text of the page about Garita in one language. */
export interface About {
  title: string;
  lead: (states: string) => Html;
  marks: string;
  markTexts: Record<Mark, string>;
  sections: { title: string; text: Html }[];
}

const ABOUT: Record<Language, About> = { en: ABOUT_ENGLISH, es: ABOUT_SPANISH };

/** What the marks mean, where it all comes from, what is not known, and how to cite an answer. */
export function aboutPage(frame: Frame, crossings: readonly Crossing[]): string {
  const about = ABOUT[frame.language];
  const words = WORDS[frame.language];
  return layout(frame, {
    title: `${about.title} – Garita`,
    description: boardDescription(crossings, frame.language),
    main: html`<div class="about"><h1>${about.title}</h1>
${about.lead(stateList(crossings, frame.language, "or"))}
<section><h2>${about.marks}</h2><ul class="legend">${MARKS.map((mark) => html`<li>${markIcon(mark)}<p><b>${words.marks[mark]}.</b> ${about.markTexts[mark]}</p></li>`)}</ul></section>
${about.sections.map(({ title, text }) => html`<section><h2>${title}</h2>${text}</section>`)}
</div>`,
  });
}
