import { type ErrorRequestHandler, type Request, Router } from "express";
import { z } from "zod";
import { getCrossing, refuseUnlike } from "../../actions/get-crossing.ts";
import { getStatus } from "../../actions/get-status.ts";
import { listCrossings } from "../../actions/list-crossings.ts";
import type { Context } from "../../context.ts";
import { LINE_LIMIT, lineOf } from "../../domain/summary.ts";
import { tallyOf } from "../../domain/tally.ts";
import { UnknownCrossing } from "../../domain/unknown-crossing.ts";
import type { Answers } from "../../live/answers.ts";
import { decodeQuery } from "../decode.ts";
import { askedLanguage } from "../language.ts";
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
    const { slug } = req.params;
    await refuseUnlike(ctx, slug);
    if (!Slug.safeParse(slug).success) return next();
    const raw = pageQuery(req.query);
    const query = decodeQuery(CrossingQuery, raw);
    const { mode, direction, lang: language = askedLanguage(req) } = query;
    const now = ctx.now();
    const { timeZone } = await getCrossing(ctx, slug);
    const question = questionOf(viewOf(query, raw, now), query.at, timeZone, now);
    const answer = await getStatus(ctx, slug, { ...question, mode, direction });
    const { crossing, standings, at } = answer;
    const asText = takesText(req);
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
  router.use(refusedLine);
  return router;
}

/** Text comes first: a client that takes anything, as curl does, is a person at a prompt. */
const takesText = (req: Request): boolean => req.accepts(["text/plain", "application/json"]) !== "application/json";

/** A name that nothing has, in one line too, with as many of the nearest names as there is room for. */
const refusedLine: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (!(error instanceof UnknownCrossing) || res.headersSent || !takesText(req)) return next(error);
  const language = askedLanguage(req);
  const lines = [3, 2, 1, 0].map((most) => error.tell(language, most));
  const line = lines.find(({ length }) => length <= LINE_LIMIT) ?? lines.at(-1);
  res.vary("Accept").vary("Accept-Language").set({ "Cache-Control": "no-store", "Content-Language": language });
  res.status(404).type("text/plain").send(`${line}\n`);
};
