import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { placeName } from "../../../domain/places/region.ts";
import type { ExpectedChange } from "../../../domain/status/change-run.ts";
import { standingsWorthSaying } from "../../../domain/status/crossing-status.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import { showNumber } from "../../../domain/text/count-text.ts";
import { showException } from "../../../domain/text/hours-text.ts";
import { programmesText } from "../../../domain/text/limit-text.ts";
import { summaryOf } from "../../../domain/text/summary.ts";
import { showMoment, showPublication } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { datedNotice } from "../../dated-notice.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { statusIcon, statusIconOfAll } from "../../marks/status-icon.ts";
import { isWorthListing, restrictionText } from "../../restriction-text.ts";
import { shortAnswers } from "../../short-answers.ts";
import { headline, reportedText, showScope, sourceLink, timeTag } from "../../standing-text.ts";
import type { CrossingNotes, CrossingSection, CrossingView, GiveNoteOnce } from "../section.ts";

/** Section with the answer. */
export const answerSection: CrossingSection<CrossingNotes> = {
  place: "answer",
  load: (data) => data.notes(),
  render: (frame, view, notes, once) => answer(frame, view, notes, once),
};

/** Renders the answer as a heading, followed by the place, the summary and the reasons. */
function answer(frame: Frame, shown: CrossingView, notes: CrossingNotes, once: GiveNoteOnce): Html {
  const { crossing, standings, at, view } = shown;
  const { messages } = frame;
  const words = messages.pages;
  const mark = statusIconOfAll(standings);
  const when = timeTag(at, crossing.timeZone, messages);
  return html`${datedNotice(frame, view, { time: when, zone: crossing.timeZone, at, back: link(frame, `/${crossing.slug}`) })}
${onlySome(frame, shown)}${onlyTravellers(frame, shown)}<section class="answer ${mark}" aria-labelledby="answer">
${statusIcon(mark, "large")}
<div><h1 id="answer">${headline(standings, crossing, messages, view.tense === "past")}</h1>
<p class="place">${placeText(crossing, messages)}</p>
${shortAnswers({ crossing, standings, at, isNow: !view.isDated }, messages)}
<details id="in-full"><summary>${words.inFull}</summary><p class="summary">${summaryOf(standings, crossing, at, messages)}.</p></details>
${!view.isDated && html`<p class="asof">${words.asOf} ${when}</p>`}</div>
</section>
${reasonsSection(frame, shown, notes, once)}`;
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

/** Renders the reasons for the answer. Services with the same reasons are listed together. */
function reasonsSection(
  { messages }: Frame,
  { crossing, standings }: CrossingView,
  notes: CrossingNotes,
  once: GiveNoteOnce,
): Html {
  const said = ({ report }: Standing) => (report === null ? null : (notes.get(report.id) ?? null));
  const groups = groupBy(
    standingsWorthSaying(standings),
    (standing) => reasons(standing, crossing, said(standing), messages).markup,
  );
  const blocks = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    const note = once(said(first));
    return html`<div class="reasons"><h3>${showScope(services, crossing, messages)}</h3>${reasons(first, crossing, note, messages)}</div>`;
  });
  return html`<section class="why" aria-labelledby="why"><h2 id="why">${messages.pages.why}</h2>${blocks}</section>`;
}

