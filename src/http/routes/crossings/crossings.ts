import { z } from "zod";
import { answerCrossings } from "../../../actions/crossings/answer-crossings.ts";
import { getCrossing } from "../../../actions/crossings/get-crossing.ts";
import { listCrossings } from "../../../actions/crossings/list-crossings.ts";
import { ANSWERED_STATUSES } from "../../../domain/vocabulary.ts";
import { crossingsCsv } from "../../formats/crossing-list/csv.ts";
import { crossingsGeoJson } from "../../formats/crossing-list/geojson.ts";
import { writeCrossingList } from "../../formats/crossing-list/write.ts";
import { cachePolicyOf, route } from "../../route.ts";
import type { CountyWord } from "../../wire/county-code.ts";
import { CrossingAnswer, CrossingsAnswer, PortWord } from "../../wire/crossing.ts";
import { presentPlace } from "../../wire/present.ts";
import type { StateWord } from "../../wire/state-code.ts";
import {
  AskedProgramme,
  BoundingBox,
  count,
  DirectionWord,
  ModeWord,
  Near,
  OpenWord,
  Slug,
  ViewQuery,
  wording,
} from "../../wire/wire.ts";

export const crossingsRoute = (stateWord: StateWord, countyWord: CountyWord) =>
  route({
    method: "get",
    path: "/v1/crossings",
    summary: "All crossings with their standing, filtered, or nearest first",
    query: z.strictObject({
      ...ViewQuery,
      state: stateWord.optional(),
      county: countyWord.optional(),
      port: PortWord.optional(),
      mode: ModeWord.optional(),
      direction: DirectionWord.optional(),
      programme: AskedProgramme,
      status: z.enum(ANSWERED_STATUSES).optional(),
      open: OpenWord.optional(),
      q: wording(100).optional(),
      near: Near.optional(),
      bbox: BoundingBox.optional(),
      limit: count(1, 500).optional(),
      cursor: Slug.optional(),
    }),
    reply: CrossingsAnswer,
    forms: [crossingsGeoJson, crossingsCsv].map(({ name, type, file }) => ({
      name,
      type,
      isSaved: file !== undefined,
    })),
    async handle(ctx, { query, messages }) {
      const { limit, cursor, ...filter } = query;
      const list = await listCrossings(ctx, filter, { limit, after: cursor });
      return { write: (form) => writeCrossingList(list, form, messages), keep: cachePolicyOf(list, query) };
    },
  });

export const getOneCrossing = route({
  method: "get",
  path: "/v1/crossings/:slug",
  summary: "One crossing: names, place, zone, services and their hours now",
  params: z.strictObject({ slug: Slug }),
  reply: CrossingAnswer,
  async handle(ctx, { params, messages }) {
    const crossing = await getCrossing(ctx, params.slug);
    const { at, asOf, answers, ...rest } = await answerCrossings(ctx, [crossing], {});
    const standings = answers.flatMap((answer) => answer.standings);
    const { note, source, feedRows } = crossing;
    return {
      value: {
        ...presentPlace(crossing, messages),
        services: standings.map(({ service: { mode, direction }, hours }) => ({ mode, direction, hours })),
        feedPortNumbers: feedRows.map(({ portNumber }) => portNumber),
        note,
        source,
        at,
        asOf,
      },
      keep: cachePolicyOf({ at, ...rest }),
    };
  },
});
