import { groupBy } from "../../../domain/group-by.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { standingsWorthSaying } from "../../../domain/status/crossing-status.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import { reasonName } from "../../../domain/text/answer-lead.ts";
import { showNumber } from "../../../domain/text/count-text.ts";
import { showException } from "../../../domain/text/hours-text.ts";
import { showMoment, showPublication } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { nextText } from "../../next-text.ts";
import { isWorthListing, restrictionText } from "../../restriction-text.ts";
import { otherPublisher, reportedText, showScope, sourceLink, timeTag } from "../../standing-text.ts";
import type { CrossingNotes, CrossingView, GiveNoteOnce } from "../section.ts";

/** Renders the reasons for the answer. Services with the same reasons are listed together. */
export function reasonsSection(
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
        : html`${standing.onset === "approximate" && `${words.roughly} `}${timeTag(standing.since, zone, messages)}${otherPublisher(credits.since, standing)}`,
    ],
    [words.reason, reason && reasonName(reason, [crossing], messages)],
    [words.note, note],
    [
      words.word,
      report &&
        html`${sourceLink(report.source)}${report.source.publishedAt !== null && html`, ${words.published(showPublication(report.source.publishedAt, [zone], messages))}`}`,
    ],
    [words.sure, certaintyText(standing, zone, messages)],
    [words.restrictions, restrictionsText(standing, crossing, messages)],
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
function restrictionsText(standing: Standing, crossing: Crossing, messages: Messages): Part {
  if (!isWorthListing(standing)) return null;
  return standing.restrictions.map((each, i) => html`${i > 0 && "; "}${restrictionText(each, crossing, messages)}`);
}

/** Describes how certain an answer is, with the last evidence for it. */
function certaintyText(standing: Standing, zone: string, messages: Messages): Part {
  const words = messages.pages;
  const { certainty, attestedAt, confirmedAt, credits } = standing;
  if (certainty === null) return words.certainties.none;
  if (certainty === "unconfirmed")
    return attestedAt === null
      ? words.certainties.unconfirmed
      : html`${words.certainties.unconfirmed}: ${words.lastAttested} ${timeTag(attestedAt, zone, messages)}${otherPublisher(credits.attested, standing)}`;
  return confirmedAt === null
    ? words.certainties[certainty]
    : html`${words.certainties[certainty]}, ${timeTag(confirmedAt, zone, messages)}`;
}
