import { Router } from "express";
import { z } from "zod";
import { getStatus } from "../../actions/get-status.ts";
import { listCrossings } from "../../actions/list-crossings.ts";
import type { Context } from "../../context.ts";
import { lineOf } from "../../domain/summary.ts";
import { tallyOf } from "../../domain/tally.ts";
import { decodeQuery } from "../decode.ts";
import { chosenLanguage, keeping } from "../mount.ts";
import { presentStatus } from "../present.ts";
import { Slug } from "../wire.ts";
import { StatusAnswer } from "../wire-crossing.ts";
import { StatusQuery } from "./status.ts";

/** `GET /lukeville`: one line of text for people at a prompt, in English or Spanish; the status for `application/json`. */
export function oneLine(ctx: Context): Router {
  const router = Router();
  router.get("/:slug", async (req, res, next) => {
    const slug = Slug.safeParse(req.params.slug);
    if (!slug.success) return next();
    const query = decodeQuery(StatusQuery, req.query);
    const language = chosenLanguage(req);
    const answer = await getStatus(ctx, slug.data, query);
    const { crossing, standings, at, turnsAt } = answer;
    // Text comes first: a client that takes anything, as curl does, is a person at a prompt.
    const asText = req.accepts(["text/plain", "application/json"]) !== "application/json";
    const wire = z.encode(StatusAnswer, presentStatus(answer, language));
    res.vary("Accept").vary("Accept-Language").set("Content-Language", language);
    res.set(keeping({ at, turnsAt, dated: query.at !== undefined }, wire, asText ? "text" : "json", language));
    if (asText) res.type("text/plain").send(`${lineOf(standings, crossing, at, language)}\n`);
    else res.type("application/json").send(JSON.stringify(wire));
  });
  router.get("/", async (_req, res) => {
    const { answers } = await listCrossings(ctx, {});
    res.set("Cache-Control", "no-store").type("text/plain");
    const tally = tallyOf(answers.map(({ standings }) => standings));
    res.send(`Garita. ${tally}.\nAsk one: /lukeville   all: /v1/crossings   the API: /docs\n`);
  });
  return router;
}
