import { type Request, type Response, Router } from "express";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { listRestrictions } from "../../actions/crossings/availability/list-restrictions.ts";
import type { Context } from "../../context.ts";
import { invalid, Refusal } from "../../domain/errors.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
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
import { answerInTime } from "../deadline.ts";
import { fileDay } from "../formats/saved-file.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { errorPages } from "../pages/error-pages.ts";
import { PAGE_POLICY } from "../pages/page-policy.ts";
import { decodeQuery } from "../request/decode.ts";
import type { CachePolicy } from "../route.ts";
import { sendReply } from "../send.ts";
import { Day, pageQuery } from "../wire/page.ts";
import { DayOrMonth, KnownQuery, spanOf } from "./restrictions-route.ts";
import { iconsByDay, mapOfDay } from "./story-days.ts";

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
 * Parts of a period, by the ending of the address. The page comes last, because its route would also match the other
 * endings.
 */
const PARTS = { "/chart.svg": "svg", "/days.json": "days", "": "page" } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

const TYPES: Record<Part, string> = { page: "html", svg: "image/svg+xml", days: "json" };

/** Creates the pages about the restrictions of a month, a year or any other period, and the data that belong to them. */
export function storyPages({ contextOf, answers, frameOf, isAway }: StoryDesk): Router {
  const router = Router();

  const send = (req: Request, res: Response, frame: Frame, form: Part, text: string, keep: CachePolicy) => {
    const { language } = frame.messages;
    res.vary("User-Agent").set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": language });
    res.type(TYPES[form]);
    return sendReply(req, res, answers, { text, wire: text, keep, form, language });
  };

  const show = (req: Request, res: Response, span: StorySpan, asked: Asked, part: Part) =>
    oneAtATime(req, res, async () => {
      const ctx = contextOf(req);
      const frame = frameOf(req);
      const story = part === "days" ? undefined : await storyOf(ctx, frame, span, asked);
      const text =
        story === undefined
          ? await iconsByDay(ctx, frame, { span, view: asked })
          : await textOf(ctx, frame, story, asked, part);
      const keep = story?.keep ?? (await keepOfDays(ctx));
      if (res.headersSent || res.destroyed) return;
      if (part === "svg") res.set("Content-Disposition", `attachment; filename="${nameOfChart(span, story)}"`);
      return send(req, res, frame, part, text, keep);
    });

  router.use("/history", answerInTime);
  router.get("/history", async (req, res, next) => {
    const raw = pageQuery(req.query);
    if (raw.from !== undefined || raw.to !== undefined) return next();
    const frame = frameOf(req);
    decodeQuery(SpanQuery.pick({ lang: true }), raw);
    const keep = { at: frame.now, expiresAt: null, of: [PLACES_TOPIC], dated: false } as const;
    return send(
      req,
      res,
      frame,
      "page",
      storyIndexPage(frame, timeZonesOf((await allCrossings(contextOf(req))).values())),
      keep,
    );
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
      if (req.path === own) return nameSpan(name, () => show(req, res, span, asked, part));
      const [, ...query] = req.originalUrl.split("?");
      res.vary("Accept-Language").set("Cache-Control", "no-store");
      return res.redirect(302, [own, ...query].join("?"));
    });
  }
  router.use("/history", errorPages(frameOf, isAway, PAGE_POLICY));
  return router;
}

/** Returns the name under which a browser saves the chart. It states the days that the figures cover. */
function nameOfChart(span: StorySpan, story: Story | undefined): string {
  const { from, to } = daysOfSpan(span);
  const end = story?.clippedAt?.subtract({ milliseconds: 1 });
  return `garita-restrictions-${from}-to-${end === undefined ? to : fileDay(String(end))}.svg`;
}

type Story = Awaited<ReturnType<typeof storyOf>>;

/** The icons of all days are expensive to compute, so they are cached until the next full hour, as accounts are. */
async function keepOfDays(ctx: Context): Promise<CachePolicy> {
  const of = [...(await allCrossings(ctx)).keys(), PLACES_TOPIC];
  return { at: ctx.now, expiresAt: null, of, dated: false, keptUntil: hourOf(ctx.now).add({ hours: 1 }) };
}

/** Writes the page of a period, or the picture of its chart. */
async function textOf(ctx: Context, frame: Frame, story: Story, asked: Asked, part: Part): Promise<string> {
  const { span, crossings, sentences, known } = story;
  if (part === "svg") {
    const { path, query } = addressOfSpan(span, frame.messages);
    const link = `${frame.publicUrl ?? ""}${address(path, { ...query, ...known, knownAt: String(story.pinnedTo) })}`;
    return chartFile(crossings, span, { lead: sentences[0] ?? "", link }, frame.messages);
  }
  const sort = asked.sort ?? "-days";
  const day = asked.day as Temporal.PlainDate | undefined;
  return storyPage(frame, {
    ...story,
    sort: { key: sort.replace("-", "") as StorySort, isReversed: sort.startsWith("-") },
    knownAt: asked.knownAt,
    publishedBefore: asked.publishedBefore,
    map: await mapOfDay(ctx, frame, { span, view: asked, day, known }, crossings),
  });
}

async function storyOf(ctx: Context, frame: Frame, span: StorySpan, { knownAt, publishedBefore }: Asked) {
  const { messages } = frame;
  const question = { ...questionOfSpan(span), knownAt, publishedBefore };
  const { at, asOf, expiresAt, keptUntil, of, crossings } = await listRestrictions(ctx, question);
  const listed = storyCrossings(crossings, messages);
  const clipped = crossings.filter((each) => each.clipped).map(({ to }) => to);
  const zones = timeZonesOf((await allCrossings(ctx)).values());
  const keep: CachePolicy = { at, expiresAt, of: [...of, PLACES_TOPIC], dated: false, keptUntil };
  const known = Object.fromEntries(
    (["knownAt", "publishedBefore"] as const).map((name) => [name, frame.query[name]] as const),
  );
  return {
    span,
    crossings: listed,
    sentences: storySentences(listed, { span, asOf }, messages),
    clippedAt: clipped.sort(Temporal.Instant.compare)[0] ?? null,
    zones,
    keep,
    known,
    pinnedTo: knownAt ?? at,
  };
}

/** Runs work about the period in the address. An error about the period then names `span` and its value. */
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
