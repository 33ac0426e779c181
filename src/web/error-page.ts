import type { WrittenIssue } from "../domain/errors.ts";
import { type PlaceNames, placeName } from "../domain/places/region.ts";
import { type Frame, link } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";

/** Contents of an error page. */
export interface PageFault {
  kind: "not_found" | "invalid" | "unavailable";
  detail: string;
  /** Areas and crossings with similar names. */
  nearest: readonly { slug: string; name: PlaceNames }[];
  /** Invalid parameters of the URL, each with its rule and its value. */
  issues: readonly WrittenIssue[];
  /** Form for another URL. It shows the invalid parameters itself. */
  form?: Html | undefined;
}

/** Renders the error page, with links to continue. */
export function errorPage(frame: Frame, { kind, detail, nearest, issues, form }: PageFault): string {
  const words = frame.messages.pages;
  const { title, text } = words.faults[kind];
  return layout(frame, {
    title: `${title} – Garita`,
    description: text,
    ...(form !== undefined && { beside: { style: frame.assets.storyStyle, script: frame.assets.storyScript } }),
    main: html`<h1>${title}</h1>
<p>${text}</p>
${detail !== "" && html`<p>${detail}</p>`}
${nearest.length > 0 && html`<h2>${words.nearest}</h2><ul class="crossings">${nearest.map(({ slug, name }) => html`<li><a href="${link(frame, `/${slug}`)}">${placeName(name, frame.messages)}</a></li>`)}</ul>`}
${form ?? (issues.length > 0 && html`<ul>${issues.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>`)}
<p><a href="${link(frame, "/")}">${words.errorHome}</a></p>`,
  });
}
