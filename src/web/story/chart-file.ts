import type { Messages } from "../../locales/messages.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { type BarKind, type ChartPaint, chartBody, chartHeight, kindsIn } from "./chart.ts";
import { nameOfSpan, type StorySpan } from "./span.ts";
import type { StoryCrossing } from "./story-facts.ts";

/** Size of the drawing in pixels, and the heights of the areas above and below the chart. */
const WIDTH = 900;
const MARGIN = 24;
const HEAD = 84;
const FOOT = 44;

const COLOURS: Record<RestrictedColour, string> = { suspended: "#b3261e", closed: "#5c2a26", limited: "#8a5a00" };
type RestrictedColour = Exclude<BarKind, "doubt">;

/** Paints with colours instead of classes, because a picture in another document has no style sheet. */
const FILE_PAINT: ChartPaint = {
  fill: (kind) =>
    rawHtml(
      kind === "doubt"
        ? 'fill="#fff" stroke="#6a6f76" stroke-width="1.5" stroke-dasharray="4 3"'
        : `fill="${COLOURS[kind]}"`,
    ),
  sign: rawHtml('stroke="#fff" stroke-opacity=".55" fill="none"'),
  line: rawHtml('stroke="#d9d5cb"'),
  text: rawHtml('fill="#1d2126" font-size="13"'),
};

/** Renders the chart as a picture of its own, with a title, a legend, and a source line with a permanent link. */
export function chartFile(
  all: readonly StoryCrossing[],
  span: StorySpan,
  { lead, link }: { lead: string; link: string },
  messages: Messages,
): string {
  const { story } = messages;
  const inner = chartHeight(Math.max(1, all.length));
  const height = HEAD + inner + FOOT;
  const legend = kindsIn(all).map(
    (kind, i): Html =>
      html`<rect x="${MARGIN + i * 210}" y="54" width="18" height="12" ${FILE_PAINT.fill(kind)}/><text x="${MARGIN + i * 210 + 24}" y="65" ${FILE_PAINT.text}>${story.kinds[kind]}</text>`,
  );
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-labelledby="title text" lang="${messages.language}">
<title id="title">${story.title(nameOfSpan(span, messages))}</title><desc id="text">${lead}</desc>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${MARGIN}" y="34" fill="#1d2126" font-size="20" font-weight="600">${story.title(nameOfSpan(span, messages))}</text>
${legend}
<svg x="${MARGIN}" y="${HEAD}" width="${WIDTH - 2 * MARGIN}" height="${inner}">
${chartBody(all, span, FILE_PAINT, messages)}${all.length === 0 && html`<text x="0" y="${inner - 16}" ${FILE_PAINT.text}>${lead}</text>`}</svg>
<text x="${MARGIN}" y="${height - 18}" fill="#555d66" font-size="12">${story.source(link)}</text>
</svg>
`.markup;
}
