import type { Language } from "../../domain/vocabulary.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { MARKS, type Mark, markIcon } from "../marks/mark.ts";
import { WORDS } from "../words/index.ts";
import { ABOUT_ENGLISH } from "./en.ts";
import { ABOUT_SPANISH } from "./es.ts";

/** The text of the About page in one language. */
export interface About {
  title: string;
  lead: Html;
  marks: string;
  markTexts: Record<Mark, string>;
  sections: { title: string; text: Html }[];
}

const ABOUT: Record<Language, About> = { en: ABOUT_ENGLISH, es: ABOUT_SPANISH };

/** The About page: what the icons mean, the sources, the limits of the data, and how to cite an answer. */
export function aboutPage(frame: Frame): string {
  const about = ABOUT[frame.language];
  const words = WORDS[frame.language];
  return layout(frame, {
    title: `${about.title} – Garita`,
    description: words.boardDescription,
    main: html`<div class="about"><h1>${about.title}</h1>
${about.lead}
<section><h2>${about.marks}</h2><ul class="legend">${MARKS.map((mark) => html`<li>${markIcon(mark)}<p><b>${words.marks[mark]}.</b> ${about.markTexts[mark]}</p></li>`)}</ul></section>
${about.sections.map(({ title, text }) => html`<section><h2>${title}</h2>${text}</section>`)}
</div>`,
  });
}
