import { z } from "zod";
import { getWaits } from "../../../actions/feed/get-waits.ts";
import { cachePolicyOf, route } from "../../route.ts";
import { presentWaits, WaitCursor, WaitsAnswer } from "../../wire/waits.ts";
import { count, ModeWord, MomentText, Slug } from "../../wire/wire.ts";
import { LaneKindWord } from "../../wire/words/words.ts";

/**
 * Maximum and default number of samples in an answer. The default suffices for a week of hourly samples of seven kinds
 * of lane (1,176).
 */
const SAMPLES = { most: 5000, byDefault: 2000 };

export const getCrossingWaits = route({
  method: "get",
  path: "/v1/crossings/:slug/waits",
  summary: "Waits into the United States: current, hourly, and typical for each hour of the week",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({
    mode: ModeWord.optional(),
    lane: LaneKindWord.optional(),
    from: MomentText.optional(),
    to: MomentText.optional(),
    limit: count(1, SAMPLES.most).optional(),
    cursor: WaitCursor.optional(),
  }),
  reply: WaitsAnswer,
  async handle(ctx, { params, query: { limit = SAMPLES.byDefault, cursor, ...question } }) {
    const waits = await getWaits(ctx, params.slug, question, { limit, after: cursor });
    return {
      value: presentWaits(waits),
      keep: cachePolicyOf({ ...waits, of: [params.slug] }),
    };
  },
});
