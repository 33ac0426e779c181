import { z } from "zod";
import { getStatus, isStatusInMemory } from "../../../actions/crossings/get-status.ts";
import { cachePolicyOf, route } from "../../route.ts";
import { StatusAnswer } from "../../wire/crossing.ts";
import { presentStatus } from "../../wire/present.ts";
import { AskedProgramme, DirectionWord, ModeWord, Slug, ViewQuery } from "../../wire/wire.ts";

export const StatusQuery = z.strictObject({
  ...ViewQuery,
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  programme: AskedProgramme,
});

export const getCrossingStatus = route({
  method: "get",
  path: "/v1/crossings/:slug/status",
  summary: "Whether a crossing is open, now or at any time, according to everything on record now or at a given time",
  params: z.strictObject({ slug: Slug }),
  query: StatusQuery,
  reply: StatusAnswer,
  isInMemory: (ctx, { params, query }) => isStatusInMemory(ctx, params.slug, query),
  async handle(ctx, { params, query, messages }) {
    const answer = await getStatus(ctx, params.slug, query);
    return { value: presentStatus(answer, messages), keep: cachePolicyOf(answer, query) };
  },
});
