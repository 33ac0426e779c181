import type { RequestListener } from "node:http";
import express, { type Express, type Request, type Response } from "express";
import helmet from "helmet";
import type { VetAddress } from "../actions/subscribe.ts";
import type { Context } from "../context.ts";
import type { Live } from "../live/live.ts";
import { makeAuthorize } from "./authorize.ts";
import { answerInTime, cutOff } from "./deadline.ts";
import { desk } from "./desk/desk.ts";
import { makeFrameOf } from "./frame-of.ts";
import { makeLimits } from "./limits.ts";
import { makeMetrics, watchLive } from "./metrics.ts";
import { keepRawBody, mount } from "./mount.ts";
import { EdgeProblem, problems, sendProblem } from "./problem.ts";
import { docs } from "./routes/docs.ts";
import { health } from "./routes/health.ts";
import type { JobDesk } from "./routes/jobs.ts";
import { oneLine } from "./routes/one-line.ts";
import { pages } from "./routes/pages.ts";
import { streamRoute } from "./routes/stream.ts";
import { apiRoutes } from "./routes.ts";
import { staticFiles } from "./static-files.ts";

/** What the edge is built of. */
export interface Edge {
  ctx: Context;
  jobs: JobDesk;
  /** What is answered out of memory and kept there, and who is told of changes. */
  live: Pick<Live, "answers" | "stream">;
  version: string;
  writesPerMinute: number;
  /** The proxies before this service, whose word about who asks is taken: how many, or their addresses. */
  trustProxy: number | string[];
  /** Tells why nothing may be posted to an address. */
  vetAddress: VetAddress;
  /** Whether an error means that the database is not reached. */
  isAway: (error: unknown) => boolean;
  /** The address under which the service is known outside, or null. */
  publicUrl: string | null;
  /** Minutes without a request after which the desk asks for the key again. */
  deskIdleMinutes: number;
}

/** The largest body that is read: two hundred changes of a report take a third of it. */
const BODY_LIMIT = 64 * 1024;

/** What is answered is data: nothing in it is ever to be run, framed or styled. The pages set policies of their own. */
const POLICY = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** The HTTP service: limits, headers, routes, 404, errors, in that order. */
export function makeApp(edge: Edge): RequestListener {
  const { ctx, jobs, live, version, writesPerMinute, vetAddress, isAway, publicUrl, deskIdleMinutes } = edge;
  const app = express();
  const { registry, observe } = makeMetrics();
  app.disable("x-powered-by").set("etag", false).set("query parser", "simple");
  app.use(observe, helmet({ contentSecurityPolicy: POLICY }), openToAll, answerInTime);
  app.set("trust proxy", edge.trustProxy);
  const limits = makeLimits(writesPerMinute);
  const authorize = makeAuthorize(ctx, limits);

  const { answers } = live;
  const stream = streamRoute(ctx, live.stream);
  const routes = apiRoutes(jobs, vetAddress, publicUrl);
  const readBody = express.json({ limit: BODY_LIMIT, type: "application/json", verify: keepRawBody });
  for (const route of routes) mount(app, route, ctx, answers, readBody, authorize);
  watchLive(live, registry);
  const all = [...routes, stream.described];
  app.use(stream.router, health(ctx, jobs, registry), docs(all, version));
  refuseOtherMethods(app, all);
  const { assets, router } = staticFiles();
  const frameOf = makeFrameOf({ ctx, assets, publicUrl });
  app.use("/desk", desk({ ctx, jobs, frameOf, publicUrl, isAway, idleMinutes: deskIdleMinutes, limits }));
  app.use(router, pages({ ctx, answers, frameOf, isAway }), oneLine(ctx, answers));

  app.use((req, res) => sendProblem(req, res, "not_found", `There is nothing at ${req.path}.`));
  app.use(problems(ctx.log, isAway));
  // Express knows its own requests, which it makes of Node's.
  return (req, res) => app(req as Request, res as Response, () => cutOff(res));
}

/** Answers are public, and scripts of any page may read them: CBP's own feed cannot be read so, and people ask for it. */
const openToAll: express.RequestHandler = (_req, res, next) => {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Garita-Stale, Location, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  next();
};

function refuseOtherMethods(app: Express, routes: ReturnType<typeof apiRoutes>): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
    app.all(path, (req) => {
      throw new EdgeProblem("method_not_allowed", `${req.path} takes ${allow}, not ${req.method}.`, { Allow: allow });
    });
  }
}
