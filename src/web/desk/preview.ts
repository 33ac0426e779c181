import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { linesIn, type ReportLines } from "../../domain/record/report.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { StillRestricted } from "../../domain/status/still-restricted.ts";
import { type CrossingPreview, groupsOf, isAltered, type StandingsBeforeAndAfter } from "../../domain/text/preview.ts";
import { formatReportLines } from "../../domain/text/report-text.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { showScope } from "../standing-text.ts";
import { factsOf } from "./facts.ts";
import { shortPreview } from "./short-preview.ts";
import { stillRestrictedNotice } from "./still-restricted.ts";

/** A draft and its effect on the answers. */
export interface PreviewShown {
  lines: ReportLines;
  crossings: CrossingPreview[];
  still: StillRestricted[];
}

/**
 * Renders the preview of a report: for each affected crossing, what the report says about it, and the changed answers
 * in short lines. Folded tables show the answer of each service now and after recording. With `mayLift`, each crossing
 * that stays restricted has a check box for lifting its restrictions. The buttons in `actions` come before the tables.
 */
export function previewTables(
  { lines, crossings, still }: PreviewShown,
  messages: Messages,
  { isRecorded = false, mayLift = false, actions }: { isRecorded?: boolean; mayLift?: boolean; actions?: Html } = {},
): Html {
  if (crossings.length === 0) return html`<p>${messages.desk.preview.advisory}</p>${actions}`;
  const places = crossings.map(({ crossing }) => crossing);
  const words = messages.desk.preview;
  const sections = crossings.map((each) => {
    const [told] = formatReportLines(lines, [each.crossing], messages);
    return html`<section class="will"><h3>${nameIn(each.crossing, messages)}</h3>
<p class="hint">${isRecorded ? words.saysNow : words.says}: ${told?.sentences.join("; ")}.</p>
${shortPreview(each, messages)}</section>
`;
  });
  return html`${sections}${stillRestrictedNotice(still, places, messages, mayLift)}${actions}<details><summary>${messages.desk.shortPreview.details}</summary>
${crossings.map((each) => crossingTables(each, lines, messages))}</details>`;
}

/** Renders the tables of one crossing. The current and future answers come before the past ones. */
function crossingTables({ crossing, now, others }: CrossingPreview, lines: ReportLines, messages: Messages): Html {
  const words = messages.desk.preview;
  const isPast = ({ at }: StandingsBeforeAndAfter) => compareInstants(at, now.at) < 0;
  const altered = others.filter((turned) => isAltered(turned, messages));
  const table = (turned: StandingsBeforeAndAfter) =>
    turnedTable(crossing, turned, lines, words.at(showMoment(turned.at, crossing.timeZone, messages)), messages);
  const past = altered.filter(isPast).map(table);
  return html`<h4>${nameIn(crossing, messages)}</h4>
${turnedTable(crossing, now, lines, words.now, messages)}${altered.filter((turned) => !isPast(turned)).map(table)}${past.length > 0 && html`<p><b>${words.past}</b></p>${past}`}
`;
}

function turnedTable(
  crossing: Crossing,
  turned: StandingsBeforeAndAfter,
  lines: ReportLines,
  title: string,
  messages: Messages,
): Html {
  const words = messages.desk.preview;
  const { at, before, after } = turned;
  const groups = groupsOf(turned, messages);
  if (!groups.some(({ isAltered }) => isAltered)) return html`<p><b>${title}:</b> ${words.none}</p>`;
  const shown = groups.filter(({ places }) => places.some((i) => isTouched(before[i], lines)));
  const of = (standings: readonly Standing[], places: readonly number[]) =>
    standings.filter((_, i) => places.includes(i));
  const cell = (standings: readonly Standing[]) => tellStandings(standings, crossing, at, messages);
  const row = (name: string, was: Html, willBe: Html | string) =>
    html`<tr><th scope="row">${name}</th><td data-label="${words.is}">${was}</td><td data-label="${words.willBe}">${willBe}</td></tr>
`;
  const [was, willBe] = [cell(before), cell(after)];
  // The summary row omits facts that differ between the services.
  const whole = groups.length > 1 && row(words.whole, was, was.markup === willBe.markup ? words.stays : willBe);
  return html`<table class="turned"><caption>${title}</caption><thead><tr><th scope="col">${words.service}</th><th scope="col">${words.is}</th><th scope="col">${words.willBe}</th></tr></thead><tbody>
${whole}${shown.map(({ places, isAltered }) => {
  const some = of(before, places);
  const services = some.map(({ service }) => service);
  return row(showScope(services, crossing, messages), cell(some), isAltered ? cell(of(after, places)) : words.stays);
})}</tbody></table>`;
}

const isTouched = (standing: Standing | undefined, lines: ReportLines): boolean =>
  linesIn(lines).some(({ service }) => standing !== undefined && serviceKey(service) === serviceKey(standing.service));

/**
 * Renders the answer for the given services. After the sentence come the facts that all these services share and that
 * the sentence does not state.
 */
function tellStandings(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: Messages,
): Html {
  const sentence = summaryOf(standings, crossing, at, messages, servicesOf(crossing));
  const told = standings.map((standing) => factsOf(standing, crossing, messages));
  const facts = (told[0] ?? []).filter(
    ({ text, said }, i) =>
      text !== "" && told.every((others) => others[i]?.text === text) && !said.some((each) => sentence.includes(each)),
  );
  return html`${statusIcon(statusIconOfAll(standings))} ${sentence}. <small>${facts.map(({ text }) => `${text}.`).join(" ")}</small>`;
}
