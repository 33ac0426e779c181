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
  /** Open crossings, nearest first. Null if the requested crossing's position is unknown. */
  alternatives: Alternative[] | null;
  /** Nearest alternative that is certainly open. Null if there is none. */
  nearestSure: Alternative | null;
  /** Open crossings whose position is unknown. */
  unplaced: Crossing[];
}

/**
 * Returns the other crossings whose standing is open. Leaves out doubtful standings, and services that admit only some
 * travellers unless the question names their programme.
 */
export function alternativesTo(crossing: Crossing, candidates: readonly Candidate[], limit: number): Alternatives {
  const open = candidates.filter((each) => isOpenToAsked(each.standing) && each.crossing.slug !== crossing.slug);
  const unplaced = open.flatMap((each) => (each.crossing.point === null ? [each.crossing] : []));
  const { point } = crossing;
  if (point === null) return { alternatives: null, nearestSure: null, unplaced };
  const placed = open
    .flatMap((each) =>
      each.crossing.point === null ? [] : [{ ...each, distanceKm: distanceKm(point, each.crossing.point) }],
    )
    .sort((a, b) => a.distanceKm - b.distanceKm);
  const nearestSure = placed.find(({ standing }) => isCertainlyOpen(standing)) ?? null;
  return { alternatives: placed.slice(0, limit), nearestSure, unplaced };
}

const isOpenToAsked = ({ open, askedFor, programmes }: Standing): boolean =>
  open === true && (askedFor !== null || programmes.length === 0);
