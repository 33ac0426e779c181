import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { getStatus } from "../../actions/crossings/get-status.ts";
import { findArea } from "../../domain/places/metro-area.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { LOG_TOPIC, PLACES_TOPIC } from "../../live/snapshot.ts";
import { ROOT } from "../../root.ts";
import { areaEmbed } from "../../web/embed/area.ts";
import { boardEmbed } from "../../web/embed/board.ts";
import { crossingEmbed } from "../../web/embed/crossing.ts";
import { type EmbedPage, type EmbedTheme, embedDocument } from "../../web/embed/document.ts";
import { embedFault } from "../../web/embed/fault.ts";
import type { Frame } from "../../web/frame.ts";
import type { ContextOf } from "../context-of.ts";
import { PROBLEMS, RETRY_SECONDS } from "../problem.ts";
import { decodeQuery } from "../request/decode.ts";
import { withQuery } from "../request/with-query.ts";
import { type CachePolicy, cachePolicyOf } from "../route.ts";
import { sendText } from "../send.ts";
import { EmbedQuery, type makeEmbedBoardQuery, pageQuery, viewOf } from "../wire/page.ts";
import { boardAt } from "./board-at.ts";
import { faultOf } from "./error-pages.ts";

/** The compiler copies only code, so the parts are read from the source folder. */
const partOf = (name: string): string => readFileSync(join(ROOT, "src/web/static", name), "utf8").trim();

const hashOf = (part: string): string => `'sha256-${createHash("sha256").update(part).digest("base64")}'`;

/** Dependencies of the embedded pages. */
export interface EmbedDesk {
  contextOf: ContextOf;
  answers: AnswerCache;
  frameOf: (req: Request) => Frame;
  isAway: (error: unknown) => boolean;
  boardQuery: ReturnType<typeof makeEmbedBoardQuery>;
}

/**
 * Creates the pages that other sites may show in a frame: `/board`, and one for each crossing and each area. The
 * address without a name redirects to the board. All other pages refuse to be framed, because a hostile page could lay
 * itself over their forms. The embedded pages have no forms.
 */
export function embeds({ contextOf, answers, frameOf, isAway, boardQuery }: EmbedDesk): Router {
  const router = Router();
  const parts = {
    style: minified(partOf("styles/embed.css") + partOf("styles/forced-marks.css")),
    script: partOf("scripts/embed.js"),
  };
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(parts.style)}`,
    `script-src ${hashOf(parts.script)}`,
    "img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *",
  ].join("; ");
  const allow = (res: Response, { messages }: Frame): Response => {
    res.removeHeader("X-Frame-Options");
    return res
      .vary("Accept-Language")
      .set({ "Content-Security-Policy": policy, "Content-Language": messages.language })
      .type("html");
  };

  const send = (
    req: Request,
    res: Response,
    frame: Frame,
    theme: EmbedTheme | undefined,
    page: EmbedPage,
    keep: CachePolicy,
  ) => {
    const text = embedDocument(frame, theme ?? "auto", parts, page);
    allow(res, frame);
    return sendText(req, res, answers, { text, keep, form: "page", language: frame.messages.language });
  };

  router.get("/", (req, res) => {
    res.redirect(302, withQuery("/embed/board", req));
  });
  router.get("/board", async (req, res) => {
    const ctx = contextOf(req);
    const { lang: _, theme, ...asked } = decodeQuery(boardQuery, pageQuery(req.query));
    const { programme, ...filter } = asked;
    const { listed, at, keep } = await boardAt(ctx, viewOf({ programme }, {}, ctx.now, []), undefined, filter, ctx.now);
    const frame = frameOf(req);
    const page = boardEmbed(frame, { crossings: listed, at, params: asked });
    await send(req, res, frame, theme, page, { ...keep, of: [...keep.of, LOG_TOPIC] });
  });
  router.get("/:slug", async (req, res) => {
    const ctx = contextOf(req);
    const { lang: _, theme, ...asked } = decodeQuery(EmbedQuery, pageQuery(req.query));
    const frame = frameOf(req);
    const area = findArea(req.params.slug, (await allCrossings(ctx)).values());
    if (area !== undefined) {
      const { mode, direction, programme } = asked;
      const view = viewOf({ programme }, {}, ctx.now, []);
      const filter = { mode, direction, area: area.slug };
      const { listed, at, keep } = await boardAt(ctx, view, undefined, filter, ctx.now);
      const page = areaEmbed(frame, { area, crossings: listed, at, params: asked });
      return send(req, res, frame, theme, page, { ...keep, of: [...keep.of, PLACES_TOPIC] });
    }
    const status = await getStatus(ctx, req.params.slug, asked);
    const { crossing, standings, at } = status;
    const page = crossingEmbed(frame, { crossing, standings, at, params: asked });
    await send(req, res, frame, theme, page, cachePolicyOf(status));
  });
  const refused: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const frame = frameOf(req);
    const fault = faultOf(error, isAway, frame.messages);
    if (fault === undefined || res.headersSent) return next(error);
    const { code, issues, told } = fault;
    const { title } = frame.messages.errors.kinds[code];
    const details = issues.length > 0 ? issues.map(({ path, message }) => `${path} ${message}`) : [told];
    if (code === "unavailable") res.set("Retry-After", RETRY_SECONDS);
    allow(res, frame).set("Cache-Control", "no-store");
    res.status(PROBLEMS[code].status).send(embedDocument(frame, "auto", parts, embedFault(frame, title, details)));
  };
  router.use(refused);
  return router;
}

/** Removes the line breaks and indentation of a style sheet. */
const minified = (style: string): string => style.replace(/\s*\n\s*/g, "");
