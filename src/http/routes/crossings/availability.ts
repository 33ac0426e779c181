import { z } from "zod";
import { getAvailability, listAvailability } from "../../../actions/crossings/availability/get-availability.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import { availabilityCsv } from "../../formats/availability-csv.ts";
import { route } from "../../route.ts";
import { AvailabilitiesAnswer, AvailabilityAnswer, presentAccounts, presentSources } from "../../wire/availability.ts";
import type { CountyWord } from "../../wire/county-code.ts";
import { PortWord } from "../../wire/crossing.ts";
import type { StateWord } from "../../wire/state-code.ts";
import { count, DirectionWord, Instant, ModeWord, MomentText, Slug } from "../../wire/wire.ts";

const Query = {
  from: MomentText.optional(),
  to: MomentText.optional(),
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  knownAt: Instant.optional(),
  publishedBefore: Instant.optional(),
};

export const getCrossingAvailability = route({
  method: "get",
  path: "/v1/crossings/:slug/availability",
  summary: "Hours during which a crossing was open, suspended and so on, by service and local month",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject(Query),
  reply: AvailabilityAnswer,
  forms: [availabilityCsv],
  async handle(ctx, { params, query, messages }) {
    const availability = await getAvailability(ctx, params.slug, query);
    const { at, asOf, expiresAt, keptUntil, of } = availability;
    return {
      value: { ...presentAccounts(availability, messages), at, asOf, reports: presentSources([availability]) },
      keep: { at, expiresAt, of, dated: false, keptUntil },
    };
  },
});

export const availabilitiesRoute = (stateWord: StateWord, countyWord: CountyWord) =>
  route({
    method: "get",
    path: "/v1/availability",
    summary: "Hours during which each crossing was open, suspended and so on, by service and local month",
    query: z.strictObject({
      ...Query,
      state: stateWord.optional(),
      county: countyWord.optional(),
      port: PortWord.optional(),
      limit: count(1, 500).optional(),
      cursor: Slug.optional(),
    }),
    reply: AvailabilitiesAnswer,
    forms: [availabilityCsv],
    isLong: true,
    async handle(ctx, { query, messages }) {
      const { limit, cursor, ...question } = query;
      const listed = await listAvailability(ctx, question, { limit, after: cursor });
      const { at, asOf, expiresAt, keptUntil, of, crossings, next } = listed;
      const accounts = await mapInTurns(crossings, (each) => presentAccounts(each, messages));
      return {
        value: { at, asOf, reports: presentSources(crossings), crossings: accounts, next },
        keep: { at, expiresAt, of, dated: false, keptUntil },
      };
    },
  });
