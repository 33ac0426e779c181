import { Router } from "express";
import { z } from "zod";
import { getCrossing } from "../../actions/get-crossing.ts";
import { getStatus } from "../../actions/get-status.ts";
import { listCrossings } from "../../actions/list-crossings.ts";
import type { Context } from "../../context.ts";
import { lineOf } from "../../domain/summary.ts";
import { tallyOf } from "../../domain/tally.ts";
import type { Answers } from "../../live/answers.ts";
import { decodeQuery } from "../decode.ts";
import { chosenLanguage } from "../mount.ts";
import { presentStatus } from "../present.ts";
import { reply } from "../reply.ts";
import { keepOf } from "../route.ts";
import { Slug } from "../wire.ts";
import { StatusAnswer } from "../wire-crossing.ts";
import { CrossingQuery, pageQuery, questionOf, viewOf } from "../wire-page.ts";

/** `GET /lukeville`: one line of text for people at a prompt, in English or Spanish; the status for `application/json`; asked as its page is. */
export function oneLine(ctx: Context, answers: Answers): Router {
  const router = Router();
  router.get("/:slug", async (req, res, next) => {
    const slug = Slug.safeParse(req.params.slug);
    if (!slug.success) return next();
    const raw = pageQuery(req.query);
    const query = decodeQuery(CrossingQuery, raw);
    const { mode, direction, lang: language = chosenLanguage(req) } = query;
    const now = ctx.now();
    const { timeZone } = await getCrossing(ctx, slug.data);
    const question = questionOf(viewOf(query, raw, now), query.at, timeZone, now);
    const answer = await getStatus(ctx, slug.data, { ...question, mode, direction });
    const { crossing, standings, at } = answer;
    // Text comes first: a client that takes anything, as curl does, is a person at a prompt.
    const asText = req.accepts(["text/plain", "application/json"]) !== "application/json";
    const wire = z.encode(StatusAnswer, presentStatus(answer, language));
    const [form, text] = asText
      ? ["text", `${lineOf(standings, crossing, at, language)}\n`]
      : ["json", JSON.stringify(wire)];
    res.type(asText ? "text/plain" : "application/json");
    await reply(req, res, answers, { text, wire, keep: keepOf(answer, question), form, language });
  });
  router.get("/", async (_req, res) => {
    const listed = await listCrossings(ctx, {});
    res.set("Cache-Control", "no-store").type("text/plain");
    const tally = tallyOf(listed.answers.map(({ standings }) => standings));
    res.send(`Garita. ${tally}.\nAsk one: /lukeville   all: /v1/crossings   the API: /docs\n`);
  });
  return router;
}
