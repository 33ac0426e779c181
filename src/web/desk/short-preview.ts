import { groupBy } from "../../domain/group-by.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { contextOf } from "../../domain/text/answer-parts.ts";
import { modeAnswers, shortAnswer } from "../../domain/text/mode-answers.ts";
import { type CrossingPreview, groupsOf, isAltered, type StandingsBeforeAndAfter } from "../../domain/text/preview.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { showBrief } from "../../domain/time/show-moment.ts";
import type { Mode } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { statusIcon, statusIconOf } from "../marks/status-icon.ts";
import { showScope } from "../standing-text.ts";

/**
 * Renders the effect on one crossing in short lines: the current answer of each mode and the new one, now and at each
 * later time at which the answer changes. The present is left out if the report only announces something. Answers about
 * the past are left to the tables.
 */
export function shortPreview({ crossing, now, others }: CrossingPreview, messages: Messages): Html {
  const words = messages.desk.shortPreview;
  const isLater = ({ at }: StandingsBeforeAndAfter) => compareInstants(at, now.at) > 0;
  const later = others.filter((turned) => isLater(turned) && isAltered(turned, messages));
  const shown = later.length > 0 && isSameStatus(now) ? later : [now, ...later];
  return html`<ul class="turns">${shown.map((turned) => {
    const title = turned === now ? words.now : showBrief(turned.at, now.at, crossing.timeZone, messages);
    return html`<li><b>${title}</b> ${turnOf(turned, crossing, turned === now, messages)}</li>
`;
  })}</ul>`;
}

/** Returns true if the current answers stay the same, apart from the changes that they announce. */
const isSameStatus = ({ before, after }: StandingsBeforeAndAfter): boolean =>
  before.every((was, i) => factsNow(was) === factsNow(after[i]));

const factsNow = (standing: Standing | undefined): string => {
  const { open, status, because, limited, programmes, reason, expectedUntil, overdue, hours } = standing ?? {};
  return JSON.stringify([open, status, because, limited, programmes, reason, expectedUntil, overdue, hours?.text]);
};

/** Renders the answers of the modes that change, or says that none does. */
function turnOf(
  { at, before, after }: StandingsBeforeAndAfter,
  crossing: Crossing,
  isNow: boolean,
  messages: Messages,
): Html {
  const { modes: names, directions } = messages.pages;
  const tell = (standings: readonly Standing[], mode: Mode) => {
    const some = standings.filter(({ service }) => service.mode === mode);
    const [answer] = modeAnswers(some, { ...contextOf(crossing, at, messages), isNow });
    const other = answer?.other ? `; ${directions[answer.other.standing.service.direction]}: ${answer.other.text}` : "";
    return { standing: answer?.standing, text: `${answer?.text ?? ""}${other}` };
  };
  const modes = [...new Set(before.map(({ service }) => service.mode))];
  const turns = modes
    .map((mode) => ({ mode, was: tell(before, mode), willBe: tell(after, mode) }))
    .filter(({ was, willBe }) => was.text !== willBe.text);
  if (turns.length === 0) return otherTurns({ at, before, after }, crossing, isNow, messages);
  const groups = groupBy(turns, ({ was, willBe }) => `${was.text}|${willBe.text}`);
  return html`${[...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return "";
    const named = group.length === modes.length ? "" : `${group.map(({ mode }) => names[mode]).join(", ")}: `;
    return html`<p>${named}${arrow(first.was.text, first.willBe.text, first.willBe.standing, messages)}</p>`;
  })}`;
}

/**
 * Renders the answers that change although the short lines stay the same, such as southbound answers that say little.
 */
function otherTurns(turned: StandingsBeforeAndAfter, crossing: Crossing, isNow: boolean, messages: Messages): Html {
  const { at, before, after } = turned;
  const tell = (standing: Standing | undefined) =>
    standing === undefined ? "" : shortAnswer(standing, { ...contextOf(crossing, at, messages), isNow });
  const turns = groupsOf(turned, messages).flatMap(({ places }) => {
    const [first = 0] = places;
    const [was, willBe] = [tell(before[first]), tell(after[first])];
    return was === willBe ? [] : [{ places, was, willBe, standing: after[first] }];
  });
  if (turns.length === 0) return html`${messages.desk.shortPreview.same}`;
  return html`${turns.map(({ places, was, willBe, standing }) => {
    const services = places.flatMap((i) => before[i]?.service ?? []);
    return html`<p>${showScope(services, crossing, messages)}: ${arrow(was, willBe, standing, messages)}</p>`;
  })}`;
}

/** Renders the current and the new answer. Screen readers say which is which. */
function arrow(was: string, willBe: string, standing: Standing | undefined, messages: Messages): Html {
  const words = messages.desk.shortPreview;
  const icon = standing && statusIcon(statusIconOf(standing));
  return html`<span class="was"><span class="unseen">${words.before} </span>${was}</span> <span aria-hidden="true">→</span> ${icon} <span class="unseen">${words.after} </span><b>${willBe}</b>`;
}
