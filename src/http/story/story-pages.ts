import { type Request, type Response, Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { findRecordStart } from "../../actions/crossings/availability/find-record-start.ts";
import { invalid, Refusal } from "../../domain/errors.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { LOG_TOPIC, PLACES_TOPIC } from "../../live/snapshot.ts";
import { LANGUAGES } from "../../locales/index.ts";
import type { Frame } from "../../web/frame.ts";
import { storyIndexPage } from "../../web/story/index-page.ts";
import { STORY_SORTS } from "../../web/story/rows.ts";
import { addressOfSpan, readSpan, type StorySpan } from "../../web/story/span.ts";
import type { ContextOf } from "../context-of.ts";
import { answerInTime } from "../deadline.ts";
import { jsonPiecesOf } from "../encoding/encode.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { PAGE_POLICY } from "../pages/page-policy.ts";
import { shownAddress } from "../problem.ts";
import { takesText, wantsPage } from "../request/accepted-form.ts";
import { decodeQuery } from "../request/decode.ts";
import { ownAddress } from "../request/own-address.ts";
import { withQuery } from "../request/with-query.ts";
import { sendReply, sendText } from "../send.ts";
import { Day, pageQuery } from "../wire/page.ts";
import { DayOrMonth, KnownQuery, spanOf } from "./restrictions-route.ts";
import { keepOfDays, nameOfChart, type StoryForm, storyOf, WRITE_STORY } from "./story-answer.ts";
import { iconsByDay } from "./story-days.ts";
import { storyErrors } from "./story-errors.ts";

/** Dependencies of the pages. */
export interface StoryDesk {
  contextOf: ContextOf;
  answers: AnswerCache;
  frameOf: (req: Request) => Frame;
  isAway: (error: unknown) => boolean;
}

const SORTS = STORY_SORTS.flatMap((key) => [key, `-${key}` as const]);

const SpanQuery = z.strictObject({
  ...KnownQuery,
  lang: z.enum(LANGUAGES).optional(),
  sort: z.enum(SORTS).optional(),
  /** Day that the map shows. */
  day: Day.optional(),
});
const DaysQuery = SpanQuery.extend({ from: DayOrMonth, to: DayOrMonth });
type Asked = z.output<typeof SpanQuery>;

/**
 * What a client can get about a period, by the end of the path. The page comes last, because its route would also match
 * the other paths.
 */
const PARTS = { "/chart.svg": "svg", "/days.json": "days", "": "page" } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

const TYPES: Record<StoryForm | "days", string> = {
  page: "html",
  svg: "image/svg+xml",
  days: "json",
  text: "text/plain",
  json: "json",
};

/** Returns the format in which a client gets a part. The page, the line of text and the data share one address. */
const formOf = (req: Request, part: Part): StoryForm | "days" =>
  part !== "page" || wantsPage(req) ? part : takesText(req) ? "text" : "json";

/**
 * Creates the pages about the restrictions of a month, a year or any other period, and the data that belong to them.
 * Clients that do not accept pages get one line of text, or the same JSON as from the API.
 */
export function storyPages({ contextOf, answers, frameOf, isAway }: StoryDesk): Router {
  const router = Router();

  const show = (req: Request, res: Response, span: StorySpan, asked: Asked, part: Part) =>
    oneAtATime(req, res, async () => {
      const ctx = contextOf(req);
      const frame = frameOf(req);
      const { language } = frame.messages;
      const form = formOf(req, part);
      const view = { ...asked, day: asked.day as Temporal.PlainDate | undefined };
      const own = ownAddress(req, frame.publicUrl);
      const story = form === "days" ? undefined : await storyOf(ctx, frame, span, view);
      const wire =
        form === "days" || story === undefined
          ? await iconsByDay(ctx, frame, { span, view })
          : await WRITE_STORY[form](story, { ctx, frame, asked: view, own });
      const text = typeof wire === "string" ? wire : JSON.stringify(wire);
      const keep = story?.keep ?? (await keepOfDays(ctx));
      if (res.headersSent || res.destroyed) return;
      setHead(res, form, language);
      if (form === "svg" && story !== undefined) {
        res.set("Content-Disposition", `attachment; filename="${nameOfChart(story)}"`);
        // Without a public address, the source line depends on the Host header and must not be cached.
        if (frame.publicUrl === null) return void res.set("Cache-Control", "no-store").send(text);
      }
      const version = typeof wire === "string" ? wire : await jsonPiecesOf(wire);
      await sendReply(req, res, answers, { texts: [text], version, keep, form, language });
    });

  router.use("/history", answerInTime);
  router.get("/history", async (req, res, next) => {
    const raw = pageQuery(req.query);
    if (raw.from !== undefined || raw.to !== undefined) return next();
    const frame = frameOf(req);
    const { language } = frame.messages;
    decodeQuery(SpanQuery.pick({ lang: true }), raw);
    const ctx = contextOf(req);
    const begins = await findRecordStart(ctx, {}).catch((error) => {
      if (isAway(error)) return null;
      throw error;
    });
    const zones = timeZonesOf((await allCrossings(ctx)).values());
    const text = storyIndexPage(frame, { begins, now: frame.now, zones });
    // A page without the list of years is not cached.
    const expiresAt = begins === null ? frame.now : null;
    const keep = { at: frame.now, expiresAt, of: [PLACES_TOPIC, LOG_TOPIC], dated: false } as const;
    setHead(res, "page", language);
    return sendText(req, res, answers, { text, keep, form: "page", language });
  });
  for (const [suffix, part] of Object.entries(PARTS)) {
    router.get(`/history${suffix}`, (req, res) => {
      const { from, to, ...asked } = decodeQuery(DaysQuery, pageQuery(req.query));
      return show(req, res, spanOf(from, to), asked, part);
    });
    router.get(`/history/:span${suffix}`, (req, res) => {
      const asked = decodeQuery(SpanQuery, pageQuery(req.query));
      const name = String(req.params.span);
      const span = readSpan(name);
      if (span === undefined) throw invalid([{ path: "span", rule: ["span"], value: JSON.stringify(name) }]);
      const own = `${addressOfSpan(span, frameOf(req).messages).path}${suffix}`;
      if (req.path === own || formOf(req, part) === "text" || formOf(req, part) === "json")
        return nameSpan(name, () => show(req, res, span, asked, part));
      res.vary("Accept-Language").set("Cache-Control", "no-store");
      return res.redirect(302, withQuery(own, req));
    });
  }
  router.use("/history", (req, _res, next) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next();
    throw new Refusal("not_found", ["nothingAt", shownAddress(`${req.baseUrl}${req.path}`)]);
  });
  router.use("/history", storyErrors(frameOf, isAway));
  return router;
}

function setHead(res: Response, form: StoryForm | "days", language: string): void {
  res.vary("User-Agent").set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": language });
  res.type(TYPES[form]);
}

/**
 * Runs work about the period that the URL names. If the work throws an error about the period, the error names `span`
 * and its value.
 */
async function nameSpan<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.issues.length === 0) throw error;
    throw invalid(
      error.issues.map((issue) =>
        issue.path === "from" ? { ...issue, path: "span", value: JSON.stringify(name) } : issue,
      ),
    );
  }
}
