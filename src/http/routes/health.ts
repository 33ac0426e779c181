import { Router } from "express";
import { Registry } from "prom-client";
import { checkReady } from "../../actions/jobs/check-ready.ts";
import type { Context } from "../../context.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import type { ContextOf } from "../context-of.ts";
import { WATCHED_MS } from "../deadline.ts";
import { watchFollowers } from "../metrics/follower-metrics.ts";
import { watchJobs } from "../metrics/metrics.ts";
import { type Reasons, watchReadiness } from "../metrics/ready-metrics.ts";
import { joinMetrics, labelProcess } from "../metrics/sibling-metrics.ts";
import { watchWebhooks } from "../metrics/webhook-metrics.ts";
import { sendProblem } from "../problem.ts";
import type { Siblings } from "../siblings.ts";
import type { JobDesk } from "./jobs.ts";

/** Returns the seconds by which answers may be out of date, or null while they are current. */
type Behind = () => number | null;

/**
 * Returns the routes `/healthz`, `/readyz`, and `/metrics` for Prometheus. A process is ready if it reaches the
 * database. A silent feed or a read-only database only degrades the service, and the process stays ready: taking it out
 * of rotation would leave no answers at all. `behind` is null unless the process only reads. If several processes serve
 * this port, `/metrics` gives the metrics of all of them, and those from the database once.
 */
export function health(
  contextOf: ContextOf,
  jobs: JobDesk,
  registry: Registry,
  behind: Behind | null,
  siblings?: Siblings,
): Router {
  const router = Router();
  const common = siblings === undefined ? registry : new Registry();
  const numbers = [watchJobs(common), watchWebhooks(common), watchFollowers(common)];
  const readiness = watchReadiness(common);
  if (siblings !== undefined) {
    labelProcess(registry, siblings.number);
    siblings.onMeasure(() => registry.getMetricsAsJSON());
  }
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  const readReasons = async (ctx: Context): Promise<Reasons> => {
    const seconds = behind?.() ?? null;
    return {
      database: await checkReady(ctx, behind !== null),
      standby: seconds === null ? [] : [`answers may lack what was recorded in the last ${seconds} seconds`],
      jobs: await jobs.doubts(ctx),
    };
  };
  router.get("/readyz", async (req, res) => {
    const ctx = contextOf(req);
    try {
      const reasons = Object.values(await withTimeout(WATCHED_MS, readReasons(ctx))).flat();
      const answer = reasons.length === 0 ? { status: "ready" } : { status: "degraded", reasons };
      res.set("Cache-Control", "no-store").json(answer);
    } catch (error) {
      ctx.log.warn({ err: error }, "the readiness check failed");
      sendProblem(req, res, "unavailable", ({ errors }) => errors.refusals.databaseSilent);
    }
  });
  router.get("/metrics", async (req, res) => {
    const ctx = contextOf(req);
    await Promise.all([
      ...numbers.map((each) => each.read(ctx)),
      readiness.read(withTimeout(WATCHED_MS, readReasons(ctx))),
    ]);
    const own = siblings === undefined ? "" : await joinMetrics(await siblings.measureAll());
    res.type(registry.contentType).send(own + (await common.metrics()));
  });
  return router;
}
