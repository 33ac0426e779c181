import type { StatusIcon } from "../../domain/vocabulary.ts";
import { type Html, rawHtml } from "../html.ts";
import { MODE_SHAPES } from "./mode-icon.ts";

/**
 * Shapes of the status icons, centred on 0, 24 units wide. They are distinct without colour: a tick, a half, a question
 * mark, a clock, one bar, two bars, a cross and an empty diamond.
 */
export const ICON_SHAPES: Record<StatusIcon, string> = {
  open: '<circle class="fill" r="10"/><path class="sign" d="M-4.8.4-1.4 3.8 5-3.4"/>',
  limited: '<circle class="back" r="10"/><path class="fill" d="M0-10A10 10 0 0 0 0 10Z"/><circle class="rim" r="10"/>',
  doubtful:
    '<circle class="back" r="10"/><circle class="rim dashed" r="10"/><path class="stroke" d="M-3.2-2.6A3.2 3.2 0 1 1 .9.5Q0 .9 0 2.2"/><circle class="fill" cy="5.2" r="1.5"/>',
  outside_hours: '<circle class="back" r="10"/><circle class="rim" r="10"/><path class="stroke" d="M0-6V0L4 3"/>',
  limited_to_others: '<circle class="fill" r="10"/><path class="sign" d="M-5 0H5"/>',
  suspended:
    '<path class="fill" d="M-4.4-10.6H4.4L10.6-4.4V4.4L4.4 10.6H-4.4L-10.6 4.4V-4.4Z"/><path class="sign" d="M-3-4.4V4.4M3-4.4V4.4"/>',
  closed:
    '<rect class="fill" x="-9.6" y="-9.6" width="19.2" height="19.2" rx="2"/><path class="sign" d="M-4.4-4.4 4.4 4.4M4.4-4.4-4.4 4.4"/>',
  unknown:
    '<path class="back" d="M0-11 11 0 0 11-11 0Z"/><path class="rim" d="M0-11 11 0 0 11-11 0Z"/><circle class="fill" r="1.8"/>',
};

const symbols = (kind: string, shapes: Record<string, string>): string =>
  Object.entries(shapes)
    .map(([name, shape]) => `<g id="${kind}-${name}">${shape}</g>`)
    .join("");

/** Patterns for forced colours, in which the bands of a timeline cannot be told apart by colour. */
const PATTERNS = Object.entries({ lines: "M0 2H6", posts: "M2 0V6", dots: "M2 3h2" })
  .map(
    ([id, path]) =>
      `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path class="woven" d="${path}"/></pattern>`,
  )
  .join("");

/** Hatching for forced colours, in which a suspended band has the colour of the other hatching. */
const GAPS =
  '<pattern id="gaps" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="gap" width="3" height="9"/></pattern>';

/** Shapes of the statuses and modes, and patterns of the timeline. Each is defined once, and pages refer to it. */
export const ICON_SYMBOLS: Html = rawHtml(
  `<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>${symbols("mark", ICON_SHAPES)}${symbols("mode", MODE_SHAPES)}<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="4" height="7"/></pattern>${GAPS}${PATTERNS}</defs></svg>`,
);
