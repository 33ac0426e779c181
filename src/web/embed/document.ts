import { type Frame, link } from "../frame.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { ICON_SHAPES } from "../marks/icon-shapes.ts";

/** Colours of an embedded page: fixed, or as the browser prefers. */
export const EMBED_THEMES = ["auto", "light", "dark"] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/**
 * Style sheet and script of an embedded page. They are part of the page, so that it is a single file. Its policy allows
 * them by their hashes.
 */
export interface EmbedParts {
  style: string;
  script: string;
}

/** An embedded page. */
export interface EmbedPage {
  title: string;
  main: Html;
  /** True if the script renews the page. */
  isLive: boolean;
}

/** Renders a whole document for an `iframe` of another site. */
export function embedDocument(
  frame: Frame,
  theme: EmbedTheme,
  parts: EmbedParts,
  { title, main, isLive }: EmbedPage,
): string {
  const { messages, assets } = frame;
  return html`<!DOCTYPE html>
<html lang="${messages.language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<style>${rawHtml(parts.style)}</style>
</head>
<body>
<main>
${main}
</main>
<p id="stale" role="status"></p>
${isLive && html`<script data-stale="${messages.embed.stale}">${rawHtml(parts.script)}</script>`}
${shapesIn(main)}
</body>
</html>
`.markup;
}

/** Renders a link to a page of Garita, which opens outside the frame. */
export const outerLink = (frame: Frame, path: string, query: Record<string, string | undefined>, text: string): Html =>
  html`<a href="${link(frame, path, query)}" target="_blank" rel="noopener">${text}</a>`;

/** Renders the shapes of only those status icons that occur in the page. */
function shapesIn({ markup }: Html): Html {
  const shapes = Object.entries(ICON_SHAPES).filter(([mark]) => markup.includes(`#mark-${mark}"`));
  return rawHtml(
    `<svg width="0" height="0" aria-hidden="true"><defs>${shapes.map(([mark, shape]) => `<g id="mark-${mark}">${shape}</g>`).join("")}</defs></svg>`,
  );
}
