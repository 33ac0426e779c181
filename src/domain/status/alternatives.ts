import type { Crossing } from "../places/crossing.ts";
import { distanceKm } from "../places/search.ts";
import type { Standing } from "./standing.ts";

/** A crossing, and how the asked service of it stands. */
export interface Candidate {
  crossing: Crossing;
  standing: Standing;
}

/** Another crossing that is open for what is asked. */
export interface Alternative extends Candidate {
  /** As the crow flies, from the crossing that was asked about. */
  distanceKm: number;
}

/** Where else one may cross. */
export interface Alternatives {
  /** The nearest first, whether confirmed or not; null where the place asked about is not known. */
  alternatives: Alternative[] | null;
  /** The nearest that is not merely open on record without anyone having confirmed it; null where none is. */
  nearestSure: Alternative | null;
  /** Open too, and of no known place. */
  unplaced: Crossing[];
}

/** The crossings other than `crossing` that are open by their standing. Doubt is not open. */
export function alternativesTo(crossing: Crossing, candidates: readonly Candidate[], limit: number): Alternatives {
  const open = candidates.filter((each) => each.standing.open === true && each.crossing.slug !== crossing.slug);
  const unplaced = open.flatMap((each) => (each.crossing.point === null ? [each.crossing] : []));
  const { point } = crossing;
  if (point === null) return { alternatives: null, nearestSure: null, unplaced };
  const placed = open
    .flatMap((each) =>
      each.crossing.point === null ? [] : [{ ...each, distanceKm: distanceKm(point, each.crossing.point) }],
    )
    .sort((a, b) => a.distanceKm - b.distanceKm);
  const nearestSure = placed.find(({ standing }) => standing.certainty !== "unconfirmed") ?? null;
  return { alternatives: placed.slice(0, limit), nearestSure, unplaced };
}
