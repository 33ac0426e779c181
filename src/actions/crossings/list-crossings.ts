import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import { isInCounty } from "../../domain/places/county.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import { type Box, distanceKm, isNamed, isPlacedIn } from "../../domain/places/search.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { earliestInstant } from "../../domain/time/moment.ts";
import type { AnsweredStatus } from "../../domain/vocabulary.ts";
import { allCrossings } from "./all-crossings.ts";
import { answerCrossings, type CrossingsAnswered } from "./answer-crossings.ts";
import type { StatusQuestion } from "./status-question.ts";

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

/** A page of a list. Without `limit`, the list has a single page. */
export interface ListPage {
  limit?: number | undefined;
  /** Slug of the last crossing of the previous page. */
  after?: string | undefined;
}

/** The crossings of a page. `next` is the `after` of the next page, or null on the last page. */
export type CrossingsListed = Omit<CrossingsAnswered, "answers"> & {
  answers: CrossingWithDistance[];
  next: string | null;
};

/**
 * Lists the crossings that pass the filter, in order along the border. With `near`, the nearest come first, and those
 * without a position last.
 * @throws Refusal `invalid` if `after` is not the slug of a crossing
 */
export async function listCrossings(
  ctx: Context,
  filter: CrossingFilter,
  page: ListPage = {},
): Promise<CrossingsListed> {
  const { status, open } = filter;
  const { limit = Number.POSITIVE_INFINITY } = page;
  const candidates = await candidatesFor(ctx, filter, page.after);
  const step = Math.max(1, Math.min(limit + 1, candidates.length));
  const asked: CrossingsAnswered[] = [];
  const answers: CrossingWithDistance[] = [];
  for (let i = 0; i === 0 || (answers.length <= limit && i < candidates.length); i += step) {
    const part = candidates.slice(i, i + step);
    const answered = await answerCrossings(
      ctx,
      part.map(({ crossing }) => crossing),
      filter,
    );
    asked.push(answered);
    const distances = new Map(part.map(({ crossing, distanceKm }) => [crossing.slug, distanceKm]));
    for (const answer of answered.answers) {
      const { verdict, standings } = answer;
      if (status !== undefined && !standings.some((standing) => standing.status === status)) continue;
      if (open !== undefined && verdict.open !== (open === "unknown" ? null : open)) continue;
      answers.push({ ...answer, distanceKm: distances.get(answer.crossing.slug) ?? null });
    }
  }
  const listed = answers.slice(0, limit);
  return {
    ...joined(asked),
    answers: listed,
    next: answers.length > limit ? (listed.at(-1)?.crossing.slug ?? null) : null,
  };
}

/** A crossing, and its distance from the point asked for. */
interface Candidate {
  crossing: Crossing;
  distanceKm: number | null;
}

/** Returns the crossings that may pass the filter, apart from their answers, in the order of the list. */
async function candidatesFor(ctx: Context, filter: CrossingFilter, after: string | undefined): Promise<Candidate[]> {
  const { state, county, area, port, timeZone, q, bbox, near } = filter;
  const all = await allCrossings(ctx);
  const placed = [...all.values()].map((crossing) => ({ crossing, distanceKm: distanceFrom(near, crossing) }));
  if (near !== undefined) placed.sort((a, b) => (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity));
  return crossingsAfter(placed, ({ crossing }) => crossing.slug, after).filter(
    ({ crossing }) =>
      isInState(crossing, state) &&
      isInCounty(crossing, county) &&
      (area === undefined || crossing.area?.slug === area) &&
      (port ?? crossing.port) === crossing.port &&
      (timeZone ?? crossing.timeZone) === crossing.timeZone &&
      (q === undefined || isNamed(crossing, q)) &&
      isPlacedIn(crossing, bbox),
  );
}

/**
 * Returns the items after the one of a crossing, or all items if there is no cursor.
 * @throws Refusal `invalid` if the cursor is not the slug of a crossing
 */
export function crossingsAfter<Item>(
  items: readonly Item[],
  slugOf: (item: Item) => string,
  cursor: string | undefined,
): readonly Item[] {
  if (cursor === undefined) return items;
  const index = items.findIndex((item) => slugOf(item) === cursor);
  if (index < 0) throw invalid([{ path: "cursor", rule: ["pageCursor"], value: cursor }]);
  return items.slice(index + 1);
}

/** Joins the parts of one answer. */
function joined(parts: readonly CrossingsAnswered[]): Omit<CrossingsAnswered, "answers"> {
  const [first] = parts;
  if (first === undefined) throw new RangeError("an answer has at least one part");
  return {
    at: first.at,
    asOf: Math.max(...parts.map(({ asOf }) => asOf)),
    expiresAt: earliestInstant(parts.map(({ expiresAt }) => expiresAt)),
    of: parts.flatMap(({ of }) => of),
  };
}

function distanceFrom(near: CrossingFilter["near"], { point }: Crossing): number | null {
  return near === undefined || point === null ? null : distanceKm(near, point);
}
