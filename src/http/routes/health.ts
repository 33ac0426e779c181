import { Router } from "express";
import type { Registry } from "prom-client";
import { checkReady } from "../../actions/check-ready.ts";
import type { Context } from "../../context.ts";
import { sendProblem } from "../problem.ts";

/** Alive; ready; and the numbers that Prometheus collects. */
export function health(ctx: Context, registry: Registry): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "alive" });
  });
  router.get("/readyz", async (req, res) => {
    try {
      await checkReady(ctx);
      res.set("Cache-Control", "no-store").json({ status: "ready" });
    } catch (error) {
      ctx.log.warn({ err: error }, "not ready");
      sendProblem(req, res, "unavailable", "The database is not reached at the moment.");
    }
  });
  router.get("/metrics", async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
