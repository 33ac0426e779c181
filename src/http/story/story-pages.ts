import { type Request, type Response, Router } from "express";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { listRestrictions } from "../../actions/crossings/list-restrictions.ts";
import type { Context } from "../../context.ts";
import { invalid, Refusal } from "../../domain/errors.ts";
import { endOf } from "../../domain/time/moment.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { PLACES_TOPIC } from "../../live/snapshot.ts";
import { LANGUAGES } from "../../locales/index.ts";
import type { Frame } from "../../web/frame.ts";
import { address } from "../../web/html.ts";
import { chartFile } from "../../web/story/chart-file.ts";
import { storyIndexPage } from "../../web/story/index-page.ts";
import { storyPage } from "../../web/story/page.ts";
import { STORY_SORTS, type StorySort } from "../../web/story/rows.ts";
import { addressOfSpan, daysOfSpan, questionOfSpan, readSpan, type StorySpan } from "../../web/story/span.ts";
import { storyCrossings, storySentences } from "../../web/story/story-facts.ts";
import type { ContextOf } from "../context-of.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { errorPages } from "../pages/error-pages.ts";
import { PAGE_POLICY } from "../pages/pages.ts";
import { decodeQuery } from "../request/decode.ts";
import type { CachePolicy } from "../route.ts";
import { sendReply } from "../send.ts";
import { pageQuery } from "../wire/page.ts";
import { DayOrMonth, KnownQuery, spanOf } from "./restrictions-route.ts";

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
});
const DaysQuery = SpanQuery.extend({ from: DayOrMonth, to: DayOrMonth });
type Asked = z.output<typeof SpanQuery>;

/** Zone of the instant by which the reports of a period were published: the westernmost of the border. */
const LAST_ZONE = "America/Los_Angeles";

/** Creates the pages about the restrictions of a month, a year or any other period, and the pictures of their charts. */
export function storyPages({ contextOf, answers, frameOf, isAway }: StoryDesk): Router {
  const router = Router();

  const send = (req: Request, res: Response, frame: Frame, form: string, text: string, keep: CachePolicy) => {
    const { language } = frame.messages;
    res.vary("User-Agent").set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": language });
    res.type(form === "svg" ? "image/svg+xml" : "html");
    return sendReply(req, res, answers, { text, wire: text, keep, form, language });
  };

  const show = (req: Request, res: Response, span: StorySpan, asked: Asked, isFile: boolean) =>
    oneAtATime(res, async () => {
      const ctx = contextOf(req);
      const frame = frameOf(req);
      const found = await storyOf(ctx, frame, span, asked);
      if (res.headersSent || res.destroyed) return;
      if (isFile) {
        const { path, query } = addressOfSpan(span, frame.messages);
        const { from, to } = daysOfSpan(span);
        const link = `${frame.publicUrl ?? ""}${address(path, { ...query, ...found.known, knownAt: found.pinned })}`;
        const picture = chartFile(found.crossings, span, { lead: found.sentences[0] ?? "", link }, frame.messages);
        res.set("Content-Disposition", `attachment; filename="garita-restrictions-${from}-to-${to}.svg"`);
        return send(req, res, frame, "svg", picture, found.keep);
      }
      const sort = asked.sort ?? "-days";
      const text = storyPage(frame, {
        ...found,
        span,
        sort: { key: sort.replace("-", "") as StorySort, isReversed: sort.startsWith("-") },
        knownAt: asked.knownAt,
        publishedBefore: asked.publishedBefore,
        pinnedTo: asked.knownAt ?? found.keep.at,
        publishedByEnd: endOf(daysOfSpan(span).to, LAST_ZONE),
        map: null,
      });
      return send(req, res, frame, "page", text, found.keep);
    });

  router.get("/history", (req, res) => {
    const raw = pageQuery(req.query);
    const frame = frameOf(req);
    if (raw.from === undefined && raw.to === undefined) {
      decodeQuery(SpanQuery.pick({ lang: true }), raw);
      const keep = { at: frame.now, expiresAt: null, of: [PLACES_TOPIC], dated: false } as const;
      return send(req, res, frame, "page", storyIndexPage(frame), keep);
    }
    const { from, to, ...asked } = decodeQuery(DaysQuery, raw);
    return show(req, res, spanOf(from, to), asked, false);
  });
  router.get("/history/chart.svg", (req, res) => {
    const { from, to, ...asked } = decodeQuery(DaysQuery, pageQuery(req.query));
    return show(req, res, spanOf(from, to), asked, true);
  });
  router.get(["/history/:span", "/history/:span/chart.svg"], (req, res) => {
    const frame = frameOf(req);
    const asked = decodeQuery(SpanQuery, pageQuery(req.query));
    const name = String(req.params.span);
    const span = readSpan(name);
    if (span === undefined) throw invalid([{ path: "span", rule: ["span"], value: JSON.stringify(name) }]);
    const { path } = addressOfSpan(span, frame.messages);
    const isFile = req.path.endsWith(".svg");
    const own = isFile ? `${path}/chart.svg` : path;
    if (req.path !== own) {
      const [, ...query] = req.originalUrl.split("?");
      res.vary("Accept-Language").set("Cache-Control", "no-store");
      return res.redirect(302, [own, ...query].join("?"));
    }
    return nameSpan(name, () => show(req, res, span, asked, isFile));
  });
  router.use("/history", errorPages(frameOf, isAway, PAGE_POLICY));
  return router;
}

async function storyOf(ctx: Context, frame: Frame, span: StorySpan, { knownAt, publishedBefore }: Asked) {
  const { messages } = frame;
  const question = { ...questionOfSpan(span), knownAt, publishedBefore };
  const { at, asOf, expiresAt, of, crossings } = await listRestrictions(ctx, question);
  const listed = storyCrossings(crossings, messages);
  const clipped = crossings.filter((each) => each.clipped).map(({ to }) => to);
  const zones = [...new Set([...(await allCrossings(ctx)).values()].map(({ timeZone }) => timeZone))];
  const keep: CachePolicy = { at, expiresAt, of: [...of, PLACES_TOPIC], dated: false };
  const known = Object.fromEntries(
    (["knownAt", "publishedBefore"] as const).map((name) => [name, frame.query[name]] as const),
  );
  return {
    crossings: listed,
    sentences: storySentences(listed, { span, asOf }, messages),
    clippedAt: clipped.sort(Temporal.Instant.compare)[0] ?? null,
    zones,
    keep,
    known,
    pinned: String(knownAt ?? at),
  };
}

/** Runs work about a period that the address names, so that faults of the period name `span` and its value. */
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
