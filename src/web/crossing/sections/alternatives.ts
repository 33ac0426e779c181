import { groupBy } from "../../../domain/group-by.ts";
import { isAskedService, nameIn } from "../../../domain/places/crossing.ts";
import {
  type Alternative,
  type Alternatives,
  alternativesTo,
  hasKnownHours,
} from "../../../domain/status/alternatives.ts";
import type { Standing } from "../../../domain/status/standing.ts";
import { contextOf } from "../../../domain/text/answer-parts.ts";
import { tenseOf } from "../../../domain/text/crossing-line.ts";
import { shortAnswer } from "../../../domain/text/mode-answers.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import type { BoardCrossing } from "../../map/map.ts";
import { statusIcon, statusIconOf } from "../../marks/status-icon.ts";
import { showScope } from "../../standing-text.ts";
import { askedTimeOf } from "../../view.ts";
import type { CrossingSection, CrossingView } from "../section.ts";

/** Number of alternatives shown per service. A driver looks at only a few. */
const MOST = 3;

/**
 * Maximum distances in kilometres: half a day's drive for a traveller who cannot cross, and two hours' for one who can.
 */
const FARTHEST = { inNeed: 400, nearby: 160 };

/** Returns true for services whose travellers need an alternative. */
const needsAlternatives = ({ open, because }: Standing): boolean => open !== true && because !== "no_report";

/**
 * Section with the alternatives to the services that are not open. On a page about the present, the first service is
 * included even if it is open, so that travellers can compare the waits nearby.
 */
export const alternativesSection: CrossingSection<AlternativesView> = {
  place: "answer",
  load: async (data, view) => (askedOf(view).length > 0 ? data.others() : []),
  render: (frame, view, others) => alternativesFor(frame, view, others),
};

/** Returns the services for which the page lists other crossings. */
function askedOf({ standings, view }: CrossingView): Standing[] {
  const [first, ...rest] = standings;
  if (first === undefined) return [];
  return [...(needsAlternatives(first) || !view.isDated ? [first] : []), ...rest.filter(needsAlternatives)];
}

/**
 * Lists other crossings for each service that needs them. The crossings for the first service are shown, and those for
 * the other services are folded. `others` contains all crossings as of the page's instant.
 */
function alternativesFor(frame: Frame, view: CrossingView, others: AlternativesView): Html | null {
  const { crossing } = view;
  const { messages } = frame;
  const asked = askedOf(view);
  const found = asked.map((standing) => {
    const { service } = standing;
    const candidates = others.flatMap(({ crossing, standings }) => {
      const offered = standings.find((each) => isAskedService(service, each.service));
      return offered === undefined ? [] : [{ crossing, standing: offered }];
    });
    const farthest = needsAlternatives(standing) ? FARTHEST.inNeed : FARTHEST.nearby;
    return { service, farthest, ...alternativesTo(crossing, candidates, { most: MOST, withinKm: farthest }) };
  });
  const groups = [...groupBy(found, (each) => slugsOf(each).join(";")).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    return html`<div><h3>${showScope(services, crossing, messages)}</h3>${told(frame, view, first)}</div>`;
  });
  const [first, ...rest] = groups;
  if (first === undefined) return null;
  const title = asked.slice(0, 1).some(needsAlternatives) ? messages.pages.alternatives : messages.crossing.nearby;
  return html`<section class="alternatives" aria-labelledby="alternatives"><h2 id="alternatives">${title}</h2>
${first}${rest.length > 0 && html`<details id="more-alternatives"><summary>${messages.crossing.moreAlternatives}</summary><div class="groups">${rest}</div></details>`}</section>`;
}

const slugsOf = ({ alternatives, nearestSure, doubtful }: Alternatives): string[] =>
  [alternatives ?? [], nearestSure === null ? [] : [nearestSure], doubtful].map((some) =>
    some.map(({ crossing }) => crossing.slug).join(),
  );

function told(frame: Frame, view: CrossingView, { alternatives, nearestSure, doubtful, farthest }: Found): Html {
  const { messages } = frame;
  const { pages, crossing } = messages;
  if (alternatives === null) return html`<p>${pages.noPoint}</p>`;
  const names = doubtful.map((each) => nameIn(each.crossing, messages)).join(", ");
  const doubt = names === "" ? null : html`<p class="hint">${messages.alternatives.doubtful(names)}</p>`;
  if (alternatives.length === 0) return html`<p>${crossing.noneNear(crossing.distance(farthest))}</p>${doubt}`;
  const isSureShown =
    nearestSure === null ||
    nearestSure.distanceKm > farthest ||
    alternatives.some((each) => each.crossing.slug === nearestSure.crossing.slug);
  // If none of the listed ones is certain, the nearest certain one is added in front.
  const shown = isSureShown ? alternatives : [nearestSure, ...alternatives.slice(0, MOST - 1)];
  return html`<ul class="crossings">${shown.map((each) => entry(frame, view, each))}</ul>${doubt}`;
}

/** Renders a crossing with its distance, and its status in a few words: the wait, the closing time, and any doubt. */
function entry(frame: Frame, { view, at }: CrossingView, { crossing, standing, distanceKm }: Alternative): Html {
  const { messages } = frame;
  const text = shortAnswer(standing, { ...contextOf(crossing, at, messages), ...tenseOf(askedTimeOf(view)) });
  const hours = hasKnownHours(standing) ? "" : ` · ${messages.short.hoursUnknown}`;
  return html`<li>${statusIcon(statusIconOf(standing))}<div><a href="${link(frame, `/${crossing.slug}`, view.params)}">${nameIn(crossing, messages)}</a> <span class="place">${messages.crossing.distance(distanceKm)}</span><p class="short">${text}${hours}</p></div></li>
`;
}

/** The other crossings for one service, and the distance up to which they are shown. */
type Found = Alternatives & { farthest: number };

/** Crossings to search for alternatives. */
type AlternativesView = readonly Pick<BoardCrossing, "crossing" | "standings">[];
