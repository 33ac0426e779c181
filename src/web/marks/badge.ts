import measure from "anafanafo";
import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { lineOf } from "../../domain/text/crossing-line.ts";
import type { StatusIcon } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { badgeWords } from "./badge-words.ts";
import { ICON_SHAPES } from "./icon-shapes.ts";
import { statusIconOfAll } from "./status-icon.ts";

/** Colours of one side of a badge: background and text. */
interface Paint {
  ground: string;
  ink: string;
}

const WHITE = "#fff";

/**
 * Colours by status. The contrast between text and background is at least 4.5:1 (WCAG 2.2, 1.4.3). A doubtful status
 * has a pale background and a dashed edge.
 */
export const PAINTS: Record<StatusIcon | "name", Paint> = {
  name: { ground: "#2b323a", ink: WHITE },
  open: { ground: "#1d7a46", ink: WHITE },
  limited: { ground: "#8a5a00", ink: WHITE },
  doubtful: { ground: "#fff6df", ink: "#6b4600" },
  outside_hours: { ground: "#4a5d78", ink: WHITE },
  limited_to_others: { ground: "#7a4a1d", ink: WHITE },
  suspended: { ground: "#b3261e", ink: WHITE },
  closed: { ground: "#5c2a26", ink: WHITE },
  unknown: { ground: "#eceef0", ink: "#4a5058" },
};

/** Returns the colour of a status on a map of another program: the darker of its two colours. */
export const markerColour = (mark: StatusIcon): string => (isPale(mark) ? PAINTS[mark].ink : PAINTS[mark].ground);

const HEIGHT = 20;
const MARGIN = 6;
const SIGN = 14;
const CORNER = 3;
const FONT = "11px Verdana";

/**
 * Renders the badge of a crossing, for embedding in pages. The badge shows the name, and the answer for the requested
 * services as an icon and in words. The SVG works on sites that forbid inline styles.
 */
export function badgeSvg(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: Messages,
): string {
  const mark = statusIconOfAll(standings);
  const name = nameIn(crossing, messages);
  const words = sound(badgeWords(standings, crossing, at, messages));
  const [nameWidth, wordsWidth] = [widthOf(name), widthOf(words)];
  const left = nameWidth + 2 * MARGIN;
  const right = MARGIN + SIGN + 4 + wordsWidth + MARGIN;
  const sentence = lineOf(standings, crossing, { at, messages, asked: "now" });
  const middle = HEIGHT / 2;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" viewBox="0 0 ${left + right} ${HEIGHT}" role="img" xml:lang="${messages.language}">
<title>${sound(sentence)}</title>
<path fill="${PAINTS.name.ground}" d="M${left} 0H${CORNER}a${CORNER} ${CORNER} 0 0 0-${CORNER} ${CORNER}V${HEIGHT - CORNER}a${CORNER} ${CORNER} 0 0 0 ${CORNER} ${CORNER}H${left}z"/>
<path ${ground(mark)} d="${rightSide(left, right, isPale(mark) ? 0.5 : 0)}"/>
<g transform="translate(${left + MARGIN + SIGN / 2} ${middle}) scale(${SIGN / 24})">${sign(mark)}</g>
<g font-family="Verdana,Geneva,'DejaVu Sans',sans-serif" font-size="11">
${written(sound(name), MARGIN, nameWidth, PAINTS.name.ink)}
${written(words, left + MARGIN + SIGN + 4, wordsWidth, PAINTS[mark].ink)}
</g>
</svg>
`.markup;
}

/** Returns the width of a text in whole pixels, which keep the adjacent edges sharp. */
const widthOf = (text: string): number => Math.ceil(measure(text, { font: FONT, guess: true }));

/** Renders a text at a position. `textLength` makes the text as wide as measured, whatever font the reader has. */
const written = (text: string, x: number, width: number, ink: string): Html =>
  html`<text x="${x}" y="14" fill="${ink}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${text}</text>`;

const isPale = (mark: StatusIcon): boolean => mark === "doubtful" || mark === "unknown";

const ground = (mark: StatusIcon): Html => {
  const { ground: fill, ink } = PAINTS[mark];
  if (!isPale(mark)) return html`fill="${fill}"`;
  return html`fill="${fill}" stroke="${ink}"${mark === "doubtful" && html` stroke-dasharray="3 2"`}`;
};

/** Returns the right side of the badge with its rounded corners. `inset` is half the width of its edge, or 0. */
function rightSide(left: number, width: number, inset: number): string {
  const [across, down] = [width - inset - CORNER, HEIGHT - 2 * CORNER - 2 * inset];
  const corner = (x: number, y: number) => `a${CORNER} ${CORNER} 0 0 1 ${x} ${y}`;
  return `M${left} ${inset}h${across}${corner(CORNER, CORNER)}v${down}${corner(-CORNER, CORNER)}h-${across}z`;
}

/** Renders the shape of a status icon, coloured with SVG attributes instead of the pages' CSS classes. */
function sign(mark: StatusIcon): Html {
  const { ground: back, ink } = PAINTS[mark];
  const line = (colour: string, width: number) =>
    `fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`;
  const paints: Record<string, string> = {
    fill: `fill="${ink}"`,
    back: `fill="${back}"`,
    rim: line(ink, 2),
    "rim dashed": `${line(ink, 2)} stroke-dasharray="3.4 2.3"`,
    stroke: line(ink, 2.2),
    sign: line(back, 2.8),
  };
  return rawHtml(ICON_SHAPES[mark].replace(/class="([^"]+)"/g, (_, name: string) => paints[name] ?? ""));
}

/** Replaces the characters that XML does not allow, such as U+FFFE and U+FFFF. */
const sound = (text: string): string => text.replace(/[\u{FFFE}\u{FFFF}]|[^\P{Cc}\t\n\r]|\p{Cs}/gu, "\u{FFFD}");
