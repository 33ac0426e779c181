import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Request, Router } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { listCrossings } from "../../actions/crossings/list-crossings.ts";
import { listReportTimes } from "../../actions/crossings/list-report-times.ts";
import { groupBy } from "../../domain/group-by.ts";
import { latestInstant } from "../../domain/time/moment.ts";
import type { AnswerCache } from "../../live/cache/answer-cache.ts";
import { LOG_TOPIC, PLACES_TOPIC } from "../../live/snapshot.ts";
import { FALLBACK } from "../../locales/index.ts";
import { ROOT } from "../../root.ts";
import { boardDescription } from "../../web/board/description.ts";
import { type Frame, link } from "../../web/frame.ts";
import { offlinePage } from "../../web/offline/page.ts";
import type { ContextOf } from "../context-of.ts";
import { robotsText } from "../formats/robots.ts";
import { securityText } from "../formats/security-txt.ts";
import { type SitemapPage, sitemapDocument } from "../formats/sitemap.ts";
import { decodeQuery } from "../request/decode.ts";
import { ownAddress } from "../request/own-address.ts";
import { cachePolicyOf, cacheUntilInvalidated } from "../route.ts";
import { sendText } from "../send.ts";
import { pageQuery, TextQuery } from "../wire/page.ts";
import { PAGE_POLICY } from "./page-policy.ts";

/** Dependencies of the files for browsers and crawlers. */
export interface SiteFilesEdge {
  contextOf: ContextOf;
  answers: AnswerCache;
  frameOf: (req: Request) => Frame;
  publicUrl: string | null;
  /** Contact in `security.txt`. Null if there is none. */
  securityContact: string | null;
}

/** Public pages besides those of crossings. They come first in the sitemap. */
const OTHER_PAGES = ["/about", "/article", "/history"];

const DAY = "public, max-age=86400";

/**
 * Returns the routes of the files for browsers and crawlers: `sitemap.xml`, `robots.txt`, the manifest and the service
 * worker of the installed app, its offline page, and `security.txt`.
 */
export function siteFiles({ contextOf, answers, frameOf, publicUrl, securityContact }: SiteFilesEdge): Router {
  const router = Router();
  router.get("/robots.txt", (_req, res) => {
    res.set("Cache-Control", DAY).type("text/plain").send(robotsText(publicUrl));
  });
  router.get("/.well-known/security.txt", (req, res, next) => {
    if (securityContact === null) return next();
    res
      .set("Cache-Control", DAY)
      .type("text/plain")
      .send(securityText(securityContact, publicUrl, contextOf(req).now));
  });
  router.get("/sitemap.xml", async (req, res) => {
    const ctx = contextOf(req);
    const crossings = await listReportTimes(ctx);
    const latestOf = (some: typeof crossings) => latestInstant(some.map(({ reportedAt }) => reportedAt));
    const inAreas = crossings.filter(({ crossing }) => crossing.area !== null);
    const areas = groupBy(inAreas, ({ crossing }) => crossing.area?.slug ?? "");
    const pages: SitemapPage[] = [
      { path: "/", changedAt: latestOf(crossings) },
      ...OTHER_PAGES.map((path) => ({ path, changedAt: null })),
      ...[...areas].map(([slug, some]) => ({ path: `/${slug}`, changedAt: latestOf(some) })),
      ...crossings.map(({ crossing, reportedAt }) => ({ path: `/${crossing.slug}`, changedAt: reportedAt })),
    ];
    res.type("application/xml");
    const own = ownAddress(req, publicUrl);
    const text = await sitemapDocument(own, pages);
    // Without a public address, the text depends on the Host header and must not be cached.
    if (publicUrl === null) return void res.set("Cache-Control", "no-store").send(text);
    const keep = cacheUntilInvalidated(ctx, LOG_TOPIC, PLACES_TOPIC);
    return sendText(req, res, answers, { text, keep, form: "sitemap", language: FALLBACK.language });
  });
  router.get("/manifest.webmanifest", async (req, res) => {
    decodeQuery(TextQuery, pageQuery(req.query));
    const ctx = contextOf(req);
    const frame = frameOf(req);
    const { messages, assets } = frame;
    const text = JSON.stringify({
      name: "Garita",
      short_name: "Garita",
      description: boardDescription([...(await allCrossings(ctx)).values()], messages),
      lang: messages.language,
      id: "/",
      start_url: link(frame, "/"),
      scope: "/",
      display: "standalone",
      background_color: "#fbfaf7",
      theme_color: "#0b5a75",
      icons: assets.appIcons.map(({ address, ...icon }) => ({ src: address, ...icon })),
    });
    res.type("application/manifest+json");
    const keep = cacheUntilInvalidated(ctx, PLACES_TOPIC);
    return sendText(req, res, answers, { text, keep, form: "manifest", language: messages.language });
  });
  const worker = readFileSync(join(ROOT, "src/web/static/scripts/service-worker.js"), "utf8");
  router.get("/service-worker.js", (req, res) => {
    const icon = frameOf(req).assets.appIcons.find(({ type }) => type === "image/png")?.address ?? "";
    // A worker may fetch only what the policy of its own file allows.
    res.set({ "Content-Security-Policy": "default-src 'none'; connect-src 'self'", "Cache-Control": "no-cache" });
    res.type("js").send(worker.replace("{icon}", icon));
  });
  router.get("/offline", async (req, res) => {
    decodeQuery(TextQuery, pageQuery(req.query));
    const frame = frameOf(req);
    const { language } = frame.messages;
    const { answers: crossings, ...listed } = await listCrossings(contextOf(req), {});
    const text = offlinePage(frame, { at: listed.at, crossings });
    res.set({ "Content-Security-Policy": PAGE_POLICY, "Content-Language": language }).type("html");
    return sendText(req, res, answers, { text, keep: cachePolicyOf(listed), form: "page", language });
  });
  return router;
}
