import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { groupedBy } from "../../../domain/places/scope.ts";
import { spokenOf } from "../../../domain/status/crossing-status.ts";
import type { Next, Standing } from "../../../domain/status/standing.ts";
import { REPORT_PHRASES } from "../../../domain/text/report-phrases.ts";
import { summaryOf } from "../../../domain/text/summary.ts";
import { showPublication } from "../../../domain/time/show-moment.ts";
import { LANGUAGES, type Language } from "../../../domain/vocabulary.ts";
import { datedLine } from "../../dated-notice.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { markIcon, markOfAll } from "../../marks/mark.ts";
import { headline, showScope, sourceLink, timeTag } from "../../standing-text.ts";
import { WORDS } from "../../words/index.ts";
import type { CrossingView, NoteOf } from "../page.ts";

/** The answer in one large sentence, with its meaning and its reasons. */
export function answerSection(frame: Frame, shown: CrossingView, noteOf: NoteOf): Html {
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
${reasonsSection(frame, shown, noteOf)}`;
}

/** The location: the crossing's name in the other language if it differs, and the cities on both sides. */
function placeText({ name, city, state, mexicanCity, mexicanState }: Crossing, language: Language): string {
  const other = LANGUAGES.map((each) => name[each]).find((each) => each !== name[language]);
  const cities = `${city}, ${WORDS[language].states[state]} – ${mexicanCity}, ${mexicanState}`;
  return other === undefined ? cities : `${other} · ${cities}`;
}

/** A notice that the page covers only some services, with a link to all of them. */
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

/** The reasons, once for all services with the same text. */
function reasonsSection({ language }: Frame, { crossing, standings, notes }: CrossingView, noteOf: NoteOf): Html {
  const said = ({ report }: Standing) => (report === null ? null : (notes.get(report.id) ?? null));
  const groups = groupedBy(
    spokenOf(standings),
    (standing) => reasons(standing, crossing, said(standing), language).markup,
  );
  const blocks = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    const note = first.report && noteOf(first.report);
    return html`<div class="reasons"><h3>${showScope(services, crossing, language)}</h3>${reasons(first, crossing, note, language)}</div>`;
  });
  return html`<section class="why" aria-labelledby="why"><h2 id="why">${WORDS[language].why}</h2>${blocks}</section>`;
}

function reasons(standing: Standing, crossing: Crossing, note: string | null, language: Language): Html {
  const words = WORDS[language];
  const zone = crossing.timeZone;
  const { report, conflict, credits } = standing;
  const rows: [string, Part][] = [
    [
      words.since,
      standing.since === null
        ? report !== null && words.sinceUnknown
        : html`${standing.onset === "approximate" && `${words.roughly} `}${timeTag(standing.since, zone, language)}${otherWord(credits.since, standing)}`,
    ],
    [words.reason, report?.reason && REPORT_PHRASES[language].reasons[report.reason]],
    [words.note, note],
    [
      words.word,
      report &&
        html`${sourceLink(report.source)}${report.source.publishedAt !== null && html`, ${words.published(showPublication(report.source.publishedAt, [zone], language))}`}`,
    ],
    [words.sure, certaintyText(standing, zone, language)],
    [words.next, nextText(standing, crossing, language)],
    [
      words.disagrees,
      conflict &&
        html`${words.saysStatus[conflict.status]}, ${timeTag(conflict.at, zone, language)}: ${conflict.source === null ? words.traffic : sourceLink(conflict.source)}`,
    ],
  ];
  return html`<dl>${rows.map(([name, text]) => text !== null && text !== undefined && text !== false && text !== "" && html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
}

/** The publisher in parentheses, if it differs from the publisher of the status. */
const otherWord = (publisher: string | null, { credits }: Standing): string | null =>
  publisher === null || publisher === credits.status ? null : ` (${publisher})`;

/** The certainty of an answer, with the latest evidence. */
function certaintyText(standing: Standing, zone: string, language: Language): Part {
  const words = WORDS[language];
  const { certainty, attestedAt, confirmedAt, credits } = standing;
  if (certainty === null) return words.certainties.none;
  if (certainty === "unconfirmed")
    return attestedAt === null
      ? words.certainties.unconfirmed
      : html`${words.certainties.unconfirmed}: ${words.lastAttested} ${timeTag(attestedAt, zone, language)}${otherWord(credits.attested, standing)}`;
  return confirmedAt === null
    ? words.certainties[certainty]
    : html`${words.certainties[certainty]}, ${timeTag(confirmedAt, zone, language)}`;
}

/** `Announced suspended from`, `Announced open with limits from`. */
export const willBeText = ({ status, limited }: Next, language: Language): string =>
  limited ? WORDS[language].willBeLimited : WORDS[language].willBe[status];

/** The next changes: by opening hours, by an expected end, and by announcement. */
export function nextText(standing: Standing, { timeZone }: Crossing, language: Language): Part {
  const words = WORDS[language];
  const { opensAt, closesAt, expectedUntil, overdue, next, credits } = standing;
  const tag = (moment: Temporal.Instant) => timeTag(moment, timeZone, language);
  const parts: Part[] = [
    opensAt && html`${words.opens} ${tag(opensAt)}${otherWord(credits.turn, standing)}`,
    closesAt && html`${words.closes} ${tag(closesAt)}${otherWord(credits.turn, standing)}`,
    expectedUntil &&
      html`${overdue ? words.overdue : words.expectedUntil} ${timeTag(expectedUntil, timeZone, language)}${otherWord(credits.expectedUntil, standing)}`,
    next &&
      html`${willBeText(next, language)} ${timeTag(next.effectiveAt, timeZone, language)} (${next.report.source.publisher})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.map((part, i) => html`${i > 0 && "; "}${part}`);
}
