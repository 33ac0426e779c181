import { type Request, Router } from "express";
import { z } from "zod";
import { getCrossing } from "../../actions/get-crossing.ts";
import { getStatus } from "../../actions/get-status.ts";
import { invalid } from "../../domain/errors.ts";
import { lineOf } from "../../domain/summary.ts";
import type { Answers } from "../../live/answers.ts";
import { isAskedStatus } from "../../web/board-page.ts";
import { boardText } from "../../web/board-text.ts";
import { boardAt } from "../board-at.ts";
import type { ContextOf } from "../context-of.ts";
import { decodeQuery } from "../decode.ts";
import { chosenLanguage } from "../mount.ts";
import { presentListed, presentStatus } from "../present.ts";
import { reply } from "../reply.ts";
import { Slug } from "../wire.ts";
import { CrossingsAnswer, StatusAnswer } from "../wire-crossing.ts";
import { BoardQuery, CrossingQuery, pageQuery, questionOf, viewOf } from "../wire-page.ts";

/** `GET /`: the board in lines of text, or as JSON. `GET /lukeville`: one line of text for people at a prompt, in English or Spanish; the status for `application/json`; asked as its page is. */
export function oneLine(contextOf: ContextOf, answers: Answers): Router {
  const router = Router();
  router.get("/:slug", async (req, res, next) => {
    const slug = Slug.safeParse(req.params.slug);
    if (!slug.success) return next();
    const raw = pageQuery(req.query);
    const query = decodeQuery(CrossingQuery, raw);
    const { mode, direction, lang: language = chosenLanguage(req) } = query;
    const ctx = contextOf(req);
    const { now } = ctx;
    const { timeZone } = await getCrossing(ctx, slug.data);
    const question = questionOf(viewOf(query, raw, now), query.at, timeZone, now);
    const answer = await getStatus(ctx, slug.data, { ...question, mode, direction });
    const { crossing, standings, at, turnsAt, of } = answer;
    const asText = isText(req);
    const wire = z.encode(StatusAnswer, presentStatus(answer, language));
    const [form, text] = asText
      ? ["text", `${lineOf(standings, crossing, at, language)}\n`]
      : ["json", JSON.stringify(wire)];
    res.vary("User-Agent").type(asText ? "text/plain" : "application/json");
    const keep = { at, turnsAt, of, dated: question.at !== undefined };
    await reply(req, res, answers, { text, wire, keep, form, language });
  });
  router.get("/", async (req, res) => {
    const raw = pageQuery(req.query);
    const query = decodeQuery(BoardQuery, raw);
    const { state, mode, direction, q, near, status, lang: language = chosenLanguage(req) } = query;
    const asText = isText(req);
    if (!asText && query.on !== undefined)
      throw invalid([
        { path: "on", message: "is a day on the clock of each crossing; JSON is for one instant: ask `at`" },
      ]);
    const ctx = contextOf(req);
    const { now } = ctx;
    const view = viewOf(query, raw, now);
    const { listed, keep, asOf } = await boardAt(ctx, view, query.at, { state, mode, direction, q, near }, now);
    const crossings = listed.filter(({ standings }) => isAskedStatus(standings, status));
    const { at } = keep;
    const text = asText ? boardText({ crossings, view, at }, language) : "";
    const shown = crossings.map((each) => presentListed(each, at, language));
    const wire = asText ? text : z.encode(CrossingsAnswer, { at, asOf, crossings: shown });
    res.vary("User-Agent").type(asText ? "text/plain" : "application/json");
    const form = asText ? "text" : "json";
    await reply(req, res, answers, { text: asText ? text : JSON.stringify(wire), wire, keep, form, language });
  });
  return router;
}

/** Text comes first: a client that takes anything, as curl does, is a person at a prompt. */
const isText = (req: Request): boolean => req.accepts(["text/plain", "application/json"]) !== "application/json";
