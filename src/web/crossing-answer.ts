import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../domain/crossing.ts";
import { REPORT_PHRASES } from "../domain/report-phrases.ts";
import type { Standing } from "../domain/standing.ts";
import { summaryOf } from "../domain/summary.ts";
import { spokenOf } from "../domain/verdict.ts";
import { LANGUAGES, type Language } from "../domain/words.ts";
import type { CrossingView } from "./crossing-page.ts";
import { datedLine } from "./dated.ts";
import { type Frame, link } from "./frame.ts";
import { type Html, html, type Part } from "./html.ts";
import { markIcon, markOfAll } from "./mark.ts";
import { headline, showPublication, showScope, sourceLink, timeTag } from "./telling.ts";
import { WORDS } from "./words.ts";

/** The answer in one large sentence, what it means, and why it is so. */
export function answerSection(frame: Frame, shown: CrossingView): Html {
  const { crossing, standings, at, view } = shown;
  const { language } = frame;
  const words = WORDS[language];
  const mark = markOfAll(standings);
  const when = timeTag(at, crossing.timeZone, language);
  return html`${datedLine(frame, view, { time: when, zone: crossing.timeZone, at, back: link(frame, `/${crossing.slug}`) })}
${onlySome(frame, shown)}<section class="answer ${mark}" aria-labelledby="answer">
${markIcon(mark, "large")}
<div><h1 id="answer">${headline(standings, crossing, language, view.tense === "past")}</h1>
<p class="place">${placeText(crossing, language)}</p>
<p class="summary">${summaryOf(standings, crossing, at, language)}.</p>
${!view.isDated && html`<p class="asof">${words.asOf} ${when}</p>`}</div>
</section>
<section class="why" aria-labelledby="why"><h2 id="why">${words.why}</h2>${groupsOf(standings).map((group) => reasons(frame, shown, group))}</section>`;
}

/** Where it is: its name on the other side, where that is another, and the cities that it joins. */
function placeText({ name, city, state, mexicanCity, mexicanState }: Crossing, language: Language): string {
  const other = LANGUAGES.map((each) => name[each]).find((each) => each !== name[language]);
  const cities = `${city}, ${WORDS[language].states[state]} – ${mexicanCity}, ${mexicanState}`;
  return other === undefined ? cities : `${other} · ${cities}`;
}

/** That only some services were asked for, with the way to all. */
function onlySome(frame: Frame, { crossing, standings, view }: CrossingView): Html | null {
  if (standings.length === crossing.services.length) return null;
  const words = WORDS[frame.language];
  const scope = showScope(
    standings.map(({ service }) => service),
    crossing,
    frame.language,
  );
  const all = link(frame, `/${crossing.slug}`, { ...view.params, mode: undefined, direction: undefined });
  return html`<p class="then">${words.only} ${scope}. <a href="${all}">${words.allServices}</a></p>`;
}

/** Standings of which one report, one start and one certainty are told together. */
function groupsOf(standings: readonly Standing[]): Standing[][] {
  const groups = new Map<string, Standing[]>();
  for (const standing of spokenOf(standings)) {
    const { report, because, certainty, since, expectedUntil, next, conflict } = standing;
    const key = [report?.id, because, certainty, since, expectedUntil, next?.effectiveAt, conflict?.at].join("|");
    groups.set(key, [...(groups.get(key) ?? []), standing]);
  }
  return [...groups.values()];
}

function reasons({ language }: Frame, { crossing }: CrossingView, group: Standing[]): Html {
  const [standing] = group;
  if (standing === undefined) return html``;
  const words = WORDS[language];
  const zone = crossing.timeZone;
  const { report, conflict } = standing;
  const rows: [string, Part][] = [
    [
      words.since,
      standing.since === null
        ? report !== null && words.sinceUnknown
        : html`${standing.onset === "approximate" && `${words.roughly} `}${timeTag(standing.since, zone, language)}`,
    ],
    [words.reason, report?.reason && REPORT_PHRASES[language].reasons[report.reason]],
    [words.note, report?.note],
    [
      words.word,
      report &&
        html`${sourceLink(report.source)}${report.source.publishedAt !== null && html`, ${words.published(showPublication(report.source.publishedAt, zone, language))}`}`,
    ],
    [words.sure, certaintyText(standing, zone, language)],
    [words.next, nextText(standing, crossing, language)],
    [
      words.disagrees,
      conflict &&
        html`${words.saysStatus[conflict.status]}, ${timeTag(conflict.at, zone, language)}: ${conflict.source === null ? words.traffic : sourceLink(conflict.source)}`,
    ],
  ];
  const services = group.map(({ service }) => service);
  return html`<div class="reasons"><h3>${showScope(services, crossing, language)}</h3><dl>${rows.map(([name, text]) => text !== null && text !== undefined && text !== false && text !== "" && html`<dt>${name}</dt><dd>${text}</dd>`)}</dl></div>`;
}

/** How sure an answer is, with what last attests it. */
function certaintyText({ certainty, attestedAt, confirmedAt }: Standing, zone: string, language: Language): Part {
  const words = WORDS[language];
  if (certainty === null) return words.certainties.none;
  if (certainty === "unconfirmed")
    return attestedAt === null
      ? words.certainties.unconfirmed
      : html`${words.certainties.unconfirmed}: ${words.lastAttested} ${timeTag(attestedAt, zone, language)}`;
  return confirmedAt === null
    ? words.certainties[certainty]
    : html`${words.certainties[certainty]}, ${timeTag(confirmedAt, zone, language)}`;
}

/** What comes next by the hours, by an expectation, and by what is announced. */
export function nextText(standing: Standing, { timeZone }: Crossing, language: Language): Part {
  const words = WORDS[language];
  const { opensAt, closesAt, expectedUntil, overdue, next } = standing;
  const tag = (moment: Temporal.Instant) => timeTag(moment, timeZone, language);
  const parts: Part[] = [
    opensAt && html`${words.opens} ${tag(opensAt)}`,
    closesAt && html`${words.closes} ${tag(closesAt)}`,
    expectedUntil &&
      html`${overdue ? words.overdue : words.expectedUntil} ${timeTag(expectedUntil, timeZone, language)}`,
    next &&
      html`${words.willBe[next.status]} ${timeTag(next.effectiveAt, timeZone, language)} (${next.report.source.publisher})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.map((part, i) => html`${i > 0 && "; "}${part}`);
}
