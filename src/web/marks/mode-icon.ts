import type { Mode } from "../../domain/vocabulary.ts";
import { type Html, html } from "../html.ts";

/** Shapes of the modes of traffic, centred on 0, 24 units wide. */
export const MODE_SHAPES: Record<Mode, string> = {
  pedestrian:
    '<circle class="fill" cx="1" cy="-8.6" r="2.3"/><path class="stroke" d="M.5-4.5-.5 2.5-4 10M-.5 2.5 3.2 10M-5 1-2-4H3L5.5.5"/>',
  passenger:
    '<path class="fill" d="M-11 4.5V0L-8-1.5-5-6.5H4L8-1.5 11 0V4.5Z"/><circle class="wheel" cx="-5.8" cy="5" r="2.6"/><circle class="wheel" cx="5.8" cy="5" r="2.6"/>',
  commercial:
    '<path class="fill" d="M-11-7.5H3V5H-11ZM4.2-4H8L11 .5V5H4.2Z"/><circle class="wheel" cx="-6.5" cy="5.5" r="2.6"/><circle class="wheel" cx="6.5" cy="5.5" r="2.6"/>',
  rail: '<path class="fill" fill-rule="evenodd" d="M-5-10H5Q7.5-10 7.5-7V3.5Q7.5 6.5 4.5 6.5H-4.5Q-7.5 6.5-7.5 3.5V-7Q-7.5-10-5-10ZM-5-7V-1.5H5V-7Z"/><path class="stroke" d="M-4 7.5-6.5 10.5M4 7.5 6.5 10.5"/>',
};

/** Renders the icon of a mode. The text beside the icon names the mode, so screen readers skip the icon. */
export const modeIcon = (mode: Mode): Html =>
  html`<svg class="mode" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false"><use href="#mode-${mode}"/></svg>`;
