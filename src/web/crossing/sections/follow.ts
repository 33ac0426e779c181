import { uncapitalize } from "../../../domain/capitalize.ts";
import type { AskedServices, Crossing } from "../../../domain/places/crossing.ts";
import { DIRECTIONS } from "../../../domain/vocabulary.ts";
import type { Frame } from "../../frame.ts";
import { address, type Html, html } from "../../html.ts";
import type { CrossingSection } from "../section.ts";

/** Section with the calendars and feeds to subscribe to, folded. */
export const followSection: CrossingSection = {
  place: "end",
  render: (frame, { crossing }) => follow(frame, crossing),
};

/** The offered alarm rings this many minutes before an event: enough time to take another bridge. */
const ALARM_MINUTES = 30;

/** Renders links to the calendar and the feed of the whole crossing, of each direction, and of each service. */
function follow({ messages }: Frame, { slug, services }: Crossing): Html {
  const { follow: words, pages } = messages;
  const row = (name: string, asked: AskedServices) => {
    const of = (file: string, alarm?: number) =>
      address(`/v1/crossings/${slug}/${file}`, { ...asked, alarm: alarm?.toString(), lang: messages.language });
    return html`<li><b>${name}</b>: <a href="${of("calendar.ics")}">${words.calendar}</a> · <a href="${of("calendar.ics", ALARM_MINUTES)}">${words.withAlarm(ALARM_MINUTES)}</a> · <a href="${of("atom.xml")}">${words.feed}</a></li>
`;
  };
  const directions = DIRECTIONS.filter((direction) => services.some((each) => each.direction === direction));
  return html`<details id="follow"><summary>${words.title}</summary><p>${words.hint}</p><ul>
${row(words.everything, {})}${directions.length > 1 && directions.map((direction) => row(pages.directions[direction], { direction }))}${services.map(({ mode, direction }) => row(`${pages.modes[mode]}, ${uncapitalize(pages.directions[direction])}`, { mode, direction }))}</ul></details>`;
}
