import type { Crossing } from "../places/crossing.ts";
import { distanceKm } from "../places/search.ts";
import { isCertainlyOpen } from "./crossing-status.ts";
import type { Standing } from "./standing.ts";

/** A crossing and the standing of its requested service. */
export interface Candidate {
  crossing: Crossing;
  standing: Standing;
}

/** Another crossing that is open for the requested mode and direction. */
export interface Alternative extends Candidate {
  /** Straight-line distance from the requested crossing. */
  distanceKm: number;
}

/** Crossings that travellers can use instead of the requested one. */
export interface Alternatives {
  /**
   * The nearest open crossings: first those that are certainly open and have known hours, then those that are certainly
   * open but have unknown hours, then the others. Each of these groups is sorted by distance. Null if the requested
   * crossing's position is unknown.
   */
  alternatives: Alternative[] | null;
  /** Nearest alternative that is certainly open. Null if there is none. */
  nearestSure: Alternative | null;
  /** Crossings that have a report but may or may not be open, nearest first. */
  doubtful: Alternative[];
  /** Open crossings whose position is unknown. */
  unplaced: Crossing[];
}

/** Limits a list of alternatives. */
export interface AlternativesLimit {
  most: number;
  /** Maximum distance in kilometres. `nearestSure` may be farther away. */
  withinKm?: number;
}

/**
 * Returns the other crossings whose standing is open. Leaves out services that admit only some travellers unless the
 * question names their programme. Crossings with a doubtful standing are listed separately.
 */
export function alternativesTo(
  crossing: Crossing,
  candidates: readonly Candidate[],
  { most, withinKm = Number.POSITIVE_INFINITY }: AlternativesLimit,
): Alternatives {
  const others = candidates.filter((each) => each.crossing.slug !== crossing.slug && admitsAsked(each.standing));
  const open = others.filter(({ standing }) => standing.open === true);
  const unplaced = open.flatMap((each) => (each.crossing.point === null ? [each.crossing] : []));
  const { point } = crossing;
  if (point === null) return { alternatives: null, nearestSure: null, doubtful: [], unplaced };
  const byDistance = (some: readonly Candidate[]): Alternative[] =>
    some
      .flatMap((each) =>
        each.crossing.point === null ? [] : [{ ...each, distanceKm: distanceKm(point, each.crossing.point) }],
      )
      .sort((a, b) => a.distanceKm - b.distanceKm);
  const isNear = (each: Alternative) => each.distanceKm <= withinKm;
  const placed = byDistance(open);
  const doubtful = byDistance(others.filter(({ standing }) => standing.open === null && standing.report !== null));
  return {
    // The nearest crossings are selected first, so that crossings that are certainly open but a day's drive away do not
    // displace them. Sorting is stable, so the order by distance remains within each rank.
    alternatives: placed
      .filter(isNear)
      .slice(0, most)
      .sort((a, b) => rankOf(a.standing) - rankOf(b.standing)),
    nearestSure: placed.find(({ standing }) => isCertainlyOpen(standing)) ?? null,
    doubtful: doubtful.filter(isNear).slice(0, most),
    unplaced,
  };
}

const admitsAsked = ({ askedFor, programmes }: Standing): boolean => askedFor !== null || programmes.length === 0;

const rankOf = (standing: Standing): number => (!isCertainlyOpen(standing) ? 2 : hasKnownHours(standing) ? 0 : 1);

/** Returns true if the hours of an open service are known, or if traffic now shows that it is open. */
export const hasKnownHours = ({ hours, closesAt, confirmedBy }: Standing): boolean =>
  hours !== null || closesAt !== null || confirmedBy?.kind === "traffic";
