import { z } from "zod";
import { getStatus } from "../../../actions/crossings/get-status.ts";
import { messagesIn } from "../../../locales/index.ts";
import { cachePolicyOf, route } from "../../route.ts";
import { AskedProgramme, DirectionWord, ModeWord, Slug } from "../../wire/wire.ts";
import { LanguageWord } from "../record/atom.ts";

export const getBadge = route({
  method: "get",
  path: "/v1/crossings/:slug/badge.svg",
  summary: "The current standing of a crossing as a small picture to embed in pages",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    programme: AskedProgramme,
    lang: LanguageWord.optional(),
  }),
  type: "image/svg+xml",
  reply: z.string(),
  async handle(ctx, { params, query: { lang, ...question }, messages }) {
    const answer = await getStatus(ctx, params.slug, question);
    const { crossing, standings, at } = answer;
    const spoken = messagesIn(lang) ?? messages;
    // The table of letter widths is loaded with the first badge. Loading it earlier would delay every start of the
    // service.
    const { badgeSvg } = await import("../../../web/marks/badge.ts");
    return {
      value: badgeSvg(standings, crossing, at, spoken),
      headers: { "Content-Language": spoken.language },
      keep: cachePolicyOf(answer),
    };
  },
});
