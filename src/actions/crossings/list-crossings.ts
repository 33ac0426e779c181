import type { Context } from "../../context.ts";
import { isInCounty } from "../../domain/places/county.ts";
import { isInState } from "../../domain/places/region.ts";
import { type Box, distanceKm, isNamed, isWithin } from "../../domain/places/search.ts";
import type { AnsweredStatus } from "../../domain/vocabulary.ts";
import { allCrossings } from "./all-crossings.ts";
import {
  answerCrossings,
  type CrossingStatus,
  type CrossingsAnswered,
  type StatusQuestion,
} from "./answer-crossings.ts";

/** Selects crossings. All given conditions must hold. */
export interface CrossingFilter extends StatusQuestion {
  state?: string | undefined;
  /** FIPS code or name of a county. */
  county?: string | undefined;
  /** Slug of a metropolitan area. */
  area?: string | undefined;
  port?: string | undefined;
  timeZone?: string | undefined;
  /** Status of at least one requested service. */
  status?: AnsweredStatus | undefined;
  /** Verdict on the requested services. `unknown` means doubtful. */
  open?: boolean | "unknown" | undefined;
  q?: string | undefined;
  near?: { latitude: number; longitude: number } | undefined;
  bbox?: Box | undefined;
}

export type CrossingWithDistance = CrossingStatus & { distanceKm: number | null };

/**
 * Lists the crossings that pass the filter, in order along the border. With `near`, the nearest come first, and those
 * without a position last.
 */
export async function listCrossings(
  ctx: Context,
  filter: CrossingFilter,
): Promise<Omit<CrossingsAnswered, "answers"> & { answers: CrossingWithDistance[] }> {
  const { state, county, area, port, timeZone, q, bbox, near, status, open } = filter;
  const crossings = [...(await allCrossings(ctx)).values()].filter(
    (crossing) =>
      isInState(crossing, state) &&
      isInCounty(crossing, county) &&
      (area === undefined || crossing.area?.slug === area) &&
      (port ?? crossing.port) === crossing.port &&
      (timeZone ?? crossing.timeZone) === crossing.timeZone &&
      (q === undefined || isNamed(crossing, q)) &&
      (bbox === undefined || (crossing.point !== null && isWithin(crossing.point, bbox))),
  );
  const { answers, ...rest } = await answerCrossings(ctx, crossings, filter);
  const listed = answers
    .filter(({ standings }) => status === undefined || standings.some((standing) => standing.status === status))
    .filter(({ verdict }) => open === undefined || verdict.open === (open === "unknown" ? null : open))
    .map((answer) => ({ ...answer, distanceKm: distanceFrom(near, answer) }));
  if (near !== undefined) listed.sort((a, b) => (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity));
  return { ...rest, answers: listed };
}

function distanceFrom(near: CrossingFilter["near"], { crossing }: CrossingStatus): number | null {
  return near === undefined || crossing.point === null ? null : distanceKm(near, crossing.point);
}
