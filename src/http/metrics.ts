import type { RequestHandler } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** The metrics of this process, and the handler that times requests by route, method and status. */
export function makeMetrics(): { registry: Registry; observe: RequestHandler } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "garita_http_request_seconds",
    help: "Time from a request's arrival to the end of its answer, by route, method and status",
    labelNames: ["route", "method", "status"],
    // Hot answers take a millisecond, a list from the database tens; beyond a second something is wrong.
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const observe: RequestHandler = (req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    // The route, not the address: an address that does not exist must not make a series of its own.
    res.on("finish", () =>
      stop({ route: typeof req.route?.path === "string" ? req.route.path : "none", status: res.statusCode }),
    );
    next();
  };
  return { registry, observe };
}
