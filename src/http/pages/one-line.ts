import { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { getCrossing, refuseMissing } from "../../actions/crossings/get-crossing.ts";
import { getStatus } from "../../actions/crossings/get-status.ts";
import { invalid } from "../../domain/errors.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
import { findArea, type MetroArea } from "../../domain/places/metro-area.ts";
import { UnknownCrossing } from "../../domain/places/unknown-crossing.ts";
import { LINE_LIMIT, lineOf } from "../../domain/text/crossing-line.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { isAskedStatus } from "../../web/board/page.ts";
import { boardText } from "../../web/board/text.ts";
import { askedTimeOf, type PageView } from "../../web/view.ts";
import type { ContextOf } from "../context-of.ts";
import { jsonPiecesOf } from "../encoding/encode.ts";
import { writeCrossingList } from "../formats/crossing-list/write.ts";
import { askedMessages } from "../language.ts";
import { takesText } from "../request/accepted-form.ts";
import { decodeQuery } from "../request/decode.ts";
import { type CachePolicy, cachePolicyOf, JSON_FORM } from "../route.ts";
import { sendReply, sendText } from "../send.ts";
import type { CountyWord } from "../wire/county-code.ts";
import { StatusAnswer } from "../wire/crossing.ts";
import { CrossingQuery, isTimeAlone, makeBoardQuery, pageQuery, questionOf, viewOf } from "../wire/page.ts";
import { presentStatus } from "../wire/present.ts";
import type { StateWord } from "../wire/state-code.ts";
import { Slug } from "../wire/wire.ts";
import { boardAt } from "./board-at.ts";
import { sendErrorLine } from "./error-line.ts";

/**
 * Returns the routes for clients at a terminal. `GET /` returns the number of crossings of each status as text, or all
 * crossings as JSON. `GET /lukeville` returns the status as one line of text, or as JSON. `GET /laredo` returns the
 * same as `/`, but only for the crossings of this area. All accept the parameters of the page at that address, except
 * that `/` as JSON refuses `on`.
 */
export function oneLine(
  contextOf: ContextOf,
  answers: AnswerCache,
  stateWord: StateWord,
  countyWord: CountyWord,
): Router {
  const boardQuery = makeBoardQuery(stateWord, countyWord);
  const router = Router();
  /** Sends the counts of all crossings or of an area as text, or the crossings as JSON. */
  const sendBoard = async (req: Request, res: Response, area: MetroArea | null): Promise<void> => {
    const raw = pageQuery(req.query);
    const query = decodeQuery(boardQuery, raw);
    const { state, county, mode, direction, q, near, status } = query;
    const messages = askedMessages(req);
    const asText = takesText(req);
    if (!asText && query.on !== undefined) throw invalid([{ path: "on", rule: ["onlyAsText"] }]);
    const ctx = contextOf(req);
    const { now } = ctx;
    refuseTimeAlone(query);
    const zones = timeZonesOf((await allCrossings(ctx)).values());
    const view = viewOf(query, raw, now, zones);
    const filter = { state, county, mode, direction, q, near, area: area?.slug };
    const { listed, at, keep, asOf } = await boardAt(ctx, view, query.at, filter, now);
    const crossings = listed.filter(({ standings }) => isAskedStatus(standings, status));
    const kept = asText ? keepUntilThen(keep, view, now) : keep;
    res.vary("User-Agent").type(asText ? "text/plain" : "application/json");
    const { language } = messages;
    if (asText) {
      const text = boardText({ crossings, view, at }, messages);
      return sendText(req, res, answers, { text, keep: kept, form: "text", language });
    }
    const { texts, version } = await writeCrossingList(
      { at, asOf, answers: crossings, next: null },
      JSON_FORM,
      messages,
    );
    await sendReply(req, res, answers, { texts, version, keep: kept, form: JSON_FORM, language });
  };
  router.get("/:slug", async (req, res, next) => {
    const ctx = contextOf(req);
    const { slug } = req.params;
    const area = findArea(slug, (await allCrossings(ctx)).values());
    if (area !== undefined) return sendBoard(req, res, area);
    await refuseMissing(ctx, slug);
    if (!Slug.safeParse(slug).success) return next();
    const raw = pageQuery(req.query);
    const query = decodeQuery(CrossingQuery, raw);
    const { mode, direction } = query;
    const messages = askedMessages(req);
    const { now } = ctx;
    const { timeZone } = await getCrossing(ctx, slug);
    refuseTimeAlone(query);
    const view = viewOf(query, raw, now, [timeZone]);
    const question = questionOf(view, query.at, timeZone, now);
    const answer = await getStatus(ctx, slug, { ...question, mode, direction });
    const { crossing, standings, at } = answer;
    const asText = takesText(req);
    const shown = asText ? null : z.encode(StatusAnswer, presentStatus(answer, messages));
    const [form, text] = asText
      ? ["text", `${lineOf(standings, crossing, { at, messages, asked: askedTimeOf(view) })}\n`]
      : ["json", JSON.stringify(shown)];
    const policy = cachePolicyOf(answer, question);
    const keep = asText ? keepUntilThen(policy, view, now) : policy;
    res.vary("User-Agent").type(asText ? "text/plain" : "application/json");
    await sendReply(req, res, answers, {
      texts: [text],
      version: shown === null ? text : await jsonPiecesOf(shown),
      keep,
      form,
      language: messages.language,
    });
  });
  router.get("/", (req, res) => sendBoard(req, res, null));
  router.use(refusedLine);
  return router;
}

/** @throws Refusal `invalid` if a time of day has no day */
function refuseTimeAlone(query: z.output<typeof CrossingQuery>): void {
  if (isTimeAlone(query)) throw invalid([{ path: "time", rule: ["timeNeedsDay"], value: query.time }]);
}

/** Returns the cache policy of a text. A text about the future changes when that time has come. */
const keepUntilThen = (policy: CachePolicy, { tenseExpiresAt }: PageView, now: Temporal.Instant): CachePolicy =>
  tenseExpiresAt === null ? policy : { at: now, expiresAt: tenseExpiresAt, of: policy.of, dated: false };

/** Answers an unknown name with one line. The line suggests as many similar names as fit, up to three. */
const refusedLine: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (!(error instanceof UnknownCrossing) || res.headersSent || !takesText(req)) return next(error);
  const messages = askedMessages(req);
  const lines = [3, 2, 1, 0].map((most) => error.tell(messages, most));
  const line = lines.find(({ length }) => length <= LINE_LIMIT) ?? lines.at(-1);
  sendErrorLine(req, res, 404, `${line}`);
};
