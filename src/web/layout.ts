import type { Messages } from "../locales/messages.ts";
import { copyNotice } from "./copy/copy-notice.ts";
import { type Frame, inLanguage, link } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { ICON_SYMBOLS } from "./marks/icon-shapes.ts";

/** Metadata and contents of a page. */
export interface Page {
  title: string;
  /** One sentence for search results and link previews. */
  description: string;
  main: Html;
  /** True if the page follows the stream, as pages about the present do. */
  isLive?: boolean;
  /** Crossing whose changes the page follows, if the page follows only one. */
  crossing?: string;
  /** Path under which search engines list the page, if the page has filters. */
  canonical?: string;
  /** Links to the same answer in formats for programs. */
  alternates?: { type: string; href: string; title: string }[];
  /** Style sheet and script that only pages of this kind need. */
  beside?: { style: string; script: string };
  /** False for a page that is not part of the installed app, such as the desk. Default: true. */
  isInApp?: boolean;
  /** Structured data for programs that read pages. */
  data?: Html | null;
  /** Time zones of the crossings on the page. Default: UTC. */
  zones?: readonly string[];
}

/** Renders a whole document. It contains no inline script or style, so that its policy can forbid them. */
export function layout(frame: Frame, page: Page): string {
  const { messages, locales, assets } = frame;
  const words = messages.pages;
  const canonical = page.canonical ?? (frame.isCopy ? frame.path : undefined);
  const live =
    page.isLive === true && !frame.isCopy
      ? html` data-live data-at="${String(frame.now)}" ${page.crossing !== undefined && html` data-crossing="${page.crossing}"`}`
      : "";
  return html`<!DOCTYPE html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${assets.style}">
${
  page.beside !== undefined &&
  html`<link rel="stylesheet" href="${page.beside.style}">
`
}<link rel="icon" href="${assets.icon}" type="image/svg+xml">
${
  page.isInApp !== false &&
  !frame.isCopy &&
  html`<link rel="manifest" href="${link(frame, "/manifest.webmanifest")}">
`
}${locales.map(
  (other) => html`<link rel="alternate" hreflang="${other.language}" href="${inLanguage(frame, other)}">
`,
)}${page.alternates?.map(
  ({ type, href, title }) => html`<link rel="alternate" type="${type}" href="${href}" title="${title}">
`,
)}${
  canonical !== undefined &&
  html`<link rel="canonical" href="${frame.publicUrl ?? ""}${link(frame, canonical)}">
`
}${openGraph(frame, page)}<script src="${assets.script}" defer></script>
${
  page.beside !== undefined &&
  html`<script src="${page.beside.script}" defer></script>
`
}${
  frame.isCopy
    ? html`<script src="${assets.copyScript}" defer></script>
`
    : page.data
}</head>
<body${live} data-words="${JSON.stringify(words.script)}">
<a class="skip" href="#main">${words.skip}</a>
<header class="top">
<a class="home" href="${link(frame, "/")}">Garita</a>
<nav aria-label="${words.nav}"><ul>${entry(frame, "/", words.board)}${entry(frame, "/about", words.about)}</ul></nav>
<nav class="languages" aria-label="${words.languages}"><ul>${locales.map((other) => switchTo(frame, other))}</ul></nav>
</header>
<main id="main" tabindex="-1">
<p id="stale" class="stale" role="status"></p>
<p id="spoken" class="unseen" role="status"></p>
${frame.isCopy && copyNotice(frame, { isLive: page.isLive === true, zones: page.zones ?? ["UTC"] })}${page.main}
</main>
<footer class="bottom">
<p>${words.disclaimer}</p>
<p><a href="${link(frame, "/about")}">${words.about}</a> · <a href="${link(frame, "/history")}">${messages.story.link}</a> · <a href="${link(frame, "/docs")}">${words.api}</a>${!frame.isCopy && html` · <a href="${link(frame, "/desk")}">${words.desk}</a>`}</p>
</footer>
${ICON_SYMBOLS}
</body>
</html>
`.markup;
}

const entry = (frame: Frame, path: string, name: string): Html =>
  html`<li><a href="${link(frame, path)}"${frame.path === path && html` aria-current="page"`}>${name}</a></li>`;

const switchTo = (frame: Frame, other: Messages): Html =>
  html`<li><a href="${inLanguage(frame, other)}" hreflang="${other.language}" lang="${other.language}"${other.language === frame.messages.language && html` aria-current="true"`}>${other.name}</a></li>`;

function openGraph(frame: Frame, { title, description }: Page): Html {
  const { messages, publicUrl } = frame;
  return html`<meta property="og:site_name" content="Garita">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:locale" content="${messages.region}">
${
  publicUrl !== null &&
  html`<meta property="og:url" content="${publicUrl}${link(frame, frame.path, frame.query)}">
`
}`;
}
