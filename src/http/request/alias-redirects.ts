import { type RequestHandler, Router } from "express";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { crossingCalled } from "../../domain/places/names.ts";
import type { ContextOf } from "../context-of.ts";

/**
 * A name changes its meaning seldom, so its address has moved for good; but it may, when a crossing of that name is built,
 * so nobody need remember that for longer than an hour.
 */
const REMEMBERED = "public, max-age=3600";

/**
 * Sends whoever asks for a crossing by another of its names, in the address of its page or of the API, to its own address
 * with the same question. No crossing is called as anything else here is.
 */
export function aliasRedirects(contextOf: ContextOf): Router {
  const router = Router();
  const redirect: RequestHandler = async (req, res, next) => {
    const { name } = req.params;
    const crossings = await allCrossings(contextOf(req));
    if ((req.method !== "GET" && req.method !== "HEAD") || typeof name !== "string" || crossings.has(name))
      return next();
    const crossing = crossingCalled(name, crossings);
    if (crossing === undefined) return next();
    const [, ...query] = req.originalUrl.split("?");
    const segments = req.path.split("/");
    const place = segments[1]?.toLowerCase() === "v1" ? 3 : 1;
    const own = segments.map((segment, i) => (i === place ? crossing.slug : segment)).join("/");
    res.set("Cache-Control", REMEMBERED).redirect(301, [own, ...query].join("?"));
  };
  // A route for GET alone would answer OPTIONS by itself.
  router.all(["/:name", "/v1/crossings/:name", "/v1/crossings/:name/*rest"], redirect);
  return router;
}
