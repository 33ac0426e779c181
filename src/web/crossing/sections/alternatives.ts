import { type Crossing, serviceKey } from "../../../domain/places/crossing.ts";
import { groupedBy } from "../../../domain/places/scope.ts";
import { type Alternative, type Alternatives, alternativesTo } from "../../../domain/status/alternatives.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import type { Language } from "../../../domain/vocabulary.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import type { BoardCrossing } from "../../map/map.ts";
import { markIcon, markOf } from "../../marks/mark.ts";
import { showScope, timeTag } from "../../standing-text.ts";
import { WORDS } from "../../words/index.ts";
import type { CrossingView } from "../page.ts";

/** How many alternatives are shown per service. A driver looks at only a few. */
const MOST = 3;

/**
 * The maximum distance of a confirmed crossing that is offered when none of the nearest is confirmed: half a day's
 * drive.
 */
const FARTHEST_KM = 400;

/** Whether to offer alternatives to a service. */
export const isWanting = ({ open, because }: Standing): boolean => open !== true && because !== "no_report";

/** Alternatives for each service that is not open. `others` holds all crossings at the same instant. */
export function alternativesSection(frame: Frame, view: CrossingView): Html | null {
  const { crossing, standings, others } = view;
  const { language } = frame;
  const words = WORDS[language];
  const found = standings.filter(isWanting).map(({ service }) => {
    const candidates = others.flatMap((other) => {
      const standing = other.standings.find(
        (each) => serviceKey(each.service) === serviceKey({ ...service, crossing: other.crossing.slug }),
      );
      return standing === undefined ? [] : [{ crossing: other.crossing, standing }];
    });
    return { service, ...alternativesTo(crossing, candidates, MOST) };
  });
  if (found.length === 0) return null;
  const groups = groupedBy(found, (each) => slugsOf(each).join());
  return html`<section class="alternatives" aria-labelledby="alternatives"><h2 id="alternatives">${words.alternatives}</h2>
<div class="groups">${[...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    const scope = showScope(
      group.map(({ service }) => service),
      crossing,
      language,
    );
    return html`<div><h3>${scope}</h3>${told(frame, view, first)}</div>`;
  })}</div></section>`;
}

const slugsOf = ({ alternatives, nearestSure }: Alternatives): string[] =>
  [...(alternatives ?? []), ...(nearestSure === null ? [] : [nearestSure])].map(({ crossing }) => crossing.slug);

function told(frame: Frame, view: CrossingView, { alternatives, nearestSure }: Alternatives): Html {
  const words = WORDS[frame.language];
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
  const { language } = frame;
  return html`<li>${markIcon(markOf(standing))}<div><a href="${link(frame, `/${crossing.slug}`, view.params)}">${crossing.name[language]}</a> <span class="place">${WORDS[language].km(distanceKm)}</span><p>${entryText(standing, crossing, language)}</p></div></li>
`;
}

/** Describes an alternative in a few words: its status, how reliable that is, and when it closes. */
function entryText(standing: Standing, crossing: Crossing, language: Language): Html {
  const words = WORDS[language];
  const { certainty, attestedAt, closesAt } = standing;
  const since = certainty === "unconfirmed" && attestedAt !== null;
  return html`${words.marks[markOf(standing)]}${since && html`, ${words.lastAttested} ${timeTag(attestedAt, crossing.timeZone, language)}`}${closesAt !== null && html`; ${words.closes} ${timeTag(closesAt, crossing.timeZone, language)}`}`;
}

/** The crossings that can serve as alternatives. */
export type Others = readonly Pick<BoardCrossing, "crossing" | "standings">[];
