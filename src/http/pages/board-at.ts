import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import {
  type CrossingFilter,
  type CrossingWithDistance,
  listCrossings,
} from "../../actions/crossings/list-crossings.ts";
import type { Context } from "../../context.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
import type { PageView } from "../../web/view.ts";
import { type CachePolicy, cachePolicyOf } from "../route.ts";
import { questionOf } from "../wire/page.ts";

/** A crossing with the instant of its answer. */
type ListedAt = CrossingWithDistance & { at: Temporal.Instant };

/**
 * Returns the crossings that pass a filter, each with its answer for the time of the view. If the view names a local
 * day, its hour means that hour in each crossing's own time zone. So the answers for noon, for example, are looked up
 * once for each time zone.
 */
export async function boardAt(
  ctx: Context,
  view: PageView,
  at: Temporal.Instant | undefined,
  filter: Omit<CrossingFilter, keyof ReturnType<typeof questionOf>>,
  now: Temporal.Instant,
): Promise<{ listed: ListedAt[]; at: Temporal.Instant; keep: CachePolicy; asOf: number }> {
  const ask = async (zone: string, timeZone?: string) => {
    const question = questionOf(view, at, zone, now);
    const { answers, ...rest } = await listCrossings(ctx, { ...filter, ...question, timeZone });
    return {
      listed: answers.map((answer) => ({ ...answer, at: rest.at })),
      at: rest.at,
      asOf: rest.asOf,
      keep: cachePolicyOf(rest, question),
    };
  };
  if (view.on === undefined) {
    return ask("UTC");
  }
  const crossings = [...(await allCrossings(ctx)).values()];
  const zones = timeZonesOf(crossings);
  const asked = await Promise.all(zones.map((zone) => ask(zone, zone)));
  const [first] = asked;
  if (first === undefined) throw new Error("there are no crossings");
  const place = new Map(crossings.map(({ slug }, i) => [slug, i]));
  const order = ({ crossing, distanceKm }: ListedAt) =>
    filter.near === undefined ? (place.get(crossing.slug) ?? 0) : (distanceKm ?? Number.POSITIVE_INFINITY);
  const listed = asked.flatMap((each) => each.listed).sort((a, b) => order(a) - order(b));
  const asOf = Math.max(...asked.map((each) => each.asOf));
  return { listed, at: first.at, asOf, keep: { ...first.keep, of: asked.flatMap(({ keep }) => keep.of) } };
}
