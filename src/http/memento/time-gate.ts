import { type RequestHandler, Router } from "express";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { recordBeganAt } from "../../actions/record/list-changes.ts";
import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import { findArea } from "../../domain/places/metro-area.ts";
import { latestInstant, YEARS } from "../../domain/time/moment.ts";
import type { ContextOf } from "../context-of.ts";
import type { Route } from "../route.ts";
import { httpDate, isDatedQuery, mementoAddress, originalLink, readHttpDate } from "./memento.ts";

/** First instant about which questions can be asked. Earlier times lead to it. */
const FIRST = Temporal.Instant.from(`${YEARS.first}-01-01T00:00Z`);

/** Returns true for a route with answers about any instant, as on record at any instant. */
export const isNegotiable = ({ method, query }: Pick<Route, "method" | "query">): boolean =>
  method === "get" && query instanceof z.ZodObject && "at" in query.shape && "knownAt" in query.shape;

/**
 * Redirects requests with `Accept-Datetime` (RFC 7089) to the state of the address at that time: those of the API that
 * take `at` and `knownAt`, and the pages of the board, of crossings and of areas. Each address is its own TimeGate.
 * @throws Refusal `invalid` if the header is not a date as in HTTP
 */
export function timeGate(routes: readonly Route[], contextOf: ContextOf): Router {
  const router = Router();
  let since: Temporal.Instant | null = null;
  const recordBegan = async (ctx: Context) => {
    since ??= await recordBeganAt(ctx);
    return since;
  };

  const negotiate: RequestHandler = async (req, res, next) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next();
    res.vary("Accept-Datetime");
    const asked = req.get("Accept-Datetime");
    if (asked === undefined || isDatedQuery(req.query)) return next();
    const wanted = readHttpDate(asked);
    if (wanted === null) throw invalid([{ path: "Accept-Datetime", rule: ["httpDate"], value: asked }]);
    const ctx = contextOf(req);
    // The newest state is the present answer. A memento of this second would lack the reports of this second.
    if (wanted.epochMilliseconds + 1000 > ctx.now.epochMilliseconds) return next();
    const at = latestInstant([wanted, FIRST]) ?? wanted;
    const memento = mementoAddress(req.originalUrl, at, await recordBegan(ctx));
    const links = [originalLink(req.originalUrl), `<${memento}>; rel="memento"; datetime="${httpDate(at)}"`];
    res.set({ "Cache-Control": "no-store", Link: links.join(", ") }).redirect(302, memento);
  };

  /** Negotiates unless the address is about a crossing or area that does not exist. */
  const negotiateKnown: RequestHandler = async (req, res, next) => {
    const { slug } = req.params;
    if (typeof slug !== "string") return negotiate(req, res, next);
    const crossings = await allCrossings(contextOf(req));
    const isArea = !req.path.startsWith("/v1/") && findArea(slug, crossings.values()) !== undefined;
    return crossings.has(slug) || isArea ? negotiate(req, res, next) : next();
  };

  // A route for GET alone would make Express answer OPTIONS itself.
  router.all(["/", "/:slug", ...routes.filter(isNegotiable).map(({ path }) => path)], negotiateKnown);
  return router;
}
