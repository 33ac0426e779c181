import type { RequestListener } from "node:http";
import express, { type Express, type Request, type Response } from "express";
import helmet from "helmet";
import { makeKnownKeys } from "../actions/access/known-keys.ts";
import { TELL_ME_PATH } from "../actions/notifications/followers/tell-me-paths.ts";
import type { AddressBook } from "../actions/notifications/subscribe.ts";
import type { Runtime } from "../context.ts";
import { countiesOf } from "../domain/places/county.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import { statesOf } from "../domain/places/region.ts";
import type { Live } from "../live/live.ts";
import type { LogKey } from "../store/chain/log-key.ts";
import type { CrossingSection } from "../web/crossing/section.ts";
import { MCP_METHODS, MCP_PATH, mcpEndpoint } from "./assistants/mcp-endpoint.ts";
import { toolsOf } from "./assistants/tools.ts";
import { makeContexts } from "./context-of.ts";
import { abortAtDeadline, answerInTime } from "./deadline.ts";
import { desk } from "./desk/desk.ts";
import { makeLimits } from "./limits.ts";
import { timeGate } from "./memento/time-gate.ts";
import { makeMetrics, watchLive } from "./metrics/metrics.ts";
import { mount } from "./mount.ts";
import { deskElsewhere } from "./pages/desk-elsewhere.ts";
import { COPY_PATH, makeFrameOf } from "./pages/frame-of.ts";
import { oneLine } from "./pages/one-line.ts";
import { pages } from "./pages/pages.ts";
import { siteFiles } from "./pages/site-files.ts";
import { staticFiles } from "./pages/static-files.ts";
import { EdgeProblem, problems, sendProblem, shownAddress } from "./problem.ts";
import { makeQuickAnswers } from "./quick-answers.ts";
import { readQuery } from "./read-query.ts";
import { aliasRedirects, placeRedirects } from "./request/alias-redirects.ts";
import { makeAuthorize } from "./request/authorize.ts";
import { openToAll, preflight } from "./request/cross-origin.ts";
import { makeReadLimit } from "./request/read-limit.ts";
import { refuseRequest } from "./request/refuse-request.ts";
import { type ReadingOnly, refuseWrites } from "./request/refuse-writes.ts";
import type { Route } from "./route.ts";
import { docs } from "./routes/docs.ts";
import { health } from "./routes/health.ts";
import type { JobDesk } from "./routes/jobs.ts";
import { exportRoute } from "./routes/record/export.ts";
import { makeQuickRecording } from "./routes/record/quick-recording.ts";
import { postReport } from "./routes/record/reports.ts";
import { streamRoute } from "./routes/stream.ts";
import { apiRoutes } from "./routes.ts";
import type { Siblings } from "./siblings.ts";
import { storyPages } from "./story/story-pages.ts";
import type { FollowerDesk } from "./tell-me/follower-desk.ts";
import { tellMePages } from "./tell-me/tell-me-pages.ts";
import { makeCountyWord } from "./wire/county-code.ts";
import { makeStateWord } from "./wire/state-code.ts";

/** Components from which the HTTP layer is built. */
export interface Edge {
  runtime: Runtime;
  jobs: JobDesk;
  /** Answer cache and stream of changes. */
  live: Pick<Live, "answers" | "stream" | "record" | "stale">;
  version: string;
  writesPerMinute: number;
  /** Reads per minute and client address that are not answered from the cache. 0 for no limit. */
  readsPerMinute: number;
  /** Trusted proxies: their number or their addresses. The service uses the client address that they forward. */
  trustProxy: number | string[];
  /** Checks the addresses of subscriptions. */
  addresses: AddressBook;
  /** Returns true if an error means that the database is unavailable. */
  isAway: (error: unknown) => boolean;
  /** Public address of the service, or null. */
  publicUrl: string | null;
  /** Contact in `security.txt`. Null if there is none. */
  securityContact: string | null;
  /** Sections of a crossing's page, in order. */
  sections: readonly CrossingSection[];
  /** Minutes without a request after which the desk asks for the key again. */
  deskIdleMinutes: number;
  /** Set if this process only reads. */
  reading: ReadingOnly | null;
  /** Signs heads of the log. Null if this process has no key. */
  logKey: LogKey | null;
  /** Takes and ends subscriptions of followers. Null if this process cannot read addresses. */
  followers: FollowerDesk | null;
  /** The other processes that serve this port, if there are any. */
  siblings?: Siblings | undefined;
}

/** API answers are data, so browsers must not run, frame or style them. Pages set their own policies. */
const POLICY = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** Empty list of crossings, for a process without a snapshot. */
const NO_CROSSINGS: ReadonlyMap<string, Crossing> = new Map();

/**
 * Creates the HTTP service. Every request passes these steps in this order: metrics, headers, deadline, refusals,
 * redirects, routes, 404, errors.
 */
