import type { Frame } from "../frame.ts";
import { address, type Html, html } from "../html.ts";
import { copyButton } from "./copy-button.ts";

/**
 * Heights of frames in pixels, at a width of 320. The frame of a crossing has room for the answers of any crossing in
 * any language, even while one restriction shuts the whole crossing. It scrolls if each mode has its own restriction.
 * The frame of an area has room for the usual answers of its crossings in any language, and scrolls if it has more than
 * 5 crossings. The frame of the board has room for the counts and a few crossings in trouble.
 */
const HEIGHTS = {
  crossing: () => 380,
  area: (crossings: number) => Math.min(140 + 130 * crossings, 680),
  board: () => 480,
};

/** What a snippet shows. */
export interface EmbedSubject {
  kind: keyof typeof HEIGHTS;
  /** Last part of the embedded page's address. */
  slug: string;
  name: string;
  /** Number of crossings in the frame. */
  crossings: number;
  params: Record<string, string | undefined>;
}

/** Renders, folded, the code that shows the current answer on another page, with a button that copies it. */
export function embedSnippet(frame: Frame, { kind, slug, name, crossings, params }: EmbedSubject): Html {
  const { messages, publicUrl } = frame;
  const words = messages.embed;
  const source = address(`/embed/${slug}`, { ...params, lang: messages.language });
  const code = html`<iframe src="${publicUrl}${source}" title="Garita: ${name}" width="320" height="${HEIGHTS[kind](crossings)}" loading="lazy"></iframe>`;
  return html`<details id="embed"><summary>${words.show[kind]}</summary>
<p><code id="embed-code" data-whole>${code.markup}</code></p>
<p class="hint">${words.hint} ${words.scrolls[kind]}</p>${copyButton("embed-code", frame)}</details>`;
}
