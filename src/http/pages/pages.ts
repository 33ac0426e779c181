import type { Request, Response } from "express";
import { Router } from "express";
import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { getCrossing, refuseMissing } from "../../actions/crossings/get-crossing.ts";
import { getStatus } from "../../actions/crossings/get-status.ts";
import { getChainHead } from "../../actions/record/chain/get-chain-head.ts";
import { listReports } from "../../actions/record/list-reports.ts";
import { Refusal } from "../../domain/errors.ts";
import { type FeedWatch, unreachedAt, unreachedFrom } from "../../domain/feed/reachability.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
import { findArea, type MetroArea } from "../../domain/places/metro-area.ts";
import { earliestInstant } from "../../domain/time/moment.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { FEED_TOPIC } from "../../live/feed-watch.ts";
import { LOG_TOPIC, PLACES_TOPIC } from "../../live/snapshot.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import { aboutPage } from "../../web/about/page.ts";
import { articlePage } from "../../web/article/page.ts";
import { boardPage } from "../../web/board/page.ts";
import { crossingPage } from "../../web/crossing/page.ts";
import type { CrossingSection } from "../../web/crossing/section.ts";
import type { Frame } from "../../web/frame.ts";
import { address } from "../../web/html.ts";
import { keptView, type PageView } from "../../web/view.ts";
import type { ContextOf } from "../context-of.ts";
import { answerInTime } from "../deadline.ts";
import { shownAddress } from "../problem.ts";
import { wantsPage } from "../request/accepted-form.ts";
import { decodeQuery } from "../request/decode.ts";
import { cachePolicyOf } from "../route.ts";
import { sendText } from "../send.ts";
import type { CountyWord } from "../wire/county-code.ts";
import {
  CrossingQuery,
  isTimeAlone,
  makeBoardQuery,
  makeEmbedBoardQuery,
  pageQuery,
  questionOf,
  TextQuery,
  todayIn,
  viewOf,
} from "../wire/page.ts";
import type { StateWord } from "../wire/state-code.ts";
import { Slug } from "../wire/wire.ts";
import { boardAt } from "./board-at.ts";
import { crossingData } from "./crossing-data.ts";
import { embeds } from "./embeds.ts";
import { errorPages } from "./error-pages.ts";
import { PAGE_POLICY } from "./page-policy.ts";

/** Dependencies of the pages. */
export interface PageDesk {
  contextOf: ContextOf;
  answers: AnswerCache;
  frameOf: (req: Request) => Frame;
  isAway: (error: unknown) => boolean;
  stateWord: StateWord;
  countyWord: CountyWord;
  /** Sections of a crossing's page, in order. */
  sections: readonly CrossingSection[];
}