export function makeApp(edge: Edge): RequestListener {
  const { runtime, jobs, live, version, writesPerMinute, addresses, isAway, publicUrl, deskIdleMinutes } = edge;
  const { reading, siblings } = edge;
  const app = express();
  const { registry, observe, time } = makeMetrics();
  app.disable("x-powered-by").set("etag", false).set("query parser", readQuery).set("trust proxy", edge.trustProxy);
  const reads = makeReadLimit(edge.readsPerMinute, app.get("trust proxy fn"), () =>
    runtime.log.warn(
      "a client has more reads than READS_PER_MINUTE. If it is a proxy, name it in TRUST_PROXY, so that its clients count separately",
    ),
  );
  app.use(observe, helmet({ contentSecurityPolicy: POLICY }), openToAll, answerInTime, reads.refuse, refuseRequest);

  const { answers } = live;
  const contextOf = makeContexts(runtime, answers);
  app.use(aliasRedirects(contextOf));
  const places = () => runtime.snapshot?.crossings() ?? NO_CROSSINGS;
  const stateWord = makeStateWord(() => statesOf(places().values()).map(({ code }) => code));
  const countyWord = makeCountyWord(() => countiesOf(places().values()));
  const limits = makeLimits(writesPerMinute, siblings?.countHit);
  const keys = makeKnownKeys();
  const authorize = makeAuthorize(contextOf, limits, keys);
  const streams = [streamRoute(contextOf, live.stream), exportRoute(contextOf)];
  const tools = toolsOf(stateWord, countyWord);
  const routes = apiRoutes(jobs, addresses, publicUrl, stateWord, countyWord, edge.logKey);
  const all = [...routes, ...streams.map(({ described }) => described)];
  const taken = methodsOf(all).set(MCP_PATH, MCP_METHODS);
  answerOptions(app, taken);
  app.use(timeGate(routes, contextOf));
  const quick = makeQuickAnswers(routes, contextOf, answers, {
    observe: time,
    onFault: (error, req) => contextOf(req).log.error({ err: error }, "a quick answer failed"),
  });
  const recording = makeQuickRecording(postReport, {
    contextOf,
    limits,
    keys,
    observe: time,
    isStale: () => live.stale() !== null,
  });
  for (const route of routes)
    if (reading !== null && (route.role !== undefined || route.method !== "get"))
      app[route.method](route.path, refuseWrites(reading));
    else mount(app, route, contextOf, answers, authorize, quick);
  watchLive(live, registry);
  const { assets, router } = staticFiles();
  const { followers } = edge;
  const offers = { offersEmail: followers?.offersEmail === true, pushKey: followers?.pushKey ?? null };
  const frameOf = makeFrameOf({ contextOf, assets, publicUrl, ...offers });
  app.use(
    ...streams.map(({ router }) => router),
    health(contextOf, jobs, registry, reading === null ? null : live.stale, siblings),
    docs({ routes: all, version, places, frameOf }),
    mcpEndpoint({ contextOf, tools, publicUrl, version, places, isAway, stale: live.stale }),
  );
  refuseOtherMethods(app, taken);
  app.use(
    "/desk",
    reading === null
      ? desk({ contextOf, jobs, frameOf, publicUrl, isAway, idleMinutes: deskIdleMinutes, limits })
      : deskElsewhere(reading, frameOf),
  );
  app.use(TELL_ME_PATH, tellMePages({ contextOf, frameOf, publicUrl, limits, followers, reading }));
  const story = storyPages({ contextOf, answers, frameOf, isAway });
  const page = pages({ contextOf, answers, frameOf, isAway, stateWord, countyWord, sections: edge.sections });
  app.use(COPY_PATH, story, page);
  app.use(
    router,
    story,
    siteFiles({ contextOf, answers, frameOf, publicUrl, securityContact: edge.securityContact }),
    placeRedirects(contextOf),
    page,
    oneLine(contextOf, answers, stateWord, countyWord),
  );

  app.use((req, res) =>
    sendProblem(req, res, "not_found", ({ errors }) => errors.refusals.nothingAt(shownAddress(req.path))),
  );
  app.use(problems(runtime.log, isAway));
  // The casts are correct, because Express adds its own methods to Node's requests and responses.
  return (req, res) => {
    const usual = () => app(req as Request, res as Response, () => abortAtDeadline(res));
    // Quick recording lets no report wait, so FOUR_EYES=on switches it off.
    const mayRecord = runtime.needsSecondPerson !== true;
    if (reads.count(req, res)) usual();
    else if (!quick.serve(req, res, usual) && !(mayRecord && recording.serve(req, res, usual))) usual();
  };
}

/** Returns the methods of each API address, as listed in `Allow`. */
function methodsOf(routes: readonly Route[]): Map<string, string> {
  const taken = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const also = method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()];
    taken.set(path, [...(taken.get(path) ?? []), ...also]);
  }
  return new Map([...taken].map(([path, methods]) => [path, [...methods, "OPTIONS"].join(", ")]));
}

/**
 * Matches every path outside the desk. The desk answers no preflight requests, because only its own pages may call it.
 */
const NOT_DESK = /^\/(?!desk(?:\/|$))/i;

function answerOptions(app: Express, taken: ReadonlyMap<string, string>): void {
  for (const [path, methods] of taken) app.options(path, preflight(methods));
  app.options(NOT_DESK, preflight("GET, HEAD, OPTIONS"));
}

function refuseOtherMethods(app: Express, taken: ReadonlyMap<string, string>): void {
  for (const [path, methods] of taken)
    app.all(path, (req) => {
      throw new EdgeProblem("method_not_allowed", ["methodNotAllowed", req.path, methods, req.method], {
        Allow: methods,
      });
    });
}
