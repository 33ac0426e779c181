import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { placeName } from "../../../domain/places/region.ts";
import { statedLane } from "../../../domain/text/answer-parts.ts";
import { summaryOf } from "../../../domain/text/summary.ts";
import { earliestInstant } from "../../../domain/time/moment.ts";
import { showNear } from "../../../domain/time/show-moment.ts";
import type { Direction, Mode } from "../../../domain/vocabulary.ts";
import type { Messages } from "../../../locales/messages.ts";
import { datedNotice, unreachedNotice } from "../../dated-notice.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { statusIcon, statusIconOfAll } from "../../marks/status-icon.ts";
import { shortAnswers } from "../../short-answers.ts";
import { headline, showScope, timeTag } from "../../standing-text.ts";
import { askedTimeOf } from "../../view.ts";
import type { CrossingNotes, CrossingSection, CrossingView, GiveNoteOnce } from "../section.ts";
import { reasonsSection } from "./reasons.ts";

/** Section with the answer. */
export const answerSection: CrossingSection<CrossingNotes> = {
  place: "answer",
  load: (data) => data.notes(),
  render: (frame, view, notes, once) => answer(frame, view, notes, once),
};

/**
 * Renders the answer as a heading, followed by the place and the answer for each mode. The summary and the reasons are
 * folded.
 */
function answer(frame: Frame, shown: CrossingView, notes: CrossingNotes, once: GiveNoteOnce): Html {
  const { crossing, standings, at, view } = shown;
  const { messages } = frame;
  const words = messages.pages;
  const mark = statusIconOfAll(standings);
  const when = timeTag(at, crossing.timeZone, messages);
  return html`${datedNotice(frame, view, { time: when, zone: crossing.timeZone, at, back: link(frame, `/${crossing.slug}`) })}
${onlySome(frame, shown)}${onlyTravellers(frame, shown)}<section class="answer ${mark}" aria-labelledby="answer">
<div class="head">${statusIcon(mark, "large")}<div><h1 id="answer">${headline(standings, crossing, messages, view.tense === "past")}</h1>
<p class="place">${placeText(crossing, messages)}</p></div></div>
${shortAnswers({ crossing, standings, at, asked: askedTimeOf(view) }, messages, (mode, direction) => laneWaits(frame, shown, mode, direction))}
${!view.isDated && html`<p class="asof">${words.asOf} ${when}</p>`}${unreachedNotice(frame, shown.unreached, at, [crossing.timeZone])}
<details id="in-full"><summary>${words.inFull}</summary><p class="summary">${summaryOf(standings, crossing, at, messages)}.</p>
${reasonsSection(frame, shown, notes, once)}</details>
</section>`;
}

/** Renders the waits that the short answer does not state, and the time of the oldest wait. */
function laneWaits(
  { messages }: Frame,
  { crossing, standings, at }: CrossingView,
  mode: Mode,
  direction: Direction,
): Html | null {
  const standing = standings.find(({ service }) => service.mode === mode && service.direction === direction);
  const lanes = (standing?.wait ?? []).filter(({ minutes }) => minutes !== null);
  const filedAt = earliestInstant(lanes.map((lane) => lane.at));
  if (standing?.because !== "in_service" || filedAt === null) return null;
  const { crossing: words, pages } = messages;
  const others = lanes
    .filter(({ kind }) => kind !== statedLane(standing))
    .map(({ kind, minutes }) => words.laneWait(pages.lanes[kind], pages.minutes(minutes ?? 0)));
  return html` <small>${[...others, words.waitReported(showNear(filedAt, at, crossing.timeZone, messages))].join(" · ")}</small>`;
}

/**
 * Returns the line about the place: the name in the other language if it differs, and the cities that the crossing
 * joins.
 */
function placeText(crossing: Crossing, messages: Messages): string {
  const { name } = crossing;
  const other = [name.en, name.es].find((each) => each !== nameIn(crossing, messages));
  const cities = sidesText(crossing, messages);
  return other === undefined ? cities : `${other} · ${cities}`;
}

/** Returns the cities and states on both sides: `Lukeville, Arizona – Sonoyta, Sonora`. */
export const sidesText = ({ sides }: Crossing, messages: Messages): string =>
  sides.map(({ city, region }) => `${city}, ${placeName(region.name, messages)}`).join(" – ");

/** Renders the hint that the page shows only some services, with a link to all of them. */
function onlySome(frame: Frame, { crossing, standings, view }: CrossingView): Html | null {
  if (standings.length === crossing.services.length) return null;
  const words = frame.messages.pages;
  const scope = showScope(
    standings.map(({ service }) => service),
    crossing,
    frame.messages,
  );
  const all = link(frame, `/${crossing.slug}`, { ...view.params, mode: undefined, direction: undefined });
  return html`<p class="then">${words.only} ${scope}. <a href="${all}">${words.allServices}</a></p>`;
}

/** Renders the hint that the answer is for travellers of one programme, with a link to the answer for everybody. */
function onlyTravellers(frame: Frame, { crossing, view }: CrossingView): Html | null {
  if (view.programme === undefined) return null;
  const { pages, phrases } = frame.messages;
  const all = link(frame, `/${crossing.slug}`, { ...view.params, programme: undefined });
  return html`<p class="then">${pages.answersFor(phrases.programmes[view.programme])} <a href="${all}">${pages.allTravellers}</a></p>`;
}