function reasons(standing: Standing, crossing: Crossing, note: string | null, messages: Messages): Html {
  const words = messages.pages;
  const zone = crossing.timeZone;
  const { reason, report, conflict, credits } = standing;
  const rows: [string, Part][] = [
    [
      words.since,
      standing.since === null
        ? report !== null && words.sinceUnknown
        : html`${standing.onset === "approximate" && `${words.roughly} `}${timeTag(standing.since, zone, messages)}${otherWord(credits.since, standing)}`,
    ],
    [words.reason, reason && messages.reports.reasons[reason]],
    [words.note, note],
    [
      words.word,
      report &&
        html`${sourceLink(report.source)}${report.source.publishedAt !== null && html`, ${words.published(showPublication(report.source.publishedAt, [zone], messages))}`}`,
    ],
    [words.sure, certaintyText(standing, zone, messages)],
    [words.restrictions, restrictionsText(standing, zone, messages)],
    [words.hoursToday, hoursTodayText(standing, messages)],
    [words.next, nextText(standing, crossing, messages)],
    [
      words.disagrees,
      conflict &&
        html`${conflict.count === undefined ? reportedText(conflict, messages) : messages.reports.counted(conflict.count === 0 ? null : showNumber(conflict.count, messages), showMoment(conflict.at, zone, messages))}, ${timeTag(conflict.at, zone, messages)}: ${conflict.source === null ? words.traffic : sourceLink(conflict.source)}`,
    ],
  ];
  return html`<dl>${rows.map(([name, text]) => text !== null && text !== undefined && text !== false && text !== "" && html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
}

/** Renders the exception that decides the hours of the day, with its source. */
function hoursTodayText({ exceptions }: Standing, messages: Messages): Part {
  const line = exceptions.find(({ isToday }) => isToday)?.line;
  if (line === undefined || line.exception === null) return null;
  return html`${showException(line.exception, messages)}: ${sourceLink(line.report.source)}`;
}

/** Renders the restrictions in force, if they say more than the answer does. */
function restrictionsText(standing: Standing, zone: string, messages: Messages): Part {
  if (!isWorthListing(standing)) return null;
  return standing.restrictions.map((each, i) => html`${i > 0 && "; "}${restrictionText(each, zone, messages)}`);
}

/** Returns the publisher in parentheses, if it differs from the publisher of the status. */
const otherWord = (publisher: string | null, { credits }: Standing): string | null =>
  publisher === null || publisher === credits.status ? null : ` (${publisher})`;

/** Describes how certain an answer is, with the last evidence for it. */
function certaintyText(standing: Standing, zone: string, messages: Messages): Part {
  const words = messages.pages;
  const { certainty, attestedAt, confirmedAt, credits } = standing;
  if (certainty === null) return words.certainties.none;
  if (certainty === "unconfirmed")
    return attestedAt === null
      ? words.certainties.unconfirmed
      : html`${words.certainties.unconfirmed}: ${words.lastAttested} ${timeTag(attestedAt, zone, messages)}${otherWord(credits.attested, standing)}`;
  return confirmedAt === null
    ? words.certainties[certainty]
    : html`${words.certainties[certainty]}, ${timeTag(confirmedAt, zone, messages)}`;
}

/** Returns the words before the time of an announced change, such as `Announced suspended from`. */
export function willBeText(next: ExpectedChange, messages: Messages): string {
  const { willBe, willBeLimited, willBeOnlyFor } = messages.pages;
  if (next.programmes.length > 0) return willBeOnlyFor(programmesText(next.programmes, messages));
  return next.limited ? willBeLimited : willBe[next.status];
}

/** Renders the next changes: by the hours, by an expected end, and by announcements. */
export function nextText(standing: Standing, { timeZone }: Crossing, messages: Messages): Part {
  const words = messages.pages;
  const { opensAt, closesAt, expectedUntil, overdue, next, credits } = standing;
  const tag = (moment: Temporal.Instant) => timeTag(moment, timeZone, messages);
  const parts: Part[] = [
    opensAt && html`${words.opens} ${tag(opensAt)}${otherWord(credits.turn, standing)}`,
    closesAt && html`${words.closes} ${tag(closesAt)}${otherWord(credits.turn, standing)}`,
    expectedUntil &&
      html`${overdue ? words.overdue : words.expectedUntil} ${timeTag(expectedUntil, timeZone, messages)}${otherWord(credits.expectedUntil, standing)}`,
    next &&
      html`${willBeText(next, messages)} ${timeTag(next.effectiveAt, timeZone, messages)} (${next.report.source.publisher})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.map((part, i) => html`${i > 0 && "; "}${part}`);
}
