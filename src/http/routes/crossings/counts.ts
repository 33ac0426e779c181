import { z } from "zod";
import { getCounts } from "../../../actions/record/counts/get-counts.ts";
import { countsCsv } from "../../formats/counts-csv.ts";
import { cacheUntilInvalidated, route } from "../../route.ts";
import { CountsAnswer, presentCounts } from "../../wire/counts.ts";
import { DirectionWord, Instant, ModeWord, MomentText, Slug } from "../../wire/wire.ts";

export const getCrossingCounts = route({
  method: "get",
  path: "/v1/crossings/:slug/counts",
  summary: "Traffic counts by month",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    from: MomentText.optional().meta({ description: "Only months that begin at or after this time" }),
    to: MomentText.optional().meta({
      description: "Only months that begin before this time, or before the end of this day or month",
    }),
    knownAt: Instant.optional(),
    publishedBefore: Instant.optional(),
  }),
  reply: CountsAnswer,
  forms: [countsCsv],
  async handle(ctx, { params: { slug }, query }) {
    const { asOf, counts } = await getCounts(ctx, slug, query);
    return { value: presentCounts(asOf, counts), keep: cacheUntilInvalidated(ctx, slug) };
  },
});
