import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { answerCrossings } from "../../actions/crossings/answer-crossings.ts";
import { getCrossing } from "../../actions/crossings/get-crossing.ts";
import { listCrossings } from "../../actions/crossings/list-crossings.ts";
import type { Context } from "../../context.ts";
import { type Box, isPlacedIn } from "../../domain/places/search.ts";
import { earliestInstant } from "../../domain/time/moment.ts";
import type { CrossingListForm } from "../formats/crossing-list/form.ts";
import { crossingsGeoJson } from "../formats/crossing-list/geojson.ts";
import { writeListAs } from "../formats/crossing-list/write.ts";
import { type CachePolicy, cachePolicyOf, type Route, route } from "../route.ts";
import { Slug } from "../wire/wire.ts";
import { GEOJSON_TYPE, ITEMS_PATH, type ItemsAsked, type LinkMaker } from "./links.ts";
import { type AskedTimeSpan, answeredTime, ItemsQuery, pageSize } from "./parameters.ts";
import { FeaturesAnswer, OneFeatureAnswer } from "./schemas.ts";

/** Routes of the features: a page of crossings, and one crossing. */
export const itemRoutes = ({ linksOf, keepOf }: LinkMaker): Route[] => [
  route({
    method: "get",
    path: ITEMS_PATH,
    summary: "Crossings as features, with their answers for a time",
    query: ItemsQuery,
    type: GEOJSON_TYPE,
    reply: FeaturesAnswer,
    async handle(ctx, { query, messages, origin }) {
      const { bbox, datetime, limit, cursor } = query;
      const { at, until } = answeredTime(datetime, ctx.now);
      const list = await listCrossings(ctx, { bbox, at }, { limit: pageSize(limit), after: cursor });
      const head = {
        type: "FeatureCollection",
        timeStamp: String(ctx.now),
        numberMatched: await countWithin(ctx, bbox),
        numberReturned: list.answers.length,
        links: linksOf({ origin }).features(shownQuery(query), list.next),
      };
      const form: CrossingListForm = {
        ...crossingsGeoJson,
        head: () => `${JSON.stringify(head).slice(0, -1)},"features":[`,
      };
      const { of, expiresAt } = list;
      const keep: CachePolicy =
        at !== undefined && until === null
          ? cachePolicyOf(list, { at })
          : { at: ctx.now, expiresAt: earliestInstant([expiresAt, until]), dated: false, of };
      return { write: () => writeListAs(form, list, messages), keep: keepOf(keep) };
    },
  }),
  route({
    method: "get",
    path: `${ITEMS_PATH}/:slug`,
    summary: "One crossing as a feature, with its answer now",
    params: z.strictObject({ slug: Slug }),
    type: GEOJSON_TYPE,
    reply: OneFeatureAnswer,
    async handle(ctx, { params: { slug }, messages, origin }) {
      const { answers, ...answered } = await answerCrossings(ctx, [await getCrossing(ctx, slug)], {});
      const links = linksOf({ origin }).feature(slug);
      const list = { ...answered, answers: answers.map((answer) => ({ ...answer, distanceKm: null })), next: null };
      const form: CrossingListForm = {
        ...crossingsGeoJson,
        head: () => "",
        isSameInAll: false,
        placed: (text) => `${text.slice(0, -1)},"links":${JSON.stringify(links)}}`,
        tail: () => "",
      };
      return { write: () => writeListAs(form, list, messages), keep: keepOf(cachePolicyOf(list)) };
    },
  }),
];

/** Returns the number of crossings on all pages. */
async function countWithin(ctx: Context, bbox: Box | undefined): Promise<number> {
  return [...(await allCrossings(ctx)).values()].filter((crossing) => isPlacedIn(crossing, bbox)).length;
}

/** Returns the parameters of a page as its links repeat them. */
const shownQuery = ({ bbox, datetime, limit, cursor }: z.output<typeof ItemsQuery>): ItemsAsked => ({
  bbox: bbox === undefined ? undefined : [bbox.west, bbox.south, bbox.east, bbox.north].join(),
  datetime: datetime === undefined ? undefined : shownTime(datetime),
  limit: limit === undefined ? undefined : String(limit),
  cursor,
});

const shownTime = (asked: AskedTimeSpan): string =>
  asked instanceof Temporal.Instant ? String(asked) : `${asked.from ?? ".."}/${asked.to ?? ".."}`;
