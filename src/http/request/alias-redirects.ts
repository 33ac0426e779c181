import { type RequestHandler, Router } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { findArea } from "../../domain/places/metro-area.ts";
import { findCrossingByName } from "../../domain/places/names.ts";
import { findSlugOfPlace } from "../../domain/places/place-names.ts";
import type { ContextOf } from "../context-of.ts";
import { withQuery } from "./with-query.ts";

/**
 * `Cache-Control` of a redirect. Redirects are permanent because a name rarely changes its meaning. Caches keep them
 * for an hour only, because a new crossing may take the name one day.
 */
const REMEMBERED = "public, max-age=3600";

/**
 * Redirects addresses with an alias of a crossing to those with its slug: the page, the embedded page and the API
 * addresses. Keeps the query. Also redirects the pages of an area if the slug in the address has capital letters. No
 * alias of a crossing is also a path of this service.
 */
export function aliasRedirects(contextOf: ContextOf): Router {
  const router = Router();
  const redirect: RequestHandler = async (req, res, next) => {
    const { name } = req.params;
    const crossings = await allCrossings(contextOf(req));
    if ((req.method !== "GET" && req.method !== "HEAD") || typeof name !== "string" || crossings.has(name))
      return next();
    const segments = req.path.split("/");
    const place = { v1: 3, embed: 2 }[segments[1]?.toLowerCase() ?? ""] ?? 1;
    const area = place < 3 ? findArea(name.toLowerCase(), crossings.values()) : undefined;
    const { slug } = findCrossingByName(name, crossings) ?? area ?? { slug: name };
    if (slug === name) return next();
    const own = segments.map((segment, i) => (i === place ? slug : segment)).join("/");
    res.set("Cache-Control", REMEMBERED).redirect(301, withQuery(own, req));
  };
  // A route for GET alone would make Express answer OPTIONS itself.
  router.all(["/:name", "/embed/:name", "/v1/crossings/:name", "/v1/crossings/:name/*rest"], redirect);
  return router;
}

/**
 * Redirects the name of a city, or a common short name, to the page of its crossing or area: `/tijuana` to
 * `/san-diego-tijuana`. Keeps the query. Such redirects are temporary, because another crossing may share the name one
 * day. They come after all other addresses of the service except for those of the pages. They do not affect `/about`
 * and `/article`, because no place may have these names.
 */
export function placeRedirects(contextOf: ContextOf): Router {
  const router = Router();
  const redirect: RequestHandler = async (req, res, next) => {
    const { name } = req.params;
    const crossings = await allCrossings(contextOf(req));
    if (typeof name !== "string" || crossings.has(name) || findArea(name, crossings.values())) return next();
    const slug = findSlugOfPlace(name, crossings);
    if (slug === undefined) return next();
    res
      .set("Cache-Control", REMEMBERED)
      .redirect(302, withQuery(`${/^\/embed\//i.test(req.path) ? "/embed" : ""}/${slug}`, req));
  };
  router.get(["/:name", "/embed/:name"], redirect);
  return router;
}
