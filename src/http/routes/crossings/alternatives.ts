import { z } from "zod";
import { findAlternatives } from "../../../actions/crossings/find-alternatives.ts";
import { cachePolicyOf, route } from "../../route.ts";
import { AlternativesAnswer, presentAlternatives } from "../../wire/alternatives.ts";
import { AskedProgramme, count, DirectionWord, ModeWord, Slug, ViewQuery } from "../../wire/wire.ts";

/** Number of alternatives shown. A driver looks at only a few. */
const SHOWN = { most: 20, byDefault: 5 };

export const getCrossingAlternatives = route({
  method: "get",
  path: "/v1/crossings/:slug/alternatives",
  summary: "The nearest other crossings that are open for a mode and a direction, now or at any time",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({
    // Mode and direction are required: a wrong default would send a truck to a bridge for cars.
    mode: ModeWord,
    direction: DirectionWord,
    programme: AskedProgramme,
    ...ViewQuery,
    limit: count(1, SHOWN.most).optional(),
  }),
  reply: AlternativesAnswer,
  async handle(ctx, { params, query: { limit = SHOWN.byDefault, ...question }, messages }) {
    const found = await findAlternatives(ctx, params.slug, question, limit);
    return {
      value: presentAlternatives(found, question.mode, question.direction, messages),
      keep: cachePolicyOf(found, question),
    };
  },
});
