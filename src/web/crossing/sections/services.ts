import type { Standing } from "../../../domain/status/standing.ts";
import { showException } from "../../../domain/text/hours-text.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { statusIcon, statusIconOf } from "../../marks/status-icon.ts";
import { markText, timeTag } from "../../standing-text.ts";
import { table } from "../../table.ts";
import type { CrossingSection, CrossingView } from "../section.ts";
import { nextText } from "./answer.ts";

/** Section with the services. */
export const servicesSection: CrossingSection = { place: "rest", render: (frame, view) => servicesTable(frame, view) };

/** Renders each service of a crossing separately, with its hours. */
function servicesTable({ messages }: Frame, { crossing, standings }: CrossingView): Html {
  const words = messages.pages;
  const row = (standing: Standing): Part[] => {
    const { service, since } = standing;
    return [
      html`${words.modes[service.mode]} <span>${directionLabel(service.direction, [crossing], messages)}</span>`,
      html`${statusIcon(statusIconOf(standing))} ${markText(standing, messages)}`,
      since === null ? "–" : timeTag(since, crossing.timeZone, messages),
      hoursCell(standing, messages),
      nextText(standing, crossing, messages) ?? "–",
    ];
  };
  const columns = [words.service, words.stands, words.since, words.hours, words.next];
  return html`<section class="services" aria-labelledby="services"><h2 id="services">${words.services}</h2>
${table(columns, standings.map(row))}
<p class="hint">${words.hoursHint(crossing.timeZone)}${standings.some(({ hours }) => hours !== null) && ` ${words.daysHint}`}</p></section>`;
}

/** Renders the weekly hours of a service, and the exceptions that are not over. */
function hoursCell({ hours, exceptions }: Standing, messages: Messages): Part {
  const words = messages.pages;
  const week = hours === null ? words.hoursNotKnown : html`<code>${hours.text}</code>`;
  const special = exceptions.flatMap(({ line: { exception, report } }) =>
    exception === null
      ? []
      : html`<br><small>${messages.reports.exception(showException(exception, messages))} (${report.source.publisher})</small>`,
  );
  return html`${week}${special}`;
}
