import { capitalize } from "../../../domain/capitalize.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import { showException, showHours } from "../../../domain/text/hours-text.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { statusIcon, statusIconOf } from "../../marks/status-icon.ts";
import { nextText } from "../../next-text.ts";
import { markText, scopedGroups, timeTag } from "../../standing-text.ts";
import { table } from "../../table.ts";
import type { CrossingSection, CrossingView } from "../section.ts";

/** Section with the hours, and the status of each service. */
export const servicesSection: CrossingSection = { place: "today", render: (frame, view) => servicesTable(frame, view) };

/** Renders the hours, and a folded table of all services. */
function servicesTable({ messages, isCopy }: Frame, { crossing, standings }: CrossingView): Html {
  const words = messages.pages;
  const row = (standing: Standing): Part[] => {
    const { service, since } = standing;
    return [
      html`${words.modes[service.mode]} <span>${directionLabel(service.direction, [crossing], messages)}</span>`,
      html`${statusIcon(statusIconOf(standing))} ${markText(standing, messages, isCopy)}`,
      since === null ? "–" : timeTag(since, crossing.timeZone, messages),
      hoursCell(standing, messages),
      nextText(standing, crossing, messages) ?? "–",
    ];
  };
  const columns = [words.service, words.stands, words.since, words.hours, words.next];
  return html`<section class="services" aria-labelledby="services"><h3 id="services">${words.hours}</h3>
<dl>${hoursByService(standings, crossing, messages)}</dl>
<p class="hint">${words.hoursHint(crossing.timeZone)}</p>
<details id="every-service"><summary>${words.services}</summary>${table(columns, standings.map(row))}</details></section>`;
}

/** Renders the hours in words. Services with the same hours share an entry. */
function hoursByService(standings: readonly Standing[], crossing: Crossing, messages: Messages): Html[] {
  const groups = scopedGroups(standings, (standing) => hoursCell(standing, messages), crossing, messages);
  return groups.map(({ scope, first }) => html`<dt>${capitalize(scope)}</dt><dd>${hoursCell(first, messages)}</dd>`);
}

/** Renders the weekly hours of a service, and the exceptions that are not over. */
function hoursCell({ hours, exceptions }: Standing, messages: Messages): Html {
  const words = messages.pages;
  const week = hours === null ? words.hoursNotKnown : showHours(hours, messages);
  const special = exceptions.flatMap(({ line: { exception, report } }) =>
    exception === null
      ? []
      : html`<br><small>${messages.reports.exception(showException(exception, messages))} (${report.source.publisher})</small>`,
  );
  return html`${capitalize(week)}${special}`;
}
