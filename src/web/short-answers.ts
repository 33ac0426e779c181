import type { Temporal } from "temporal-polyfill";
import { uncapitalize } from "../domain/capitalize.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { Standing } from "../domain/status/standing.ts";
import { contextOf } from "../domain/text/answer-parts.ts";
import { type AskedTime, tenseOf } from "../domain/text/crossing-line.ts";
import { modeAnswers } from "../domain/text/mode-answers.ts";
import type { Direction, Mode } from "../domain/vocabulary.ts";
import type { Messages } from "../locales/messages.ts";
import { type Html, html, type Part } from "./html.ts";
import { statusIcon, statusIconOf } from "./marks/status-icon.ts";

/** The answers for one crossing at an instant. */
interface Answered {
  crossing: Crossing;
  standings: readonly Standing[];
  at: Temporal.Instant;
  asked: AskedTime;
}

/**
 * Renders one short line per mode of a crossing, or per group of modes with the same answer. The other direction
 * follows in small type if there is something to say about it. A single line has no icon, because the crossing's own
 * icon shows the same. `more` renders further text about a service below its answer.
 */
export function shortAnswers(
  { crossing, standings, at, asked }: Answered,
  messages: Messages,
  more: (mode: Mode, direction: Direction) => Part = () => null,
): Html {
  const { modes: names, directions } = messages.pages;
  const answers = modeAnswers(standings, { ...contextOf(crossing, at, messages), ...tenseOf(asked) });
  return html`<ul class="modes">${answers.map(({ modes, standing, text, other }) => {
    const small =
      other !== null &&
      html` <small>${directions[other.standing.service.direction]}: ${uncapitalize(other.text)}</small>`;
    const named = modes.map((mode, i) => (i === 0 ? names[mode] : uncapitalize(names[mode]))).join(", ");
    return html`<li>${answers.length > 1 && statusIcon(statusIconOf(standing))}<p><b>${named}</b> ${text}${modes.map((mode) => more(mode, standing.service.direction))}${small}</p></li>
`;
  })}</ul>`;
}
