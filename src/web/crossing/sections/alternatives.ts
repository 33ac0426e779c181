import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, nameIn, serviceKey } from "../../../domain/places/crossing.ts";
import { type Alternative, type Alternatives, alternativesTo } from "../../../domain/status/alternatives.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import type { BoardCrossing } from "../../map/map.ts";
import { statusIcon, statusIconOf } from "../../marks/status-icon.ts";
import { markText, showScope, timeTag } from "../../standing-text.ts";
import type { CrossingSection, CrossingView } from "../section.ts";

/** Number of alternatives shown per service. A driver looks at only a few. */
const MOST = 3;

/**
 * Maximum distance of a confirmed crossing that is offered when none of the nearest is confirmed: half a day's drive.
 */
const FARTHEST_KM = 400;

/** Returns true for services whose travellers need an alternative. */
const needsAlternatives = ({ open, because }: Standing): boolean => open !== true && because !== "no_report";

/** Section with the alternatives, shown if a service is not open. */
export const alternativesSection: CrossingSection<AlternativesView> = {
  place: "rest",
  load: async (data, { standings }) => (standings.some(needsAlternatives) ? data.others() : []),
  render: (frame, view, others) => alternativesFor(frame, view, others),
};

/**
 * Lists alternative crossings for each service that is not open. `others` are all crossings as of the page's instant.
 */
function alternativesFor(frame: Frame, view: CrossingView, others: AlternativesView): Html | null {
  const { crossing, standings } = view;
  const { messages } = frame;
  const words = messages.pages;
  const found = standings.filter(needsAlternatives).map(({ service }) => {
    const candidates = others.flatMap((other) => {
      const standing = other.standings.find(
        (each) => serviceKey(each.service) === serviceKey({ ...service, crossing: other.crossing.slug }),
      );
      return standing === undefined ? [] : [{ crossing: other.crossing, standing }];
    });
    return { service, ...alternativesTo(crossing, candidates, MOST) };
  });
  if (found.length === 0) return null;
  const groups = groupBy(found, (each) => slugsOf(each).join());
  return html`<section class="alternatives" aria-labelledby="alternatives"><h2 id="alternatives">${words.alternatives}</h2>
<div class="groups">${[...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    const scope = showScope(
      group.map(({ service }) => service),
      crossing,
      messages,
    );
    return html`<div><h3>${scope}</h3>${told(frame, view, first)}</div>`;
  })}</div></section>`;
}

const slugsOf = ({ alternatives, nearestSure }: Alternatives): string[] =>
  [...(alternatives ?? []), ...(nearestSure === null ? [] : [nearestSure])].map(({ crossing }) => crossing.slug);

function told(frame: Frame, view: CrossingView, { alternatives, nearestSure }: Alternatives): Html {
  const words = frame.messages.pages;
  if (alternatives === null) return html`<p>${words.noPoint}</p>`;
  if (alternatives.length === 0) return html`<p>${words.noAlternative}</p>`;
  const isShown = (one: Alternative) => alternatives.some(({ crossing }) => crossing.slug === one.crossing.slug);
  const all =
    nearestSure !== null && nearestSure.distanceKm < FARTHEST_KM && !isShown(nearestSure)
      ? [...alternatives, nearestSure]
      : alternatives;
  return html`<ul class="crossings">${all.map((each) => entry(frame, view, each))}</ul>`;
}

function entry(frame: Frame, { view }: CrossingView, { crossing, standing, distanceKm }: Alternative): Html {
  const { messages } = frame;
  return html`<li>${statusIcon(statusIconOf(standing))}<div><a href="${link(frame, `/${crossing.slug}`, view.params)}">${nameIn(crossing, messages)}</a> <span class="place">${messages.pages.km(distanceKm)}</span><p>${entryText(standing, crossing, messages)}</p></div></li>
`;
}

/** Describes the status in a few words: how reliable it is, and how long the service stays open. */
function entryText(standing: Standing, crossing: Crossing, messages: Messages): Html {
  const words = messages.pages;
  const { certainty, attestedAt, closesAt } = standing;
  const since = certainty === "unconfirmed" && attestedAt !== null;
  return html`${markText(standing, messages)}${since && html`, ${words.lastAttested} ${timeTag(attestedAt, crossing.timeZone, messages)}`}${closesAt !== null && html`; ${words.closes} ${timeTag(closesAt, crossing.timeZone, messages)}`}`;
}

/** Crossings to search for alternatives. */
type AlternativesView = readonly Pick<BoardCrossing, "crossing" | "standings">[];