/** Creates the pages, for clients that accept `text/html`. Other clients get text or JSON at the same addresses. */
export function pages({ contextOf, answers, frameOf, isAway, stateWord, countyWord, sections }: PageDesk): Router {
  const router = Router();
  /**
   * Sends a page. Every page is cached like an answer about the present. Even a page about another time depends on the
   * current time in its tense and its permanent link.
   */
  const send = (req: Request, res: Response, frame: Frame, text: string, turns: Turns): Promise<void> => {
    const { now } = frame;
    const { language } = frame.messages;
    res.vary("User-Agent").set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": language }).type("html");
    const expiresAt = earliestInstant(turns.at);
    const keep = cachePolicyOf({ at: now, expiresAt, of: turns.of });
    return sendText(req, res, answers, { text, keep, form: "page", language });
  };

  /**
   * Waits for a read of the database. Resolves to undefined if the database is unavailable. A page that lacks the data
   * of such a read is not cached.
   */
  const unlessAway = <Found>(work: Promise<Found>): Promise<Found | undefined> =>
    withTimeout(RECORD_MS, work).catch((error) => {
      if (isAway(error)) return undefined;
      throw error;
    });

  const boardQuery = makeBoardQuery(stateWord, countyWord);

  router.get("/about", async (req, res) => {
    decodeQuery(TextQuery, pageQuery(req.query));
    const frame = frameOf(req);
    const ctx = contextOf(req);
    const places = await allCrossings(ctx);
    const head = await unlessAway(getChainHead(ctx));
    const at = head === undefined ? [frame.now] : [];
    return send(req, res, frame, aboutPage(frame, [...places.values()], head), { at, of: [PLACES_TOPIC, LOG_TOPIC] });
  });
  router.get("/article", async (req, res) => {
    decodeQuery(TextQuery, pageQuery(req.query));
    const frame = frameOf(req);
    const text = articlePage(frame, await allCrossings(contextOf(req)));
    return send(req, res, frame, text, { at: [], of: [PLACES_TOPIC] });
  });
  const embedQuery = makeEmbedBoardQuery(stateWord, countyWord);
  router.use("/embed", embeds({ contextOf, answers, frameOf, isAway, boardQuery: embedQuery }));
  router.use((req, _res, next) => next(wantsPage(req) ? undefined : "router"));
  router.use(answerInTime);
  /** Sends the board, or the page of an area. */
  const sendBoard = async (req: Request, res: Response, area: MetroArea | null): Promise<void> => {
    const ctx = contextOf(req);
    const raw = pageQuery(req.query);
    const query = decodeQuery(boardQuery, raw);
    const frame = frameOf(req);
    const places = [...(await allCrossings(ctx)).values()];
    const zones = timeZonesOf(places);
    if (isTimeAlone(query)) return redirectToDay(req, res, todayIn(zones, query.at ?? frame.now));
    const view = viewIn(frame, viewOf(query, raw, frame.now, zones));
    const { state, county, mode, direction, q, near } = query;
    const filter = { state, county, mode, direction, q, near, area: area?.slug };
    const { listed, at, keep } = await boardAt(ctx, view, query.at, filter, frame.now);
    const feed = view.isDated ? undefined : ctx.feed;
    const newest = view.isDated ? { reports: [] } : await unlessAway(listReports(ctx, {}, NEWEST));
    const text = await boardPage(frame, {
      area,
      filter: {
        state,
        county,
        mode,
        direction,
        q,
        programme: query.programme,
        status: query.status,
        near: raw.near as string | undefined,
      },
      view,
      at,
      places,
      crossings: listed,
      newest: newest?.reports ?? [],
      isPartial: newest === undefined,
      unreached: feed === undefined ? null : unreachedAt(feed, frame.now),
    });
    const turns = [keep.expiresAt, view.tenseExpiresAt, newest === undefined ? frame.now : null, feedTurn(feed, frame)];
    await send(req, res, frame, text, { at: turns, of: [...keep.of, LOG_TOPIC, PLACES_TOPIC, FEED_TOPIC] });
  };
  router.get("/", (req, res) => sendBoard(req, res, null));
  router.get("/:slug", async (req, res, next) => {
    const ctx = contextOf(req);
    const area = findArea(req.params.slug, (await allCrossings(ctx)).values());
    if (area !== undefined) return sendBoard(req, res, area);
    await refuseMissing(ctx, req.params.slug);
    const slug = Slug.safeParse(req.params.slug);
    if (!slug.success) return next();
    const raw = pageQuery(req.query);
    const query = decodeQuery(CrossingQuery, raw);
    const frame = frameOf(req);
    const { timeZone } = await getCrossing(ctx, slug.data);
    if (isTimeAlone(query)) return redirectToDay(req, res, todayIn([timeZone], query.at ?? frame.now));
    const view = viewIn(frame, viewOf(query, raw, frame.now, [timeZone], true));
    const { mode, direction } = query;
    const question = questionOf(view, query.at, timeZone, frame.now);
    const status = await getStatus(ctx, slug.data, { ...question, mode, direction });
    const { at, crossing, standings } = status;
    const feed = view.isDated ? undefined : ctx.feed;
    const shown = {
      crossing,
      standings,
      at,
      view,
      span: query.span ?? "year",
      calendar: { year: query.year, mode: query.calendar },
      unreached: feed === undefined ? null : unreachedAt(feed, frame.now),
    };
    const data = crossingData(ctx, shown, question, unlessAway);
    const text = await crossingPage(frame, shown, data, sections);
    const { expiresAt, of } = data.listed() ?? status;
    const isOver = data.isOver() ? frame.now : null;
    const turns = [question.at === undefined ? expiresAt : null, view.tenseExpiresAt, isOver, feedTurn(feed, frame)];
    await send(req, res, frame, text, { at: turns, of: [...of, FEED_TOPIC] });
  });
  router.use((req, _res, next) => {
    if (req.path.startsWith("/v1/") || (req.method !== "GET" && req.method !== "HEAD")) return next();
    throw new Refusal("not_found", ["nothingAt", shownAddress(req.path)]);
  });
  router.use(errorPages(frameOf, isAway, PAGE_POLICY));
  return router;
}

/** Returns the view of a page, or of its copy. */
const viewIn = ({ isCopy }: Frame, view: PageView): PageView => (isCopy ? keptView(view) : view);

/** Redirects a reader who gave a time without a day to the page about that time on `day`. */
function redirectToDay(req: Request, res: Response, day: Temporal.PlainDate): void {
  const query = { ...(pageQuery(req.query) as Record<string, string>), on: String(day) };
  res.set("Cache-Control", "no-store").redirect(302, address(req.path, query));
}

/** Time for which a page waits for optional parts, in milliseconds. */
const RECORD_MS = 3_000;

/** Number of newest reports on the board. */
const NEWEST = 6;

const feedTurn = (feed: FeedWatch | undefined, { now }: Frame): Temporal.Instant | null =>
  feed === undefined ? null : unreachedFrom(feed, now);

/**
 * Times at which the clock may change a page, and the dependencies of the page. For an incomplete page, `at` contains
 * the current time, so that the page is not cached.
 */
interface Turns {
  at: readonly (Temporal.Instant | null)[];
  of: readonly string[];
}
